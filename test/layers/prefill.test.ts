import assert from "node:assert/strict";
import { before, test } from "node:test";
import * as tf from "../support/tensorflow";
import { fillHarmonic } from "../../src/classical/harmonic";
import { drawDeadLeaves } from "../../src/datasets/deadLeaves";
import { imageBatch, range, takeMasks, toFloat, type FloatImageBatch, type ImageBatch } from "../../src/images/batch";
import { paintHoles } from "../../src/images/holes";
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

/** The fill of one channel in plain numbers: a pyramid of means, then steps of two thirds to the neighbours' mean. */
function prefillPlainly(values: number[][], known: number[][], steps: number): number[][] {
  const [height, width] = [values.length, values[0].length];
  const all = values.map((row, y) => row.map((_, x) => [y, x]));
  const at = (y: number, x: number): boolean => y >= 0 && x >= 0 && y < height && x < width;
  let guess: number[][];
  if (height % 2 === 0 && width % 2 === 0) {
    const half = (of: (y: number, x: number) => number): number[][] =>
      Array.from({ length: height / 2 }, (_, y) =>
        Array.from({ length: width / 2 }, (_unused, x) => {
          const four = [of(2 * y, 2 * x), of(2 * y, 2 * x + 1), of(2 * y + 1, 2 * x), of(2 * y + 1, 2 * x + 1)];
          return four.reduce((sum, value) => sum + value, 0) / 4;
        }),
      );
    const weights = half((y, x) => known[y][x]);
    const sums = half((y, x) => known[y][x] * values[y][x]);
    const means = sums.map((row, y) => row.map((sum, x) => (weights[y][x] === 0 ? 0 : sum / weights[y][x])));
    const coarse = prefillPlainly(means, weights, steps);
    guess = all.map((row) => row.map(([y, x]) => coarse[y >> 1][x >> 1]));
  } else {
    const cells = all.flat();
    const weight = cells.reduce((sum, [y, x]) => sum + known[y][x], 0);
    const mean = cells.reduce((sum, [y, x]) => sum + known[y][x] * values[y][x], 0) / weight;
    guess = all.map((row) => row.map(() => mean));
  }
  const keep = (of: number[][]): number[][] =>
    of.map((row, y) => row.map((v, x) => (known[y][x] > 0 ? values[y][x] : v)));
  let filled = keep(guess);
  for (let step = 0; step < steps; step++) {
    const line = (y: number, x: number, down: number, right: number): number => {
      const three = [-1, 0, 1].map((k) => [y + k * down, x + k * right]).filter(([row, column]) => at(row, column));
      return three.reduce((sum, [row, column]) => sum + filled[row][column], 0) / three.length;
    };
    filled = keep(all.map((row) => row.map(([y, x]) => (line(y, x, 1, 0) + line(y, x, 0, 1)) / 2)));
  }
  return filled;
}

test("four damped steps on each grid, as written out in plain numbers: the recorded networks were trained on just these", () => {
  for (const [height, width] of [
    [16, 12],
    [7, 5],
  ]) {
    const random = randomStream(1, "plain prefill", height);
    const draw = (of: () => number): number[][] =>
      Array.from({ length: height }, () => Array.from({ length: width }, of));
    const values = draw(() => random.uniform());
    const known = draw(() => Number(random.uniform() < 0.2));
    known[0][0] = 1;
    const given = imageBatch(Float32Array.from(values.flat()), [1, height, width, 1]);
    const mask = imageBatch(Uint8Array.from(known.flat()), [1, height, width, 1]);
    const filled = prefill(paintHoles(given, mask), mask);
    const off = (steps: number): number =>
      Math.max(
        ...prefillPlainly(values, known, steps).flatMap((row, y) =>
          row.map((value, x) => Math.abs(value - filled.data[y * width + x])),
        ),
      );
    assert.ok(off(4) < 1e-6, `${height}×${width}: ${off(4)}`);
    assert.ok(off(3) > 1e-3 && off(5) > 1e-3, "other numbers of steps give other fills");
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

test("a network of the layers is read back from its description, and says its shapes", async () => {
  const input = tf.input({ shape: [8, 8, 4] });
  const prepared = new PrefillHoles({}).apply(input) as tf.SymbolicTensor;
  const residual = tf.layers
    .conv2d({ filters: 3, kernelSize: 1, kernelInitializer: "ones", useBias: false })
    .apply(prepared) as tf.SymbolicTensor;
  const output = new AddResidual({}).apply([input, prepared, residual]) as tf.SymbolicTensor;
  assert.deepEqual(
    [prepared.shape, output.shape],
    [
      [null, 8, 8, 7],
      [null, 8, 8, 3],
    ],
  );
  const model = tf.model({ inputs: input, outputs: output });
  const again = await tf.models.modelFromJSON(model.toJSON(null, false) as unknown as tf.io.ModelJSON);
  again.setWeights(model.getWeights());
  const x = tf.randomUniform([2, 8, 8, 4], 0, 1, "float32", 3);
  assert.deepEqual((again.predict(x) as tf.Tensor).dataSync(), (model.predict(x) as tf.Tensor).dataSync());
});
