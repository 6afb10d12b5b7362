import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { before, test } from "node:test";
import * as tf from "../../support/tensorflow";
import { arrayNames, computeCase, drawCases } from "../../../bench/partialConvolution/cases";
import { startEngine } from "../../../src/node/engine/startEngine";
import { projectRoot } from "../../../src/node/paths";

before(async () => {
  await startEngine({ quiet: true });
});

test("every stride with every kernel, both kinds of mask and every share known, the same for the same seed", () => {
  const cases = drawCases();
  const combinations = new Set(
    cases.map(({ strides, kernelSize, mask, maskChannels }) => [strides, kernelSize, mask, maskChannels === 1].join()),
  );
  assert.deepEqual([cases.length, combinations.size], [96, 3 * 4 * 4 * 2]);
  for (const { features, maskChannels } of cases) assert.ok(maskChannels === 1 || maskChannels === features[3]);
  assert.ok(cases.some(({ kernelSize, features }) => kernelSize > features[1]));
  assert.deepEqual(drawCases(), cases);
});

test("a case holds what was drawn and what came out, and leaves no tensor behind", () => {
  const position = 5;
  const one = drawCases()[position];
  assert.deepEqual([one.kernelSize, one.strides, one.mask], [1, 1, "all"]);
  const before = tf.memory().numTensors;
  const arrays = computeCase(one, position);
  assert.deepEqual(Object.keys(arrays).sort(), [...arrayNames].sort());
  assert.equal(tf.memory().numTensors, before + arrayNames.length);
  for (const [gradient, of] of [
    ["featuresGradient", "features"],
    ["kernelGradient", "kernel"],
    ["biasGradient", "bias"],
  ] as const) {
    assert.deepEqual(arrays[gradient].shape, arrays[of].shape);
    assert.ok(
      arrays[gradient].dataSync().some((value) => value !== 0),
      gradient,
    );
  }
  const sums = tf.sum(arrays.weights, [0, 1, 2]).dataSync();
  arrays.biasGradient.dataSync().forEach((value, i) => assert.ok(Math.abs(value - sums[i]) < 1e-4));
  tf.dispose(Object.values(arrays));
});

test("where nothing is known all is 0, gradients too", () => {
  const position = 6;
  const one = drawCases()[position];
  assert.equal(one.mask, "nothing");
  const { output, updatedMask, featuresGradient, kernelGradient, biasGradient } = computeCase(one, position);
  for (const tensor of [output, updatedMask, featuresGradient, kernelGradient, biasGradient])
    assert.ok(tensor.dataSync().every((value) => value === 0));
});

test("without a folder the program says how it is called", () => {
  const program = join(projectRoot, "bench/partialConvolution/writeCases.ts");
  const { status, stderr } = spawnSync(process.execPath, ["--import", "tsx", program], { encoding: "utf8" });
  assert.equal(status, 1);
  assert.equal(stderr.trim(), "Expected a folder to write to, but received nothing. Name one: writeCases.ts CHECK");
});
