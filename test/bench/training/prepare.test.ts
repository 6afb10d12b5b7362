import assert from "node:assert/strict";
import { statSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { prepareWorkload, readFloats, readPrepared, wholeBatches } from "../../../bench/training/prepare";
import { workloads } from "../../../bench/training/workloads";
import { drawDeadLeaves } from "../../../src/datasets/deadLeaves";
import { temporaryFolder } from "../../support/temporaryFolder";
import { workloadNamed } from "./samples";

const dataset = drawDeadLeaves({ trainCount: 8, testCount: 1 });

test("only whole batches are trained on", () => {
  assert.deepEqual([wholeBatches(128, 128), wholeBatches(1000, 128), wholeBatches(1000, 32)], [128, 896, 992]);
  for (const { images, batchSize } of workloads) assert.equal(wholeBatches(images, batchSize), images);
});

test("the report's inputs are the targets with black holes, and the weights are all there", async () => {
  const folder = temporaryFolder("lab-prepare-");
  const prepared = await prepareWorkload(workloadNamed("report"), dataset, 4, folder);
  assert.deepEqual(readPrepared(folder), prepared);
  const inputs = readFloats(join(folder, "inputs.f32"));
  const targets = readFloats(join(folder, "targets.f32"));
  assert.deepEqual([inputs.length, targets.length], [4 * 3072, 4 * 3072]);
  const holes = inputs.filter((value, i) => value !== targets[i] && value === 0).length;
  assert.ok(holes > 0 && holes <= 4 * 64 * 3, `${holes} values differ`);
  assert.ok(inputs.every((value, i) => value === 0 || value === targets[i]));
  assert.equal(readFloats(join(folder, "weights.f32")).length, 13_347);
  const [kernel, bias] = [[3, 3, 3, 32], [32]].map((shape) => ({ layer: "encoder_1", shape }));
  assert.deepEqual(prepared.weights.slice(0, 2), [kernel, bias]);
});

test("the U-Net sees known pixels, a fill and the mask", async () => {
  const folder = temporaryFolder("lab-prepare-");
  const { inputShape } = await prepareWorkload(workloadNamed("unet"), dataset, 2, folder);
  assert.deepEqual(inputShape, [2, 32, 32, 7]);
  const inputs = readFloats(join(folder, "inputs.f32"));
  const targets = readFloats(join(folder, "targets.f32"));
  for (let pixel = 0; pixel < 2 * 1024; pixel++) {
    const [red, , , filled, , , known] = inputs.subarray(pixel * 7, pixel * 7 + 7);
    assert.equal(red, known * targets[pixel * 3]);
    if (known === 1) assert.equal(filled, targets[pixel * 3]);
    assert.ok(filled >= 0 && filled <= 1);
  }
  assert.equal(statSync(join(folder, "weights.f32")).size, 386_467 * 4);
});

test("the partial U-Net sees known pixels and the mask, its weights lie as its layers", async () => {
  const folder = temporaryFolder("lab-prepare-");
  const prepared = await prepareWorkload(workloadNamed("article-partial"), dataset, 2, folder);
  assert.deepEqual([prepared.inputShape, prepared.batchSize], [[2, 32, 32, 4], 32]);
  assert.deepEqual(prepared.adam, { learningRate: 1e-3, epsilon: 1e-10 });
  const inputs = readFloats(join(folder, "inputs.f32"));
  const targets = readFloats(join(folder, "targets.f32"));
  for (let value = 0; value < targets.length; value++) {
    const pixel = Math.floor(value / 3);
    assert.equal(inputs[pixel * 4 + (value % 3)], inputs[pixel * 4 + 3] * targets[value]);
  }
  assert.ok(inputs.some((known, i) => i % 4 === 3 && known === 0));
  assert.equal(statSync(join(folder, "weights.f32")).size, 859_863 * 4);
  const [kernel, bias] = [[3, 3, 3, 32], [32]].map((shape) => ({ layer: "down_1", shape }));
  assert.deepEqual(prepared.weights.slice(0, 2), [kernel, bias]);
});

test("the article's U-Net sees black squares; a transposed kernel lies as height × width × out × in", async () => {
  const folder = temporaryFolder("lab-prepare-");
  const prepared = await prepareWorkload(workloadNamed("article-unet"), dataset, 2, folder);
  assert.deepEqual([prepared.inputShape, prepared.batchSize], [[2, 32, 32, 3], 32]);
  const kernel = prepared.weights.find(({ layer }) => layer === "double_4");
  assert.deepEqual(kernel?.shape, [2, 2, 256, 512]);
  assert.equal(statSync(join(folder, "weights.f32")).size, 7_760_931 * 4);
});

test("more images than there are, or another network than expected, are refused", async () => {
  const folder = temporaryFolder("lab-prepare-");
  await assert.rejects(
    prepareWorkload(workloadNamed("report"), dataset, 128, folder),
    /Expected at most 8 images \(synthetic data \(dead leaves\)\), but received --images 128\. Ask for fewer/,
  );
  await assert.rejects(
    prepareWorkload({ ...workloadNamed("report"), parameters: 5 }, dataset, 4, folder),
    /Expected the report's network to have 5 parameters, but received 13347\. Look at what changed in src\/models/,
  );
});
