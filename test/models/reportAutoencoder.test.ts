import assert from "node:assert/strict";
import { test } from "node:test";
import { buildReportAutoencoder } from "../../src/models/reportAutoencoder";
import { startEngine } from "../../src/node/engine/startEngine";

test("13,347 parameters in the report's shapes", async () => {
  await startEngine({ quiet: true });
  const model = buildReportAutoencoder();
  assert.equal(model.countParams(), 13_347);
  assert.deepEqual(
    model.layers.map((layer) => layer.outputShape),
    [
      [null, 32, 32, 32],
      [null, 16, 16, 32],
      [null, 16, 16, 16],
      [null, 8, 8, 16],
      [null, 8, 8, 16],
      [null, 16, 16, 16],
      [null, 16, 16, 32],
      [null, 32, 32, 32],
      [null, 32, 32, 3],
    ],
  );
});

test("kernels are Glorot uniform: inside ±√(6 / (fan in + fan out)), with that distribution's variance; biases are 0", () => {
  const model = buildReportAutoencoder({ seed: 3 });
  for (const layer of model.layers.filter((one) => one.getClassName() === "Conv2D")) {
    const [kernel, bias] = layer.getWeights();
    const [height, width, into, out] = kernel.shape as number[];
    const limit = Math.sqrt(6 / (height * width * (into + out)));
    const values = Array.from(kernel.dataSync());
    assert.ok(values.every((value) => Math.abs(value) <= limit));
    const variance = values.reduce((sum, value) => sum + value * value, 0) / values.length;
    assert.ok(Math.abs(variance / (limit ** 2 / 3) - 1) < 0.25, `${layer.name}: ${variance}`);
    assert.ok(bias.dataSync().every((value) => value === 0));
  }
});

test("the seed decides the weights", () => {
  const weights = (seed: number): string => String(buildReportAutoencoder({ seed }).getWeights()[0].dataSync());
  assert.equal(weights(1), weights(1));
  assert.notEqual(weights(1), weights(2));
});
