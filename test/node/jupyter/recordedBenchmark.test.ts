import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { mock, test } from "node:test";
import { writeRows } from "../../../src/node/benchmarks/record";
import { loadBenchmarkRows } from "../../../src/node/jupyter/recordedBenchmark";
import { sampleRows } from "../../benchmarks/sampleRows";
import { temporaryFolder } from "../../support/temporaryFolder";

test("recorded rows come back, and nothing is said", async () => {
  const folder = temporaryFolder("benchmark-");
  const rows = sampleRows();
  await writeRows(folder, { key: "k", command: "npm run evaluate", seconds: 1, rows });
  const log = mock.method(console, "log", () => undefined);
  assert.deepEqual(loadBenchmarkRows(folder), rows);
  assert.equal(log.mock.callCount(), 0);
  log.mock.restore();
});

test("without a record there are no rows, and the reader is told what to run", () => {
  const log = mock.method(console, "log", () => undefined);
  assert.deepEqual(loadBenchmarkRows(temporaryFolder("no-benchmark-")), []);
  assert.match(
    String(log.mock.calls[0].arguments[0]),
    /^The table of cifar10-inpainting-v1 is not recorded .*: npm run measure -- cifar10-inpainting-v1 --record$/,
  );
  log.mock.restore();
});

test("a damaged record is refused", () => {
  const folder = temporaryFolder("damaged-");
  writeFileSync(join(folder, "rows.json"), "{");
  assert.throws(() => loadBenchmarkRows(folder), /Expected a record in JSON, but .*rows\.json is missing or damaged/);
});
