import assert from "node:assert/strict";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { benchmarks } from "../../../src/benchmarks";
import { cifar10InpaintingV1 } from "../../../src/benchmarks/cifar10InpaintingV1";
import {
  benchmarkCommand,
  benchmarkId,
  mergeRows,
  readBenchmark,
  writeRows,
  writeTables,
} from "../../../src/node/benchmarks/record";
import { recordedRunsFolder } from "../../../src/node/paths";
import { describeEnvironment, readJson, runEnvironmentSchema } from "../../../src/node/store/runRecord";
import { pairedBenchmark, sampleRows } from "../../benchmarks/sampleRows";
import { temporaryFolder } from "../../support/temporaryFolder";

const record = { key: "k", command: "npm run evaluate -- --limit 8", seconds: 90, rows: sampleRows() };

test("what was written is read; an empty folder holds nothing; a damaged file is named", async () => {
  const folder = temporaryFolder("lab-benchmark-");
  assert.equal(readBenchmark(folder), null);
  await writeRows(folder, record);
  assert.deepEqual(readBenchmark(folder), record);
  writeFileSync(join(folder, "rows.json"), "{");
  assert.throws(
    () => readBenchmark(folder, { name: "other-v1" }),
    /Make it again: npm run measure -- other-v1 --record\./,
  );
  assert.throws(
    () => readBenchmark(folder),
    /Expected .*rows\.json as it was written, but it has changed since: .* Make it again: npm run measure -- cifar10-inpainting-v1 --record\./,
  );
  rmSync(join(folder, "sha256sums.txt"));
  assert.throws(
    () => readBenchmark(folder),
    /Expected a record in JSON, but .*rows\.json is missing or damaged\. Make it again: npm run measure -- cifar10-inpainting-v1 --record\./,
  );
});

test("a row that does not fit is named", async () => {
  const folder = temporaryFolder("lab-benchmark-");
  const [first, second] = record.rows;
  const { pooledHoleL1: _, ...figures } = second.figures;
  writeFileSync(join(folder, "rows.json"), JSON.stringify({ ...record, rows: [first, { ...second, figures }] }));
  assert.throws(() => readBenchmark(folder), {
    message:
      `Expected rows.1.figures.pooledHoleL1 in ${join(folder, "rows.json")} to be an object, but received nothing. ` +
      "Make it again: npm run measure -- cifar10-inpainting-v1 --record.",
  });
});

test("rows that hold the errors of each image are read, beside older ones; one with too few of them is named", async () => {
  const folder = temporaryFolder("lab-benchmark-");
  const [older] = record.rows;
  const [, newer] = sampleRows(pairedBenchmark);
  const both = { ...record, rows: [older, newer] };
  await writeRows(folder, both);
  assert.deepEqual(readBenchmark(folder), both);
  await writeRows(folder, { ...record, rows: [older, { ...newer, images: 9 }] });
  assert.throws(() => readBenchmark(folder), {
    message:
      `Expected rows.1 in ${join(folder, "rows.json")} to be a row whose holeErrors have a number for each of its images, ` +
      "but received an object. Make it again: npm run measure -- cifar10-inpainting-v1 --record.",
  });
});

test("the recorded tables are, byte for byte, those of the recorded rows", async () => {
  for (const benchmark of benchmarks) {
    const recorded = join(recordedRunsFolder, benchmarkId(benchmark));
    const rows = readBenchmark(recorded, benchmark);
    if (rows === null) continue;
    const folder = temporaryFolder("lab-benchmark-");
    const environmentFile = join(recorded, "environment.json");
    const environment = readJson(environmentFile, runEnvironmentSchema, benchmarkCommand(benchmark));
    await writeTables(folder, benchmark, rows, environment);
    const tables = [folder, recorded].map((where) => readFileSync(join(where, "tables.md"), "utf8"));
    assert.equal(tables[0], tables[1], benchmark.name);
  }
});

test("the tables name data, command, time and machine, and say that rows are partial", async () => {
  const folder = temporaryFolder("lab-benchmark-");
  await writeTables(folder, cifar10InpaintingV1, record, {
    ...describeEnvironment({ backend: "cpu", tensorflowVersion: null }),
    cores: 2,
    processor: "P",
  });
  const text = readFileSync(join(folder, "tables.md"), "utf8");
  assert.match(
    text,
    /^# cifar10-inpainting-v1\n\nwaves\. Made by `npm run evaluate -- --limit 8` in 1\.5 minutes on 2 cores \(P\)\. Rows that name/,
  );
  await writeTables(
    folder,
    cifar10InpaintingV1,
    { ...record, rows: record.rows.map((row) => ({ ...row, images: 10_000 })) },
    describeEnvironment({ backend: "cpu", tensorflowVersion: null }),
  );
  assert.doesNotMatch(readFileSync(join(folder, "tables.md"), "utf8"), /partial/);
});

test("rows of single methods go into the table in place of their own, and the table says how they were measured", async () => {
  const machine = { processor: "Q", cores: 4 };
  const [first] = record.rows;
  const known = record.rows.map(({ method }) => method);
  const others = record.rows.filter(({ method }) => method !== first.method);
  const again = {
    ...record,
    command: "npm run evaluate -- --method m --update",
    seconds: 60,
    rows: [{ ...first, images: 7 }],
  };
  const merged = mergeRows(record, again, machine, known);
  assert.deepEqual(merged.rows, [...others, { ...first, images: 7 }]);
  assert.deepEqual([merged.key, merged.command, merged.seconds], [record.key, record.command, record.seconds]);
  const twice = mergeRows(merged, { ...again, seconds: 30 }, machine, known);
  assert.deepEqual(twice.later, [{ methods: [first.method], command: again.command, seconds: 30, ...machine }]);
  const alone = mergeRows(record, again, machine, [first.method]);
  assert.deepEqual(alone.rows, [{ ...first, images: 7 }], "methods that are no more go");
  const folder = temporaryFolder("lab-benchmark-");
  await writeTables(folder, cifar10InpaintingV1, twice, {
    ...describeEnvironment({ backend: "cpu", tensorflowVersion: null }),
    cores: 2,
    processor: "P",
  });
  assert.match(
    readFileSync(join(folder, "tables.md"), "utf8"),
    new RegExp(
      `on 2 cores \\(P\\)\\. ${first.method}: by .*--method m --update. in 0\\.5 minutes on 4 cores \\(Q\\)\\. ` +
        `Rows that`,
    ),
  );
  const here = describeEnvironment({ backend: "cpu", tensorflowVersion: null });
  for (const [processor, cores, marks] of [
    ["P", 2, 1],
    ["Q", 4, 0],
  ] as const) {
    await writeTables(folder, cifar10InpaintingV1, twice, { ...here, cores, processor });
    const text = readFileSync(join(folder, "tables.md"), "utf8");
    assert.equal(text.match(/, measured on Q, 4 cores/g)?.length ?? 0, marks, "speeds of another machine are marked");
  }
});

test("single methods are not recorded into a table of other data", () => {
  const machine = { processor: "Q", cores: 4 };
  const other = { ...record, rows: record.rows.map((row) => ({ ...row, dataset: "other" })) };
  assert.throws(
    () => mergeRows(other, record, machine, []),
    /but received other and waves\. Measure all methods: leave --methods out\./,
  );
});

test("the first benchmark's folder carries no name, those of others do", () => {
  assert.equal(benchmarkId(cifar10InpaintingV1), "benchmark");
  assert.equal(benchmarkId({ ...cifar10InpaintingV1, name: "photos-v1" }), "benchmark-photos-v1");
});
