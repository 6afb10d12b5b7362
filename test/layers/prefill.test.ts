import assert from "node:assert/strict";
import { before, test } from "node:test";
import * as tf from "../support/tensorflow";
import { fillHarmonic } from "../../src/classical/harmonic";
import { drawDeadLeaves } from "../../src/datasets/deadLeaves";
import {
  imageBatch,
  paintHoles,
  range,
  takeMasks,
  toFloat,
  type FloatImageBatch,
  type ImageBatch,
} from "../../src/images";
import { toTensor } from "../../src/tensors";
import { AddResidual, PrefillHoles, prefillHoles } from "../../src/layers/prefill";
import { drawNamedMasks } from "../../src/masks/named";
import { pooledMse } from "../../src/metrics/hole";
import { startEngine } from "../../src/node/engine/startEngine";
import { randomStream } from "../../src/random";

before(async () => {
  await startEngine({ quiet: true });
});

const images = toFloat(drawDeadLeaves({ trainCount: 60, testCount: 1 }).train.images);
const knownMask = drawNamedMasks("inpainterMixture", images.shape, randomStream(1, "test"));

function prefill(given: ImageBatch, mask: ImageBatch): FloatImageBatch {
  const knownValues = takeMasks(mask, range(mask.shape[0]));
  const data = tf.tidy(() => prefillHoles(toTensor(given), toTensor(knownValues)).dataSync());
  return imageBatch(data as Float32Array, given.shape);
}

test("known pixels stay bit for bit, what lies in the hole plays no part, and it comes close to the harmonic fill", () => {
  const filled = prefill(paintHoles(images, knownMask), knownMask);
  const harmonic = fillHarmonic(images, knownMask);
  knownMask.data.forEach((known, p) => {
    if (known === 1) assert.deepEqual(filled.data.subarray(3 * p, 3 * p + 3), images.data.subarray(3 * p, 3 * p + 3));
  });
  assert.ok(filled.data.every((value) => value >= 0 && value <= 1));
  const ours = pooledMse(images, filled, knownMask, "hole");
  const wanted = pooledMse(images, harmonic, knownMask, "hole");
  assert.ok(ours < 1.2 * wanted, `mean squared error ${ours}, harmonic ${wanted}`);
  assert.ok(pooledMse(harmonic, filled, knownMask, "hole") < 0.25 * wanted);
});

test("a constant image is filled with its colour, and sizes that do not halve are filled too", () => {
  for (const [height, width] of [
    [32, 32],
    [24, 40],
    [7, 5],
    [1, 6],
  ]) {
    const flat = imageBatch(new Float32Array(height * width * 3).fill(0.25), [1, height, width, 3]);
    const corner = imageBatch(
      Uint8Array.from({ length: height * width }, (_, i) => (i === 0 ? 1 : 0)),
      [1, height, width, 1],
    );
    const filled = prefill(paintHoles(flat, corner), corner);
    assert.ok(
      filled.data.every((value) => Math.abs(value - 0.25) < 1e-6),
      `${height}×${width}`,
    );
  }
});

test("the layers: image less ½, mask, prefill less ½; then known pixels as they were and holes prefill + residual", () => {
  const x = tf.concat([toTensor(paintHoles(images, knownMask)), toTensor(takeMasks(knownMask, range(60)))], 3);
  const prepared = new PrefillHoles({}).apply(x) as tf.Tensor4D;
  const filled = prefill(paintHoles(images, knownMask), knownMask);
  assert.deepEqual(prepared.shape, [60, 32, 32, 7]);
  const at = prepared.dataSync();
  const residual = tf.fill([60, 32, 32, 3], 0.3);
  const compose = (training: boolean): Float32Array =>
    (new AddResidual({}).apply([x, prepared, residual], { training }) as tf.Tensor).dataSync() as Float32Array;
  const [trained, predicted] = [compose(true), compose(false)];
  for (let p = 0; p < 60 * 1024; p++) {
    const known = knownMask.data[p];
    assert.equal(at[7 * p + 3], known);
    for (let c = 0; c < 3; c++) {
      const value = images.data[3 * p + c];
      const fill = filled.data[3 * p + c];
      assert.ok(
        Math.abs(at[7 * p + c] - known * (value - 0.5)) < 1e-6 && Math.abs(at[7 * p + 4 + c] - (fill - 0.5)) < 1e-6,
      );
      if (known === 1) assert.equal(predicted[3 * p + c], value);
      else assert.ok(Math.abs(predicted[3 * p + c] - Math.min(1, fill + 0.3)) < 1e-6);
      assert.ok(Math.abs(trained[3 * p + c] - (known === 1 ? value : fill + 0.3)) < 1e-6);
    }
  }
});
