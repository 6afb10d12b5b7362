import assert from "node:assert/strict";
import { before, test } from "node:test";
import * as tf from "../support/tensorflow";
import { buildVgg16, vgg16Input, vgg16Pools } from "../../src/models/vgg16";
import { parametersOf } from "../../src/training/step";
import { startEngine } from "../../src/node/engine/startEngine";
import { vgg16Fixture } from "../support/vgg16";

before(async () => {
  await startEngine({ quiet: true });
});

test("as far as the third pooling it has Keras's layers with Keras's numbers of parameters: 1,735,488", () => {
  const model = buildVgg16();
  const counts = model.layers.map((layer) => [layer.name, layer.countParams()] as const);
  assert.deepEqual(counts.slice(1), Object.entries(vgg16Fixture.parameters).slice(1), "all but the input, by name");
  assert.equal(model.countParams(), 1_735_488);
  assert.deepEqual(model.outputs[0].shape, [null, null, null, 256]);
  model.dispose();
});

test("nothing in it is trained", () => {
  const model = buildVgg16({ width: 1 / 32 });
  assert.deepEqual(parametersOf(model), []);
  assert.ok(model.weights.every((weight) => !(weight.read() as tf.Variable).trainable));
  model.dispose();
});

test("each pooling halves, and an odd row or column is left out", () => {
  const model = buildVgg16({ width: 1 / 32, imageSize: [17, 24] });
  const shapes = vgg16Pools.map((name) => model.getLayer(name).outputShape);
  assert.deepEqual(shapes, [
    [null, 8, 12, 2],
    [null, 4, 6, 4],
    [null, 2, 3, 8],
  ]);
  model.dispose();
});

test("the same seed gives the same weights, another seed others", () => {
  const [first, again, other] = [1, 1, 2].map((seed) => {
    const model = buildVgg16({ width: 1 / 32, seed });
    const values = model.getWeights()[0].dataSync().slice();
    model.dispose();
    return values;
  });
  assert.deepEqual(first, again);
  assert.notDeepEqual(first, other);
});

test("red, green and blue in [0,1] become blue, green and red, 0 to 255, less ImageNet's means; nothing is left behind", () => {
  const images = tf.tensor4d([1, 0.5, 0, 0, 0, 0], [1, 1, 2, 3]);
  const { numTensors } = tf.memory();
  const input = vgg16Input(images);
  assert.equal(tf.memory().numTensors, numTensors + 1);
  const expected = [-103.939, 127.5 - 116.779, 255 - 123.68, -103.939, -116.779, -123.68];
  input.dataSync().forEach((value, i) => assert.ok(Math.abs(value - expected[i]) < 1e-4, `value ${i}: ${value}`));
  tf.dispose([images, input]);
});

test("widths and sizes that it cannot have are refused with the way out", () => {
  for (const width of [0.01, 0, -1, NaN]) {
    assert.throws(() => buildVgg16({ width }), {
      message: `Expected a width that makes 64 × width a whole number, but received ${width}. Use for example 0.5.`,
    });
  }
  for (const [height, width] of [
    [7, 32],
    [32, 8.5],
  ]) {
    assert.throws(() => buildVgg16({ imageSize: [height, width] }), {
      message:
        "Expected a whole height and width of at least 8, which 3 poolings halve, " +
        `but received ${height}×${width}. Use larger images.`,
    });
  }
});
