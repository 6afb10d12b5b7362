// What users of partial convolutions report of other projects' networks, each as a test of ours. Those that concern the layer alone
// stand in test/layers/partialConv2D.test.ts, those of masks in files in test/node/inpaint (list: docs/photographs.md).
import assert from "node:assert/strict";
import { before, test } from "node:test";
import * as tf from "../support/tensorflow";
import { PartialConv2D } from "../../src/layers/partialConv2D";
import { meanAbsoluteError } from "../../src/losses/meanAbsoluteError";
import { buildPartialUNet } from "../../src/models/partialUNet";
import { startEngine } from "../../src/node/engine/startEngine";
import { adam } from "../../src/training/adam";
import { CarriedState } from "../../src/training/carriedState";
import { addMaskChannel, runEagerly, stepScalars } from "../../src/training/step";
import { supervised, trainingStep } from "../../src/training/steps/supervised";

before(async () => {
  await startEngine({ quiet: true });
});

/** Four images of one colour each, one of them with nothing known. */
const colours = [0.2, 0.8, 0.5, 0.7];
const images = tf.tensor4d(
  Float32Array.from({ length: 4 * 32 * 32 * 3 }, (_, i) => colours[Math.floor(i / 3072)]),
  [4, 32, 32, 3],
);
const knownMask = tf.tensor4d(
  Float32Array.from({ length: 4 * 32 * 32 }, (_, i) => {
    const [image, y, x] = [Math.floor(i / 1024), Math.floor(i / 32) % 32, i % 32];
    return Number(image < 3 && !(y >= 10 && y < 22 && x >= 10 && x < 22));
  }),
  [4, 32, 32, 1],
);

/** The last of so many losses. */
function trainSteps(model: tf.LayersModel, steps: number, learningRate: number): number {
  const options = { model, loss: meanAbsoluteError, optimizer: adam({ learningRate }), prepareInput: addMaskChannel };
  const trained = supervised(options);
  const carried = new CarriedState(trained);
  const step = runEagerly(trainingStep(options));
  let last = NaN;
  for (let i = 1; i <= steps; i++) {
    const { loss, ...results } = step({ images, knownMask, ...stepScalars(trained, i), ...carried.inputs() });
    last = loss.dataSync()[0];
    carried.take(results);
  }
  carried.dispose();
  return last;
}

const fill = (model: tf.LayersModel): tf.Tensor =>
  model.apply(addMaskChannel(images, knownMask), { training: false }) as tf.Tensor;

const small = { levels: 4, width: 1 / 16 } as const;

test("no NaN: no weight lies in the masks' path, and an image without a known pixel does not disturb the training", () => {
  const model = buildPartialUNet(small);
  for (const { name } of model.trainableWeights) assert.match(name, /_\d\/(kernel|bias)|_norm\/(scale|offset)/);
  const loss = trainSteps(model, 40, 0.05);
  assert.ok(Number.isFinite(loss), `${loss}`);
  for (const weight of model.weights) assert.ok(weight.read().dataSync().every(Number.isFinite), weight.name);
  model.dispose();
});

test("no black holes once the encoder's normalisation is frozen: the fill is the same, and stays so while it is trained on", () => {
  const model = buildPartialUNet(small);
  trainSteps(model, 150, 0.01);
  const frozen = buildPartialUNet({ ...small, frozenEncoder: true });
  const given = new Map(model.weights.map((weight) => [weight.originalName, weight.read()]));
  for (const weight of frozen.weights) weight.write(given.get(weight.originalName) ?? assert.fail(weight.originalName));
  assert.deepEqual(fill(frozen).dataSync(), fill(model).dataSync());
  trainSteps(frozen, 60, 0.002);
  const centres = tf.slice(fill(frozen), [0, 12, 12, 0], [3, 8, 8, 3]);
  const means = tf.mean(centres, [1, 2, 3]).dataSync();
  colours.slice(0, 3).forEach((colour, i) => {
    assert.ok(Math.abs(means[i] - colour) < 0.15, `${means[i]} in a hole of ${colour}`);
  });
  model.dispose();
  frozen.dispose();
});

test("no peaks at the edges: an even picture comes out even, up to the border", () => {
  const layer = new PartialConv2D({ filters: 1, kernelSize: 7, strides: 2, useBias: false });
  layer.build([
    [null, null, null, 3],
    [null, null, null, 1],
  ]);
  layer.setWeights([tf.fill([7, 7, 3, 1], 1 / 147)]);
  const [even] = layer.apply([tf.fill([1, 32, 32, 3], 0.4), tf.ones([1, 32, 32, 1])]) as tf.Tensor[];
  assert.ok(even.dataSync().every((value) => Math.abs(value - 0.4) < 1e-6));
});

test("no shift at the hole's edge: what the last layer is handed of the picture lies where it lay", () => {
  const model = buildPartialUNet(small);
  const last = model.getLayer("up_1") as PartialConv2D;
  const [kernel, bias] = last.getWeights();
  const passing = new Float32Array(kernel.size);
  const [, , channels] = kernel.shape;
  // The picture's three channels stand behind the coarser features; of a window only the centre counts.
  for (let c = 0; c < 3; c++) passing[(4 * channels + channels - 3 + c) * 3 + c] = 1;
  last.setWeights([tf.tensor(passing, kernel.shape), tf.zerosLike(bias)]);
  const picture = tf.randomUniform<tf.Rank.R4>([1, 32, 48, 3], 0, 1, "float32", 5);
  const out = model.apply(addMaskChannel(picture, tf.ones([1, 32, 48, 1]))) as tf.Tensor;
  const inside = (x: tf.Tensor): tf.Tensor => tf.slice(x, [0, 1, 1, 0], [1, 30, 46, 3]);
  assert.ok(tf.max(tf.abs(tf.sub(inside(out), inside(picture)))).dataSync()[0] < 1e-5);
  model.dispose();
});
