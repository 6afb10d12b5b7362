import assert from "node:assert/strict";
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import {
  addMeasurements,
  enterMeasurements,
  furtherNetworks,
  readLedger,
  type TestSetMeasurement,
} from "../../../src/node/benchmarks/testSetLedger";
import { countedNetworks, ledgerText } from "../../../src/node/benchmarks/testSetTable";
import { filesBelow } from "../../../src/node/files/filesBelow";
import { projectRoot } from "../../../src/node/paths";
import { temporaryFolder } from "../../support/temporaryFolder";

const hash = (digit: string): string => digit.repeat(64);
const ours: TestSetMeasurement = {
  network: "big-net",
  weights: hash("a"),
  reproduction: false,
  testSet: "CIFAR-10",
  by: "measure cifar10-inpainting-v1",
  why: "Finished.",
};
const again: TestSetMeasurement = { ...ours, weights: hash("b"), why: "Trained further." };
const reproduction: TestSetMeasurement = { ...ours, network: "report", weights: hash("c"), reproduction: true };

test("the first measurement of a network is a line with its day, its weights and its reason", () => {
  assert.deepEqual(addMeasurements([], [ours], "2026-12-01"), [
    {
      day: "2026-12-01",
      network: "big-net",
      weights: "aaaaaaaaaaaa",
      testSet: "CIFAR-10",
      by: ["measure cifar10-inpainting-v1"],
      number: 1,
      why: "Finished.",
    },
  ]);
});

test("the same weights measured again are nothing new, whatever day it is; by another command its name is added", () => {
  const lines = addMeasurements([], [ours], "2026-12-01");
  assert.deepEqual(addMeasurements(lines, [ours, { ...ours, why: "Once more." }], "2026-12-24"), lines);
  const study = addMeasurements(lines, [{ ...ours, network: "a copy", by: "measure paint" }], "2026-12-24");
  assert.deepEqual(study, [{ ...lines[0], by: [...lines[0].by, "measure paint"] }]);
});

test("other weights under a known name are a further network, and the line says so", () => {
  const lines = addMeasurements([], [ours, again, { ...again, weights: hash("d") }], "2026-12-01");
  assert.deepEqual(
    lines.map(({ number, why }) => [number, why]),
    [
      [1, "Finished."],
      [2, "Trained further. Not the first of this name: 1 before it, the last `aaaaaaaaaaaa`."],
      [3, "Trained further. Not the first of this name: 2 before it, the last `bbbbbbbbbbbb`."],
    ],
  );
  assert.equal(countedNetworks(lines), 3);
});

test("reproductions are listed, not counted, and are not told off for a second training", () => {
  const lines = addMeasurements([], [reproduction, { ...reproduction, weights: hash("d") }, ours], "2026-12-01");
  assert.deepEqual(
    lines.map(({ number }) => number),
    [null, null, 1],
  );
  assert.equal(countedNetworks(lines), 1);
  assert.ok(lines.every(({ why }) => why === "Finished."));
});

test("the same weights on another test set are a line of their own, and the same network", () => {
  const lines = addMeasurements([], [ours, { ...ours, testSet: "BSDS500" }, again], "2026-12-01");
  assert.deepEqual(
    lines.map(({ number, testSet }) => [number, testSet]),
    [
      [1, "CIFAR-10"],
      [1, "BSDS500"],
      [2, "CIFAR-10"],
    ],
  );
  assert.equal(countedNetworks(lines), 2);
  assert.match(
    ledgerText(lines),
    /\n- Test set: CIFAR-10, its .* of them; BSDS500, its 200 test photographs\. Weights that .* each\.\n/,
  );
  assert.doesNotMatch(ledgerText(lines.filter(({ testSet }) => testSet === "CIFAR-10")), /BSDS500/);
});

test("before a further network is measured a sentence says so; a first one, known weights and reproductions get none", () => {
  const lines = addMeasurements([], [ours, reproduction], "2026-12-01");
  assert.deepEqual(furtherNetworks(lines, [ours, { ...reproduction, weights: hash("d") }]), []);
  assert.deepEqual(furtherNetworks(lines, [{ ...again, network: "another" }]), []);
  assert.deepEqual(furtherNetworks(lines, [again]), [
    "big-net is to be measured on a test set once, at its end, but other weights were measured before: " +
      'runs/recorded/TEST-SET.md gets a further line. --why "REASON" says why.',
  ]);
  const more = addMeasurements(lines, [again], "2026-12-01");
  assert.match(
    furtherNetworks(more, [{ ...ours, weights: hash("d") }])[0],
    /but 2 other sets of weights were measured/,
  );
});

test("a reason that would break the table is refused", () => {
  for (const why of ["", " ", "a | b", "two\nlines"]) {
    assert.throws(
      () => addMeasurements([], [{ ...ours, why }], "2026-12-01"),
      /^Error: Expected the reason for a measurement on the test set to be one line without "\|", but received ".*"\. Write it as a sentence\.$/,
    );
  }
});

test("measurements are entered in the file; entering them again leaves it alone", async () => {
  const path = join(temporaryFolder("test-set-"), "TEST-SET.md");
  writeFileSync(path, ledgerText([]));
  await enterMeasurements([ours, reproduction], path, "2026-12-01");
  const text = readFileSync(path, "utf8");
  assert.deepEqual(readLedger(path), addMeasurements([], [ours, reproduction], "2026-12-01"));
  const { ino } = statSync(path);
  await enterMeasurements([reproduction, ours], path, "2026-12-02");
  assert.equal(readFileSync(path, "utf8"), text);
  assert.equal(statSync(path).ino, ino, "the file was not written");
  await enterMeasurements([again], path, "2026-12-02");
  assert.equal(readLedger(path).length, 3);
});

test("a ledger that is missing is not begun anew", async () => {
  const path = join(temporaryFolder("test-set-"), "TEST-SET.md");
  const missing =
    /Expected the ledger of measurements on test sets in .*TEST-SET\.md, but it is missing\. Restore it: git checkout/;
  assert.throws(() => readLedger(path), missing);
  await assert.rejects(enterMeasurements([ours], path), missing);
});

test("only commands enter measurements, those that record: no notebook, class or local run does", () => {
  const sources = join(projectRoot, "src");
  const entering = filesBelow(sources).filter((file) =>
    /\benterMeasurements\(/.test(readFileSync(join(sources, file), "utf8")),
  );
  const commands = ["measure", "measureBenchmark", "reproduce", "train"].map((name) => `node/cli/${name}.ts`);
  assert.deepEqual(entering.sort(), ["node/benchmarks/testSetLedger.ts", ...commands]);
});
