import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { readBenchmark, writeRows, writeTables } from "../../../src/node/benchmark/record";
import { describeEnvironment } from "../../../src/node/runs/runRecord";
import { sampleRows } from "../../evaluation/sampleRows";
import { temporaryFolder } from "../../support/temporaryFolder";

const record = { key: "k", command: "npm run evaluate -- --limit 8", seconds: 90, rows: sampleRows() };

test("what was written is read; an empty folder holds nothing; a damaged file is named", async () => {
  const folder = temporaryFolder("lab-benchmark-");
  assert.equal(readBenchmark(folder), null);
  await writeRows(folder, record);
  assert.deepEqual(readBenchmark(folder), record);
  writeFileSync(join(folder, "rows.json"), "{");
  assert.throws(() => readBenchmark(folder), /Expected a JSON file of a run, but .*rows\.json is missing or damaged/);
});

test("the tables name data, command, time and machine, and say that rows are partial", async () => {
  const folder = temporaryFolder("lab-benchmark-");
  await writeTables(folder, record, { ...describeEnvironment({ backend: "cpu", tensorflowVersion: null }), cores: 2, processor: "P" });
  const text = readFileSync(join(folder, "tables.md"), "utf8");
  assert.match(text, /^# cifar10-inpainting-v1\n\nwaves\. Made by `npm run evaluate -- --limit 8` in 1\.5 minutes on 2 cores \(P\)\. Rows that name/);
  await writeTables(folder, { ...record, rows: record.rows.map((row) => ({ ...row, images: 10_000 })) },
    describeEnvironment({ backend: "cpu", tensorflowVersion: null }));
  assert.doesNotMatch(readFileSync(join(folder, "tables.md"), "utf8"), /partial/);
});
