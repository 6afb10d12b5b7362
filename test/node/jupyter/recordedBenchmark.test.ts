import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { mock, test } from "node:test";
import { cifar10InpaintingV1 } from "../../../src/benchmarks/cifar10InpaintingV1";
import { photographsV1 } from "../../../src/benchmarks/photographsV1";
import { writeRows } from "../../../src/node/benchmarks/record";
import { loadBenchmarkRows } from "../../../src/node/jupyter/recordedBenchmark";
import { sampleRows } from "../../benchmarks/sampleRows";
import { temporaryFolder } from "../../support/temporaryFolder";

test("recorded rows come back, and nothing is said", async () => {
  const folder = temporaryFolder("benchmark-");
  const rows = sampleRows();
  await writeRows(folder, { key: "k", command: "npm run evaluate", seconds: 1, rows });
  const log = mock.method(console, "log", () => undefined);
  assert.deepEqual(loadBenchmarkRows(cifar10InpaintingV1, folder), rows);
  assert.equal(log.mock.callCount(), 0);
  log.mock.restore();
});

test("each benchmark has its own record", () => {
  for (const benchmark of [cifar10InpaintingV1, photographsV1]) {
    const rows = loadBenchmarkRows(benchmark);
    assert.ok(rows.length > 0 && rows.every((row) => row.benchmark === benchmark.name), benchmark.name);
  }
  assert.deepEqual(loadBenchmarkRows(), loadBenchmarkRows(cifar10InpaintingV1));
});

test("without a record there are no rows, and the reader is told what to run", () => {
  const log = mock.method(console, "log", () => undefined);
  for (const benchmark of [cifar10InpaintingV1, photographsV1])
    assert.deepEqual(loadBenchmarkRows(benchmark, temporaryFolder("no-benchmark-")), []);
  assert.deepEqual(
    log.mock.calls.map(({ arguments: [line] }) => line as unknown),
    ["cifar10-inpainting-v1", "photographs-v1"].map(
      (name) =>
        `The table of ${name} is not recorded in this copy. To measure and record it: npm run measure -- ${name} --record`,
    ),
  );
  log.mock.restore();
});

test("a damaged record is refused", () => {
  const folder = temporaryFolder("damaged-");
  writeFileSync(join(folder, "rows.json"), "{");
  assert.throws(
    () => loadBenchmarkRows(cifar10InpaintingV1, folder),
    /Expected a record in JSON, but .*rows\.json is missing or damaged/,
  );
});
