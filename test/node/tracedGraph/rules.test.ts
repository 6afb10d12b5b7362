// Each rule: the operations it puts in, and values equal to those without it.
import assert from "node:assert/strict";
import { before, test } from "node:test";
import * as tf from "../../support/tensorflow";
import { startEngine } from "../../../src/node/engine/startEngine";
import { nativeBackend, type NativeBackend } from "../../../src/node/tracedGraph/backend";
import { compileTraced } from "../../../src/node/tracedGraph/compile";
import type { TensorFunction, TensorMap } from "../../../src/node/tracedGraph/graph";
import { record } from "../../../src/node/tracedGraph/recording";
import { rewrite } from "../../../src/node/tracedGraph/rewrite";
import { rules } from "../../../src/node/tracedGraph/rules";

before(async () => {
  assert.equal((await startEngine({ purpose: "training", quiet: true })).backend, "tensorflow");
});

function operations(step: TensorFunction, inputs: TensorMap): string[] {
  const backend = nativeBackend() as NativeBackend;
  const { nodes } = rewrite(backend, record(backend, step, inputs), rules);
  return nodes.flatMap((node) => (node.kind === "operation" ? [node.op] : []));
}

function assertSameValues(step: TensorFunction, inputs: TensorMap): void {
  const eager = tf.tidy(() => step(inputs));
  const traced = compileTraced(step, { warn: assert.fail });
  const graph = traced(inputs);
  for (const name of Object.keys(eager)) {
    assert.deepEqual(graph[name].shape, eager[name].shape);
    const error = tf.tidy(() => tf.div(tf.norm(tf.sub(graph[name], eager[name])), tf.norm(eager[name])).dataSync()[0]);
    assert.ok(error <= 1e-5, `${name} differs by ${error} of its norm`);
  }
  traced.dispose();
}

/** Output and gradients of a convolution after up-sampling. */
const upSampled =
  (factor: number): TensorFunction =>
  ({ x, kernel }) => {
    const [, height, width] = x.shape;
    const run = (image: tf.Tensor, weights: tf.Tensor): tf.Tensor =>
      tf.conv2d(
        tf.image.resizeNearestNeighbor(image as tf.Tensor4D, [height * factor, (width as number) * factor]),
        weights as tf.Tensor4D,
        1,
        "same",
      );
    const gradients = tf.grads((image, weights) => tf.sum(tf.square(run(image, weights))))([x, kernel]);
    return { y: run(x, kernel), byImage: gradients[0], byKernel: gradients[1] };
  };
const shapes: readonly (readonly [number, number, number, number, number])[] = [
  [2, 5, 7, 4, 3],
  [1, 1, 1, 2, 1],
  [3, 2, 6, 5, 4],
];
for (const [count, height, width, from, to] of shapes) {
  test(`up-sampling by 2 and a convolution to ${to} channels runs on the small ${height}×${width} images`, () => {
    const inputs = {
      x: tf.randomNormal([count, height, width, from], 0, 1, "float32", 1),
      kernel: tf.randomNormal([3, 3, from, to], 0, 1, "float32", 2),
    };
    const names = operations(upSampled(2), inputs);
    for (const op of ["DepthToSpace", "SpaceToDepth"]) assert.ok(names.includes(op), op);
    assert.ok(!names.includes("ResizeNearestNeighborGrad"));
    assertSameValues(upSampled(2), inputs);
  });
}

test("more channels or another factor keep the convolution on the large images", () => {
  const x = tf.randomNormal([2, 4, 4, 3], 0, 1, "float32", 1);
  const many = { x, kernel: tf.randomNormal([3, 3, 3, 5], 0, 1, "float32", 2) };
  const few = { x, kernel: tf.randomNormal([3, 3, 3, 2], 0, 1, "float32", 2) };
  for (const [factor, inputs] of [
    [2, many],
    [3, few],
    [1, few],
  ] as const) {
    assert.ok(!operations(upSampled(factor), inputs).includes("DepthToSpace"));
    assertSameValues(upSampled(factor), inputs);
  }
});

test("the gradient of up-sampling by a whole factor is average pooling; by another one it stays", () => {
  const by =
    (height: number, width: number): TensorFunction =>
    ({ x }) => ({
      gradient: tf.grad((image) =>
        tf.sum(tf.square(tf.image.resizeNearestNeighbor(image as tf.Tensor4D, [height, width]))),
      )(x),
    });
  const inputs = { x: tf.randomNormal([2, 4, 6, 3], 0, 1, "float32", 1) };
  assert.ok(operations(by(12, 12), inputs).includes("AvgPool"));
  assert.ok(operations(by(10, 12), inputs).includes("ResizeNearestNeighborGrad"));
  assertSameValues(by(12, 12), inputs);
  assertSameValues(by(10, 12), inputs);
});

test("a bias and its gradient have operations of their own; other sums do not", () => {
  const step: TensorFunction = ({ x, bias }) => ({
    y: tf.add(x, bias),
    gradient: tf.grad((b) => tf.sum(tf.square(tf.add(x, b))))(bias),
    rows: tf.sum(x, [0, 2]),
    other: tf.add(bias, bias),
  });
  const inputs = { x: tf.randomNormal([3, 4, 5], 0, 1, "float32", 1), bias: tf.randomNormal([5], 0, 1, "float32", 2) };
  const names = operations(step, inputs);
  assert.equal(names.filter((name) => name === "BiasAdd").length, 2);
  assert.equal(names.filter((name) => name === "BiasAddGrad").length, 1);
  assert.ok(names.includes("Sum") && names.some((name) => /^Add(V2)?$/.test(name)));
  assertSameValues(step, inputs);
});

test("integers keep their operations", () => {
  const step: TensorFunction = ({ x, bias }) => ({ y: tf.add(x, bias), sum: tf.sum(x, [0]) });
  const inputs = {
    x: tf.tensor2d(
      [
        [1, 2],
        [3, 4],
      ],
      [2, 2],
      "int32",
    ),
    bias: tf.tensor1d([1, 1], "int32"),
  };
  assert.ok(!operations(step, inputs).some((name) => name.startsWith("Bias")));
});

test("the bias of a transposed convolution and casts in the gradients of clones: none of them is left", () => {
  const step: TensorFunction = ({ x, kernel, bias }) => {
    const run = (image: tf.Tensor, weights: tf.Tensor, more: tf.Tensor): tf.Tensor => {
      const y = tf.conv2dTranspose(image as tf.Tensor4D, weights as tf.Tensor4D, [2, 8, 8, 3], 2, "valid");
      return tf.add(tf.add(y, tf.reshape(more, [1, 1, 1, 3])).clone(), y);
    };
    const [byImage, byKernel, byBias] = tf.grads((...all) => tf.sum(tf.square(run(all[0], all[1], all[2]))))([
      x,
      kernel,
      bias,
    ]);
    return { y: run(x, kernel, bias), byImage, byKernel, byBias };
  };
  const inputs = {
    x: tf.randomNormal([2, 4, 4, 5], 0, 1, "float32", 1),
    kernel: tf.randomNormal([2, 2, 3, 5], 0, 1, "float32", 2),
    bias: tf.randomNormal([3], 0, 1, "float32", 3),
  };
  const found = operations(step, inputs);
  assert.equal(found.filter((op) => op === "BiasAdd").length, 2);
  assert.ok(!found.includes("Cast"), String(found));
  assertSameValues(step, inputs);
});
