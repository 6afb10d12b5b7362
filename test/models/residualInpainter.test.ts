import assert from "node:assert/strict";
import { join } from "node:path";
import { before, test } from "node:test";
import * as tf from "../support/tensorflow";
import { mirror } from "../../src/augmentation/mirror";
import { drawDeadLeaves } from "../../src/datasets/deadLeaves";
import { range, takeMasks, toFloat, type FloatImageBatch, type ImageBatch } from "../../src/images/batch";
import { paintHoles } from "../../src/images/holes";
import { toTensor } from "../../src/tensors";
import { prefillHoles } from "../../src/layers/prefill";
import { holeSquaredError } from "../../src/losses/holeSquaredError";
import { drawNamedMasks } from "../../src/masks/named";
import { buildResidualInpainter } from "../../src/models/residualInpainter";
import { startEngine } from "../../src/node/engine/startEngine";
import { recordedRunsFolder } from "../../src/node/paths";
import { loadModel, saveModel } from "../../src/node/store/modelFiles";
import { compileTraced } from "../../src/node/tracedGraph/compile";
import { randomStream } from "../../src/random";
import { adamW } from "../../src/training/adam";
import { CarriedState } from "../../src/training/carriedState";
import { fillWithModel } from "../../src/training/predict";
import {
  addMaskChannel,
  handOn,
  parametersOf,
  runEagerly,
  stepScalars,
  type CompileStep,
} from "../../src/training/step";
import { supervised } from "../../src/training/steps/supervised";
import { temporaryFolder } from "../support/temporaryFolder";

before(async () => {
  await startEngine({ purpose: "training", quiet: true });
});

const images = toFloat(drawDeadLeaves({ trainCount: 24, testCount: 1 }).train.images);
const masks = drawNamedMasks("inpainterMixture", images.shape, randomStream(1, "test"));
const knownMask = takeMasks(masks, range(24));
const small = { channels: [4, 6, 8], blocksDown: [0, 1, 1], blocksUp: [1, 1] };

test("by default it has 366,579 parameters, 366,355 of them trained, takes images of any size in fours, and untrained gives the prefill", () => {
  const model = buildResidualInpainter();
  assert.equal(model.countParams(), 366_579);
  assert.equal(
    parametersOf(model).reduce((sum, { size }) => sum + size, 0),
    366_355,
  );
  assert.ok(model.countParams() <= 750_000);
  const filled = fillWithModel(model, images, masks, { prepareInput: addMaskChannel });
  const prefill = tf.tidy(() => prefillHoles(toTensor(paintHoles(images, masks)), toTensor(knownMask)).dataSync());
  filled.data.forEach((value, i) => assert.ok(Math.abs(value - prefill[i]) < 1e-6));
  const shape = tf.tidy(() => (model.apply(tf.ones([1, 12, 20, 4])) as tf.Tensor).shape);
  assert.deepEqual(shape, [1, 12, 20, 3]);
});

test("the fill of the mirrored picture is the mirrored fill, for any weights", () => {
  const model = buildResidualInpainter(small);
  model.setWeights(model.getWeights().map((weight, i) => tf.randomNormal(weight.shape, 0, 0.2, "float32", i)));
  const fill = (one: FloatImageBatch, knownMask: ImageBatch): FloatImageBatch =>
    fillWithModel(model, one, knownMask, { prepareInput: addMaskChannel });
  const filled = fill(images, masks);
  const mirrored = mirror(fill(mirror(images), mirror(masks)));
  const prefill = fillWithModel(buildResidualInpainter(small), images, masks, { prepareInput: addMaskChannel });
  const furthest = (one: FloatImageBatch, other: FloatImageBatch): number =>
    one.data.reduce((most, value, i) => Math.max(most, Math.abs(value - other.data[i])), 0);
  assert.ok(furthest(filled, mirrored) < 1e-5, `${furthest(filled, mirrored)} apart`);
  assert.ok(furthest(filled, prefill) > 0.1, "the weights do something");
});

/** The losses of three steps and the weights after them, and how many tensors are left behind. */
function threeSteps(compile: CompileStep): { values: number[][]; left: number } {
  const model = buildResidualInpainter(small);
  const count = (): number => tf.memory().numTensors;
  const trained = supervised({
    model,
    loss: holeSquaredError,
    prepareInput: addMaskChannel,
    clipNorm: 0.5,
    averageDecay: 0.9,
    parallelParts: 2,
    optimizer: adamW({ learningRate: 0.003 }),
  });
  const carried = new CarriedState(trained);
  const step = compile(trained.train(handOn)[0]);
  const values: number[][] = [];
  const batch = { images: toTensor(images), knownMask: toTensor(knownMask) };
  const before = count();
  for (let number = 1; number <= 3; number++) {
    const scalars = stepScalars(trained, number);
    const results = step({ ...batch, ...scalars, ...carried.inputs() });
    values.push([results.loss.dataSync()[0]]);
    carried.take(results);
    tf.dispose([scalars, results.loss]);
  }
  const left = count() - before;
  values.push(...model.getWeights().map((weight) => Array.from(weight.dataSync())));
  return { values, left };
}

test("a step in two parts leaves no tensor behind, and traced ones give what eager ones give", () => {
  const eager = threeSteps(runEagerly);
  const traced = threeSteps(compileTraced);
  assert.deepEqual([eager.left, traced.left], [0, 0]);
  assert.ok(eager.values[2][0] < eager.values[0][0], "the loss falls");
  eager.values.forEach((values, i) =>
    values.forEach((value, k) =>
      assert.ok(Math.abs(value - traced.values[i][k]) < 2e-3, `${value} and ${traced.values[i][k]} in ${i}`),
    ),
  );
});

test("saved and read back it fills alike", async () => {
  const model = buildResidualInpainter(small);
  const folder = temporaryFolder("lab-model-");
  model.setWeights(model.getWeights().map((weight, i) => tf.randomNormal(weight.shape, 0, 0.1, "float32", i)));
  await saveModel(model, folder);
  const loaded = await loadModel(folder);
  const fill = (one: tf.LayersModel): Float32Array =>
    fillWithModel(one, images, masks, { prepareInput: addMaskChannel }).data;
  assert.deepEqual(fill(loaded), fill(model));
});

test("the seed decides the initial weights", () => {
  const weights = (seed?: number): string =>
    JSON.stringify(
      buildResidualInpainter({ ...small, seed })
        .getWeights()
        .map((weight) => Array.from(weight.dataSync())),
    );
  assert.equal(weights(), weights(1));
  assert.notEqual(weights(1), weights(2));
});

test("levels that do not fit each other and sizes that do not halve evenly are refused", () => {
  assert.throws(
    () => buildResidualInpainter({ channels: [4, 8] }),
    /Expected channels for at least one level, blocksDown for each and .* the coarsest, but received 2, 3 and 2\./,
  );
  assert.throws(
    () => buildResidualInpainter({ imageSize: [32, 30] }),
    /multiples of 4 for 3 levels, but received 32×30/,
  );
});

test("every block of the recorded network has its part in the fill", async () => {
  const model = await loadModel(join(recordedRunsFolder, "residual-inpainter", "model"));
  const fill = (): Float32Array => fillWithModel(model, images, masks, { prepareInput: addMaskChannel }).data;
  const whole = fill();
  const second = model.weights.filter(({ originalName }) => /_\d_b\/kernel$/.test(originalName));
  assert.equal(second.length, 6);
  for (const weight of second) {
    const kept = weight.read().clone();
    weight.write(tf.zerosLike(kept));
    const without = fill();
    const change = Math.max(...whole.map((value, i) => Math.abs(value - without[i])));
    assert.ok(change > 0.01, `without ${weight.originalName} the fill changes by ${change}`);
    weight.write(kept);
  }
});
