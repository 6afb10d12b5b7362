// The features of VGG16 and their gradient for the pictures, which goes through max pooling: as TensorFlow in Python has them, and in
// a traced step as in an eager one.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import * as tf from "../../support/tensorflow";
import { vgg16Input, vgg16Pools } from "../../../src/models/vgg16";
import { startEngine } from "../../../src/node/engine/startEngine";
import { loadVgg16 } from "../../../src/node/files/vgg16Weights";
import { compileTraced } from "../../../src/node/tracedGraph/compile";
import type { TensorFunction } from "../../../src/node/tracedGraph/graph";
import { record } from "../../../src/node/tracedGraph/recording";
import { nativeBackend } from "../../../src/node/tracedGraph/backend";
import { vgg16Files, vgg16Fixture, vgg16Picture } from "../../support/vgg16";

let model: tf.LayersModel;
let features: tf.LayersModel;
before(async () => {
  assert.equal((await startEngine({ purpose: "training", quiet: true })).backend, "tensorflow");
  model = await loadVgg16(vgg16Files["Keras 3 archive"], { width: vgg16Fixture.width });
  const outputs = vgg16Pools.map((name) => model.getLayer(name).output as tf.SymbolicTensor);
  features = tf.model({ inputs: model.inputs, outputs });
});
after(() => model.dispose());

/** The sum of the pools' mean squares and its gradient for the pictures. */
const step: TensorFunction = ({ images }) => {
  const loss = (x: tf.Tensor): tf.Scalar => {
    const pools = features.apply(vgg16Input(x as tf.Tensor4D), { training: false }) as tf.Tensor[];
    return tf.addN(pools.map((pool) => tf.mean(tf.square(pool)))) as tf.Scalar;
  };
  const { value, grad } = tf.valueAndGrad(loss)(images);
  return { loss: value, gradient: grad };
};

/** The norm of the difference, as a share of the norm of what is expected. */
function difference(actual: tf.Tensor, expected: ArrayLike<number>): number {
  const values = [...actual.dataSync()];
  assert.equal(values.length, expected.length);
  return Math.hypot(...values.map((value, i) => value - expected[i])) / Math.hypot(...Array.from(expected));
}

test("the gradient for the picture is Keras's to 1e-5", () => {
  const images = vgg16Picture();
  const { loss, gradient } = tf.tidy(() => step({ images }));
  const meanSquare = (values: number[]): number => values.reduce((sum, value) => sum + value ** 2, 0) / values.length;
  const expected = vgg16Fixture.pools.reduce((sum, { values }) => sum + meanSquare(values), 0);
  assert.ok(difference(loss, [expected]) <= 1e-5);
  const error = difference(gradient, vgg16Fixture.gradient);
  assert.ok(error <= 1e-5, `differs by ${error} of its norm`);
  tf.dispose([images, loss, gradient]);
});

test("a traced step has max pooling's own gradient in its graph, and gives what an eager one does, for any pictures", () => {
  const backend = nativeBackend();
  assert.ok(backend !== null);
  const pictures = [
    vgg16Picture(),
    ...[1, 2].map((seed) => tf.randomUniform<tf.Rank.R4>(vgg16Fixture.shape, 0, 1, "float32", seed)),
  ];
  const { nodes, obstacle } = record(backend, step, { images: pictures[0] });
  const count = (op: string): number => nodes.filter((node) => node.kind === "operation" && node.op === op).length;
  assert.deepEqual([obstacle, count("MaxPool"), count("MaxPoolGrad")], [null, 3, 3]);
  const traced = compileTraced(step, { warn: assert.fail });
  const tensors: number[] = [];
  for (const images of pictures) {
    const eager = tf.tidy(() => step({ images }));
    const graph = traced({ images });
    for (const name of ["loss", "gradient"]) {
      const error = difference(graph[name], eager[name].dataSync());
      assert.ok(error <= 1e-5, `${name} differs by ${error} of its norm`);
    }
    tf.dispose([eager, graph]);
    tensors.push(tf.memory().numTensors);
  }
  assert.ok(tensors.every((number) => number === tensors[0]));
  traced.dispose();
  tf.dispose(pictures);
});
