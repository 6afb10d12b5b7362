import assert from "node:assert/strict";
import { test } from "node:test";
import { countedNetworks, ledgerText, parseLedger, type LedgerLine } from "../../../src/node/benchmarks/testSetTable";

const line: LedgerLine = {
  day: "2026-12-01",
  network: "big-net",
  weights: "0123456789ab",
  testSet: "CIFAR-10",
  by: ["measure cifar10-inpainting-v1", "measure paint"],
  number: 1,
  why: "Trained to its end with `focusedMixture`.",
};
const other: LedgerLine = { ...line, network: "report", weights: "ba9876543210", by: ["train"], number: null };

test("a line in Markdown, and what is counted above the table", () => {
  const text = ledgerText([line, other]);
  assert.match(text, /^# What was measured on test sets\n\nNetworks of ours measured so far: 1\.\n/);
  assert.ok(
    text.endsWith(
      "\n| 2026-12-01 | `big-net` | `0123456789ab` | CIFAR-10 | `measure cifar10-inpainting-v1`, `measure paint` | 1 | " +
        "Trained to its end with `focusedMixture`. |\n" +
        "| 2026-12-01 | `report` | `ba9876543210` | CIFAR-10 | `train` | reproduction | " +
        "Trained to its end with `focusedMixture`. |\n",
    ),
    text,
  );
  assert.equal(countedNetworks([line, other]), 1);
  const photographs = { ...line, testSet: "BSDS500" };
  const lines = [line, other, photographs, { ...photographs, network: "of-photographs", number: 2 }];
  assert.deepEqual([countedNetworks(lines), countedNetworks(lines, "CIFAR-10")], [2, 1]);
  assert.match(ledgerText(lines), /\n\nNetworks of ours measured so far: 2, 1 of them on CIFAR-10\.\n/);
});

test("what is written is read back", () => {
  assert.deepEqual(parseLedger(ledgerText([])), []);
  assert.deepEqual(parseLedger(ledgerText([line, other])), [line, other]);
});

test("a table or a line of another form is refused", () => {
  const text = ledgerText([line]);
  const noTable =
    /^Error: Expected the table that the commands write in runs\/recorded\/TEST-SET\.md\. Restore it: git/;
  assert.throws(() => parseLedger(""), noTable);
  assert.throws(() => parseLedger(text.replace("| weights |", "| hash |")), noTable);
  assert.throws(() => parseLedger(text.trimEnd()), noTable);
  const changes = [
    text.replace("| 1 | Trained", "| two | Trained"),
    text.replace("`0123456789ab`", "`0123`"),
    text.replace("2026-12-01", "yesterday"),
    `${text}\n`,
  ];
  for (const changed of changes) {
    assert.throws(
      () => parseLedger(changed),
      /^Error: Expected lines of runs\/recorded\/TEST-SET\.md as the commands write them, but received ".*"\. Restore it:/,
    );
  }
});
