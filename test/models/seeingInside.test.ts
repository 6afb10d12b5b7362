import assert from "node:assert/strict";
import { before, test } from "node:test";
import * as tf from "../support/tensorflow";
import { imageBatch, type FloatImageBatch } from "../../src/images/batch";
import { toTensor } from "../../src/tensors";
import { placeRectangleMask } from "../../src/masks/rectangle";
import { featureMaps } from "../../src/models/featureMaps";
import { firstLayerFilters } from "../../src/models/firstLayerFilters";
import { dependenceInHole, dependenceSide, inputDependence } from "../../src/models/inputDependence";
import { receptiveField } from "../../src/models/receptiveField";
import { buildReportAutoencoder } from "../../src/models/reportAutoencoder";
import { startEngine } from "../../src/node/engine/startEngine";
import { randomStream } from "../../src/random";
import { near } from "../metrics/near";

before(async () => {
  await startEngine({ purpose: "training", quiet: true });
});

const random = randomStream(1, "seeing inside");
const image = imageBatch(
  Float32Array.from({ length: 3072 }, () => random.uniform()),
  [1, 32, 32, 3],
);

test("every layer's output, the last one being the network's, and no tensor stays", () => {
  const model = buildReportAutoencoder();
  const tensors = tf.memory().numTensors;
  const layers = featureMaps(model, image);
  assert.equal(tf.memory().numTensors, tensors);
  assert.deepEqual(
    layers.map(({ layer, maps }) => `${layer} ${maps.shape.slice(1).join("×")}`),
    [
      "input 32×32×3",
      "encoder_1 32×32×32",
      "pool_1 16×16×32",
      "encoder_2 16×16×16",
      "pool_2 8×8×16",
      "decoder_1 8×8×16",
      "up_1 16×16×16",
      "decoder_2 16×16×32",
      "up_2 32×32×32",
      "output 32×32×3",
    ],
  );
  const output = tf.tidy(() => (model.predict(toTensor(image)) as tf.Tensor).dataSync());
  assert.deepEqual(layers[9].maps.data, output);
  assert.deepEqual(layers[0].maps.data, image.data);
  // Pooling keeps the largest of four neighbours.
  const [, first, pooled] = layers;
  const at = (y: number, x: number): number => first.maps.data[(y * 32 + x) * 32 + 7];
  assert.equal(pooled.maps.data[(3 * 16 + 5) * 32 + 7], Math.max(at(6, 10), at(6, 11), at(7, 10), at(7, 11)));
  assert.ok((model.predict(toTensor(image)) as tf.Tensor).dataSync().length > 0, "the model lives on");
});

test("layers that give no images are refused", () => {
  const flat = tf.sequential({ layers: [tf.layers.flatten({ inputShape: [4, 4, 3] })] });
  assert.throws(
    () => featureMaps(flat, image),
    /Expected layers that give images \[N,h,w,c\], but received \[,48\] from "flatten/,
  );
});

test("filters as pictures: grey is 0, the largest weight reaches the end, every filter has its own", () => {
  const model = tf.sequential({
    layers: [tf.layers.conv2d({ inputShape: [4, 4, 3], filters: 2, kernelSize: 3, name: "c" })],
  });
  const kernel = new Float32Array(54);
  kernel[0] = -0.2; // filter 0: row 0, column 0, red
  kernel[2] = 0.1; // filter 0, green
  kernel[53] = 4; // filter 1: last pixel, blue
  model.layers[0].setWeights([tf.tensor4d(kernel, [3, 3, 3, 2]), tf.zeros([2])]);
  const { data, shape } = firstLayerFilters(model);
  assert.deepEqual(shape, [2, 3, 3, 3]);
  [
    [0, 0],
    [1, 0.75],
    [2, 0.5],
    [26, 0.5],
    [27, 0.5],
    [53, 1],
  ].forEach(([at, value]) => near(data[at], value, 1e-6));
  assert.deepEqual(firstLayerFilters(buildReportAutoencoder()).shape, [32, 3, 3, 3]);
});

test("a first layer that sees no colours is refused", () => {
  const grey = tf.sequential({ layers: [tf.layers.conv2d({ inputShape: [4, 4, 1], filters: 2, kernelSize: 3 })] });
  assert.throws(
    () => firstLayerFilters(grey),
    /Expected a convolution over 3 channels .* but received Conv2D \[3,3,1,2\]\. Look/,
  );
  const none = tf.sequential({ layers: [tf.layers.flatten({ inputShape: [4, 4, 3] })] });
  assert.throws(() => firstLayerFilters(none), /as the first layer with weights, but received none\./);
});

test("the gradient of a linear network is its kernel", () => {
  const linear = tf.sequential({
    layers: [tf.layers.conv2d({ inputShape: [8, 8, 3], filters: 2, kernelSize: 3, padding: "same" })],
  });
  const kernel = linear.layers[0].getWeights()[0].dataSync();
  const small = imageBatch(new Float32Array(192).fill(0.5), [1, 8, 8, 3]);
  const { data, shape } = inputDependence(linear, small, 4, 2);
  assert.deepEqual(shape, [1, 8, 8, 1]);
  for (let y = 0; y < 8; y++) {
    for (let x = 0; x < 8; x++) {
      const [ky, kx] = [y - 3, x - 1];
      const within = ky >= 0 && ky < 3 && kx >= 0 && kx < 3;
      let wanted = 0;
      for (let k = 0; within && k < 6; k++) wanted += Math.abs(kernel[(ky * 3 + kx) * 6 + k]) / 2;
      near(data[y * 8 + x], wanted, 1e-6, `${y},${x}`);
    }
  }
});

test("the report's network: zero outside the receptive field, not zero inside; several images are averaged", () => {
  const model = buildReportAutoencoder({ seed: 2 });
  const tensors = tf.memory().numTensors;
  const one = inputDependence(model, image, 16, 14);
  const rows = receptiveField(model, 16);
  const columns = receptiveField(model, 14);
  assert.equal(tf.memory().numTensors, tensors);
  one.data.forEach((value, p) => {
    const [y, x] = [Math.floor(p / 32), p % 32];
    if (y < rows.first || y > rows.last || x < columns.first || x > columns.last) assert.equal(value, 0);
  });
  assert.ok(one.data[16 * 32 + 14] > 0);
  const other = imageBatch(
    image.data.map((value) => 1 - value),
    image.shape,
  );
  const two = imageBatch(Float32Array.from([...image.data, ...other.data]), [2, 32, 32, 3]);
  const [mean, second] = [inputDependence(model, two, 16, 14), inputDependence(model, other, 16, 14)];
  mean.data.forEach((value, p) => near(value, (one.data[p] + second.data[p]) / 2, 1e-7));
});

const spread = (values: { readonly [place: number]: number }): FloatImageBatch =>
  imageBatch(
    Float32Array.from({ length: 64 }, (_, p) => values[p] ?? 0),
    [1, 8, 8, 1],
  );

test("the part in the hole, and the square that holds nine tenths", () => {
  const map = spread({ 27: 6, 28: 3, 45: 1 }); // rows 3, 3, 5; columns 3, 4, 5
  near(dependenceInHole(map, placeRectangleMask([1, 8, 8, 1], { top: 3, left: 4, height: 3, width: 2 })), 0.4);
  assert.deepEqual(
    [0.6, 0.9, 0.91, 1].map((share) => dependenceSide(map, 3, 3, share)),
    [1, 3, 5, 5],
  );
});

test("mistakes are named", () => {
  const model = buildReportAutoencoder();
  assert.throws(
    () => inputDependence(model, image, 32, 0),
    /Expected an output pixel inside 32×32, but received row 32, column 0/,
  );
  assert.throws(
    () => dependenceSide(spread({ 0: 1 }), 0, 0, 0),
    /Expected a share above 0 and up to 1, but received 0/,
  );
  assert.throws(
    () => dependenceSide(spread({}), 0, 0),
    /Expected an output pixel that depends on the input, but all gradients are 0/,
  );
});
