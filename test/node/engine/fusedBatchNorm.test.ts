// FusedBatchNormV3 and its gradient on the native engine against the formula on the JavaScript backend, eager and traced.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { before, test } from "node:test";
import * as tf from "../../support/tensorflow";
import { fusedBatchNormKernel, normaliseBatch } from "../../../src/layers/normaliseBatch";
import { registerFusedBatchNorm } from "../../../src/node/engine/fusedBatchNorm";
import { startEngine } from "../../../src/node/engine/startEngine";
import { compileTraced } from "../../../src/node/tracedGraph/compile";
import type { TensorMap } from "../../../src/node/tracedGraph/graph";
import { listOperations } from "../../../src/node/tracedGraph/listOperations";
import { randomStream } from "../../../src/random";

before(async () => {
  assert.equal((await startEngine({ purpose: "training", quiet: true })).backend, "tensorflow");
});

/** Far from TensorFlow's default, 1e-4. */
const epsilon = 0.1;

type Shape = readonly [number, number, number, number];
type Numbers = { readonly [name: string]: Float32Array };

/** x is far from mean 0 and deviation 1; `weights` is the gradient of y. */
function inputsOf(shape: Shape): Numbers {
  const random = randomStream(1, "batch normalisation");
  const draw = (count: number, mean: number, deviation: number): Float32Array =>
    Float32Array.from({ length: count }, () => mean + deviation * random.normal());
  const size = tf.util.sizeFromShape([...shape]);
  const channels = shape[3];
  return {
    x: draw(size, 1, 3),
    scale: draw(channels, 1, 0.5),
    offset: draw(channels, 0, 1),
    weights: draw(size, 0, 1),
  };
}

function tensors({ x, weights, scale, offset }: Numbers, shape: Shape): TensorMap {
  return {
    x: tf.tensor4d(x, [...shape]),
    weights: tf.tensor4d(weights, [...shape]),
    scale: tf.tensor1d(scale),
    offset: tf.tensor1d(offset),
  };
}

/** y, mean and variance, and the gradients of the sum of y · weights. */
function step({ x, scale, offset, weights }: TensorMap): TensorMap {
  const { y, mean, variance } = normaliseBatch(x as tf.Tensor4D, scale, offset, epsilon);
  return { y, mean, variance, ...gradients({ x, scale, offset, weights }) };
}

function gradients({ x, scale, offset, weights }: TensorMap): TensorMap {
  const sum = (...[at, factor, shift]: tf.Tensor[]): tf.Tensor =>
    tf.sum(tf.mul(weights, normaliseBatch(at as tf.Tensor4D, factor, shift, epsilon).y));
  const [byX, byScale, byOffset] = tf.grads(sum)([x, scale, offset]);
  return { byX, byScale, byOffset };
}

/** What `run` gives, as numbers; no tensor stays. */
function outcome(run: (inputs: TensorMap) => TensorMap, shape: Shape): Numbers {
  return tf.tidy(() => {
    const results = run(tensors(inputsOf(shape), shape));
    return Object.fromEntries(
      Object.entries(results).map(([name, tensor]) => [name, tensor.dataSync().slice() as Float32Array]),
    );
  });
}

/** On the JavaScript backend, which has no such kernel. */
async function byFormula(shape: Shape): Promise<Numbers> {
  await tf.setBackend("cpu");
  assert.equal(tf.getKernel(fusedBatchNormKernel, "cpu"), undefined);
  const wanted = outcome(step, shape);
  await tf.setBackend("tensorflow");
  return wanted;
}

function assertNear(found: Numbers, wanted: Numbers): void {
  assert.deepEqual(Object.keys(found), Object.keys(wanted));
  for (const [name, values] of Object.entries(wanted)) {
    const largest = Math.max(...values.map(Math.abs));
    assert.equal(found[name].length, values.length);
    values.forEach((value, i) => {
      const apart = Math.abs(found[name][i] - value);
      // Where a gradient is 0 by the formula, sums that cancel leave their rounding.
      assert.ok(apart <= 1e-5 * Math.max(largest, 0.1), `${name}, ${i}: ${found[name][i]} and ${value}`);
    });
  }
}

const shapes: readonly Shape[] = [
  [8, 4, 4, 16],
  [7, 5, 3, 4],
  [13, 6, 6, 17],
  [1, 9, 2, 3],
  [3, 1, 1, 2],
  [1, 1, 1, 3],
];
for (const shape of shapes) {
  test(`[${shape.join(",")}]: values, biased variance and gradients are the formula's`, async () => {
    const wanted = await byFormula(shape);
    assertNear(outcome(step, shape), wanted);
    const traced = compileTraced(step, { warn: assert.fail });
    for (let call = 0; call < 3; call++) assertNear(outcome(traced, shape), wanted);
    traced.dispose();
  });
}

test("a single value has variance 0, and y is the offset", () => {
  const { y, variance, byX } = outcome(step, [1, 1, 1, 3]);
  assert.deepEqual(y, inputsOf([1, 1, 1, 3]).offset);
  assert.deepEqual([...variance, ...byX.map(Math.abs)], [0, 0, 0, 0, 0, 0]);
});

test("values and gradients are one operation each", () => {
  const inputs = tensors(inputsOf([2, 3, 3, 2]), [2, 3, 3, 2]);
  for (const rewritten of [false, true]) {
    const names = listOperations(gradients, inputs, { rewritten }).map(({ op }) => op);
    assert.equal(names.filter((op) => op === "FusedBatchNormV3").length, 1);
    assert.equal(names.filter((op) => op === "FusedBatchNormGradV3").length, 1);
    assert.ok(names.length < 12, names.join(" "));
  }
});

test("the same bits in every run, eager and traced, on all threads", () => {
  const shape = [16, 32, 32, 16] as const;
  const inputs = tensors(inputsOf(shape), shape);
  const traced = compileTraced(step, { warn: assert.fail });
  const bits = (run: (given: TensorMap) => TensorMap): string =>
    tf.tidy(() => {
      const hash = createHash("sha256");
      for (const tensor of Object.values(run(inputs))) {
        const { buffer, byteOffset, byteLength } = tensor.dataSync();
        hash.update(new Uint8Array(buffer, byteOffset, byteLength));
      }
      return hash.digest("hex");
    });
  for (const run of [step, traced]) {
    const first = bits(run);
    for (let again = 0; again < 10; again++) assert.equal(bits(run), first);
  }
  traced.dispose();
});

test("no tensor stays behind, and registering twice changes nothing", () => {
  const inputs = tensors(inputsOf([4, 3, 3, 2]), [4, 3, 3, 2]);
  const kernel = tf.getKernel(fusedBatchNormKernel, "tensorflow");
  registerFusedBatchNorm();
  assert.equal(tf.getKernel(fusedBatchNormKernel, "tensorflow"), kernel);
  const run = (): void => tf.dispose(tf.tidy(() => step(inputs)));
  run();
  const counts = (): number[] => [tf.memory().numTensors, tf.memory().numDataBuffers];
  const kept = counts();
  for (let i = 0; i < 5; i++) run();
  assert.deepEqual(counts(), kept);
});

test("a second derivative is refused", () => {
  const x = tf.tensor4d(inputsOf([2, 2, 2, 1]).x, [2, 2, 2, 1]);
  const [one, zero] = [tf.ones([1]), tf.zeros([1])];
  const first = tf.grad((at: tf.Tensor) => tf.sum(tf.square(normaliseBatch(at as tf.Tensor4D, one, zero, epsilon).y)));
  assert.throws(
    () => tf.grad((at: tf.Tensor) => tf.sum(first(at)))(x),
    /gradient function not found for FusedBatchNormGradV3/,
  );
});
