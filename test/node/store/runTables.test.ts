import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { readLog, readTiming, writeLog, writeTiming, type RunLogRow } from "../../../src/node/store/runTables";
import { temporaryFolder } from "../../support/temporaryFolder";

const firstLine = (folder: string): string => readFileSync(join(folder, "log.csv"), "utf8").split("\n")[0];

test("log and timing come back; the log has epoch, loss, valLoss with every digit", async () => {
  const folder = temporaryFolder("lab-tables-");
  const rows = [{ epoch: 1, loss: 1 / 3, valLoss: 0.1 + 0.2 }];
  await writeLog(folder, rows);
  await writeTiming(folder, [{ epoch: 1, seconds: 31.26, imagesPerSecond: 1599.7 }]);
  assert.deepEqual(readLog(folder), rows);
  assert.equal(firstLine(folder), "epoch,loss,valLoss");
  assert.deepEqual(readTiming(folder), [{ epoch: 1, seconds: 31.3, imagesPerSecond: 1600 }]);
});

test("what is measured has columns of its own, empty where nothing was", async () => {
  const folder = temporaryFolder("lab-tables-");
  const rows = [
    { epoch: 1, samples: 80, loss: 0.5, valLoss: 0.25, measured: null },
    { epoch: 2, samples: 160, loss: 0.4, valLoss: 0.125, measured: { square8: 17.1239, testLoss: 1 / 3 } },
  ];
  await writeLog(folder, rows, [
    { name: "square8", digits: 3 },
    { name: "testLoss", digits: null },
  ]);
  assert.equal(firstLine(folder), "epoch,samples,loss,valLoss,square8,testLoss");
  assert.deepEqual(readLog(folder), [rows[0], { ...rows[1], measured: { square8: 17.124, testLoss: 1 / 3 } }]);
});

test("further losses of a step have columns behind the loss, and come back under their names", async () => {
  const folder = temporaryFolder("lab-tables-");
  const rows = [
    { epoch: 1, samples: 80, loss: 1, valLoss: 2, others: { valid: 0.5, hole: 1 / 3 }, measured: null },
    { epoch: 2, samples: 160, loss: 0.5, valLoss: 1, others: { valid: 0.25, hole: 0 }, measured: { testLoss: 0.125 } },
  ];
  await writeLog(folder, rows, [{ name: "testLoss", digits: null }]);
  assert.equal(firstLine(folder), "epoch,samples,loss,valid,hole,valLoss,testLoss");
  assert.deepEqual(readLog(folder), rows);
  await writeLog(folder, [{ epoch: 1, loss: 1, valLoss: 2, others: { discriminatorLoss: 0.5 } }]);
  assert.equal(firstLine(folder), "epoch,loss,discriminatorLoss,valLoss");
  assert.deepEqual(readLog(folder), [{ epoch: 1, loss: 1, valLoss: 2, others: { discriminatorLoss: 0.5 } }]);
});

test("a run that goes on from one with another loss has the columns of both, empty where a loss was not there", async () => {
  const folder = temporaryFolder("lab-tables-");
  const rows: RunLogRow[] = [
    { epoch: 1, loss: 1, valLoss: 2 },
    { epoch: 2, loss: 0.5, valLoss: 1, others: { valid: 0.25 } },
    { epoch: 3, loss: 0.25, valLoss: 1, others: { valid: 0.125, hole: 0.5 } },
  ];
  await writeLog(folder, rows);
  assert.equal(firstLine(folder), "epoch,loss,valid,hole,valLoss");
  assert.deepEqual(readLog(folder), rows);
  await writeLog(folder, readLog(folder));
  assert.deepEqual(readLog(folder), rows);
});

test("a missing or damaged table is named, with the command that makes the run", () => {
  const folder = join(temporaryFolder("lab-tables-"), "report-fresh-seed2");
  assert.throws(
    () => readLog(folder),
    new RegExp(
      'Expected a table "epoch,loss,valLoss", but .*log\\.csv is missing or damaged\\. ' +
        "Make it again: npm run train -- report-fresh --seed 2 --record\\.",
    ),
  );
  assert.throws(() => readTiming(folder), /timing\.csv is missing or damaged/);
  const damaged = temporaryFolder("lab-tables-");
  for (const text of [
    "epoch,loss,valLoss\n1,x,2\n",
    "epoch,loss,valLoss\n1,,2\n",
    "epoch,loss,valLoss\n1,2\n",
    "epoch,loss\n1,2\n",
    "",
  ]) {
    writeFileSync(join(damaged, "log.csv"), text);
    assert.throws(
      () => readLog(damaged),
      /is missing or damaged\. Make it again: npm run reproduce\./,
      JSON.stringify(text),
    );
  }
});
