import assert from "node:assert/strict";
import { test } from "node:test";
import { cifar10InpaintingV1 } from "../../src/benchmarks/cifar10InpaintingV1";
import { holeErrorsOf } from "../../src/benchmarks/holeErrors";
import { bootstrapInterval, type BootstrapInterval } from "../../src/metrics/bootstrap";
import { errorFigure, errorRatio } from "../../src/metrics/errorFigures";
import { randomStream } from "../../src/random";
import { pairedBenchmark, sampleErrors, sampleRows } from "./sampleRows";

test("a row states every figure of the protocol with its interval, and survives JSON", () => {
  const [row] = sampleRows();
  const errors = sampleErrors("mean", 0);
  assert.deepEqual(Object.keys(row.figures), [...cifar10InpaintingV1.metrics]);
  for (const name of cifar10InpaintingV1.metrics) {
    const { value, low, high, level } = row.figures[name];
    assert.equal(value, errorFigure(errors, name), name);
    assert.ok(low <= value && value <= high && level === 0.95, name);
  }
  assert.deepEqual(JSON.parse(JSON.stringify(row)), row);
  assert.equal(row.images, 8);
});

test("the intervals are those of the protocol: 500 drawn sets, the same drawings for every method", () => {
  const [row] = sampleRows();
  const name = "pooledHolePsnrDb";
  const drawn = (resamples: number): BootstrapInterval =>
    bootstrapInterval(
      errorRatio(sampleErrors("mean", 0), name),
      randomStream(1, `${cifar10InpaintingV1.name} intervals`),
      { resamples },
    );
  assert.deepEqual(row.figures[name], drawn(500));
  assert.notDeepEqual(row.figures[name], drawn(50));
});

test("a row holds the errors of each image where the benchmark asks for it, and is otherwise the same", () => {
  const [row] = sampleRows();
  const [paired] = sampleRows(pairedBenchmark);
  assert.ok(!Object.hasOwn(row, "holeErrors"));
  assert.deepEqual(paired, { ...row, holeErrors: holeErrorsOf(sampleErrors("mean", 0)) });
  assert.deepEqual(JSON.parse(JSON.stringify(paired)), paired);
});

test("the same errors give the same intervals", () => {
  assert.deepEqual(sampleRows(), sampleRows());
});
