// Every recorded JSON file fits its schema and is read as it stands: the same keys in the same order, others included. Every file of
// a record is the one that its folder's sha256sums.txt names.
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { test } from "node:test";
import { readBenchmark } from "../../src/node/benchmarks/record";
import { testSetLedgerPath } from "../../src/node/benchmarks/testSetLedger";
import { readRunMetrics } from "../../src/node/experiments/evaluateRun";
import { filesBelow } from "../../src/node/files/filesBelow";
import { sumsFile, sumsOf, sumsText } from "../../src/node/files/recordSums";
import { projectRoot, recordedRunsFolder } from "../../src/node/paths";
import { readModelJson } from "../../src/node/store/modelJson";
import { readJson, readRunConfig, runEnvironmentSchema } from "../../src/node/store/runRecord";
import { readLadder } from "../../src/node/studies/ladderRecord";
import { readStudyRecord } from "../../src/node/studies/record";
import type { StudyName } from "../../src/studies/records";

/** The reader of a file, by its place below the folder of a run or a kind of records. */
const readers: { readonly [file: string]: (folder: string) => unknown } = {
  "config.json": readRunConfig,
  "metrics.json": readRunMetrics,
  "environment.json": (folder) => readJson(join(folder, "environment.json"), runEnvironmentSchema),
  "model/model.json": (folder) => readModelJson(join(folder, "model")),
  "rows.json": (folder) => readBenchmark(folder),
  "ladder.json": readLadder,
};

function checkSame(value: unknown, path: string): void {
  assert.equal(JSON.stringify(value), JSON.stringify(JSON.parse(readFileSync(path, "utf8"))), path);
}

/** All but the ledger of test sets, which is a file of its own (test/node/benchmarks/testSetMeasurements.test.ts). */
const folders = readdirSync(recordedRunsFolder).filter((name) => name !== basename(testSetLedgerPath));

for (const name of folders.filter((folder) => folder !== "audit")) {
  test(`${name} is read as it stands`, () => {
    const folder = join(recordedRunsFolder, name);
    const there = Object.keys(readers).filter((file) => existsSync(join(folder, file)));
    assert.ok(there.length > 0);
    for (const file of there) checkSame(readers[file](folder), join(folder, file));
  });
}

test("the studies' records are read as they stand", () => {
  const folder = join(recordedRunsFolder, "audit");
  for (const file of readdirSync(folder).filter((name) => name !== sumsFile))
    checkSame(readStudyRecord(folder, file.replace(/\.json$/, "") as StudyName), join(folder, file));
});

test("every record has a sha256sums.txt, which names each of its files as it is", () => {
  const runs = folders.map((name) => join(recordedRunsFolder, name));
  const whole = runs.map((folder) => ({ folder, files: filesBelow(folder).filter((file) => file !== sumsFile) }));
  const benches = ["training", "classical", "photos"].map((name) => join(projectRoot, "bench", name));
  const parts = [
    { folder: join(projectRoot, "figures"), files: ["manifest.json"] },
    ...benches.map((folder) => ({ folder, files: ["recorded.json"] })),
  ];
  for (const { folder, files } of [...whole, ...parts]) {
    const paths = files.map((file) => join(folder, file));
    assert.equal(readFileSync(join(folder, sumsFile), "utf8"), sumsText(sumsOf(folder, paths)), folder);
  }
});
