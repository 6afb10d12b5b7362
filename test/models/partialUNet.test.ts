import assert from "node:assert/strict";
import { join } from "node:path";
import { before, test } from "node:test";
import * as tf from "../support/tensorflow";
import { buildPartialUNet } from "../../src/models/partialUNet";
import { parametersOf } from "../../src/training/step";
import { startEngine } from "../../src/node/engine/startEngine";
import { loadModel, saveModel } from "../../src/node/store/modelFiles";
import { temporaryFolder } from "../support/temporaryFolder";

before(async () => {
  await startEngine({ quiet: true });
});

/** Numbers that are trained. */
function trained(model: tf.LayersModel): number {
  return parametersOf(model).reduce((sum, { size }) => sum + size, 0);
}

test("the paper's parameters: 32.87 million for 512×512 pixels, 25.78 million for 256×256, biases and scales included", () => {
  for (const [levels, parameters] of [
    [8, 32_865_236],
    [7, 25_784_276],
  ]) {
    const model = buildPartialUNet({ levels });
    assert.equal(trained(model), parameters);
    model.dispose();
  }
  const frozen = buildPartialUNet({ levels: 7, frozenEncoder: true });
  assert.equal(trained(frozen), 25_784_276 - 2 * (128 + 256 + 4 * 512), "the encoder's scales and offsets are fixed");
  frozen.dispose();
});

test("what lies in a hole changes nothing, and where nothing is known the output is 0", () => {
  const model = buildPartialUNet({ levels: 4, width: 1 / 16 });
  const image = tf.randomUniform<tf.Rank.R4>([2, 48, 32, 3], 0, 1, "float32", 1);
  const mask = tf.cast(tf.greater(tf.randomUniform([2, 48, 32, 1], 0, 1, "float32", 2), 0.3), "float32");
  const fill = (hole: number, known: tf.Tensor = mask): tf.Tensor => {
    const painted = tf.add(tf.mul(image, known), tf.mul(tf.sub(1, known), hole));
    return model.apply(tf.concat([painted, known], 3)) as tf.Tensor;
  };
  assert.deepEqual(fill(0).shape, [2, 48, 32, 3]);
  assert.deepEqual(fill(1).dataSync(), fill(0).dataSync());
  assert.equal(tf.max(tf.abs(fill(1, tf.zerosLike(mask)))).dataSync()[0], 0);
  model.dispose();
});

test("it is saved and loaded with the same bits, also with a frozen encoder", async () => {
  for (const frozenEncoder of [false, true]) {
    const model = buildPartialUNet({ levels: 4, width: 1 / 16, frozenEncoder });
    const folder = join(temporaryFolder("partial-unet-"), "model");
    await saveModel(model, folder);
    const loaded = await loadModel(folder);
    const x = tf.randomUniform([1, 32, 32, 4], 0, 1, "float32", 3);
    assert.deepEqual((loaded.apply(x) as tf.Tensor).dataSync(), (model.apply(x) as tf.Tensor).dataSync());
    assert.equal(parametersOf(loaded).length, parametersOf(model).length);
    model.dispose();
    loaded.dispose();
  }
});

test("levels, widths and sizes that it cannot have are refused with the way out", () => {
  assert.throws(() => buildPartialUNet({ levels: 9 }), {
    message: "Expected 4 to 8 levels, but received 9. Use 8 for 512×512 pixels, 7 for 256×256.",
  });
  assert.throws(() => buildPartialUNet({ width: 0.3 }), {
    message: "Expected a width that makes 64 × width a whole number, but received 0.3. Use for example 0.25.",
  });
  assert.throws(() => buildPartialUNet({ levels: 5, imageSize: [64, 48] }), {
    message:
      "Expected a height and width that are multiples of 32 for 5 levels, but received 64×48. " +
      "Take fewer levels, or cut the images to such a size.",
  });
});

test("plain convolutions in their place: the same channels, and the mask in the first and the last layer's kernels", () => {
  const plain = buildPartialUNet({ levels: 7, convolution: "plain" });
  assert.equal(trained(plain), 25_784_276 + 7 * 7 * 64 + 3 * 3 * 3);
  assert.deepEqual((plain.apply(tf.zeros([1, 128, 128, 4])) as tf.Tensor).shape, [1, 128, 128, 3]);
  plain.dispose();
});

test("the student project's layers: one bias, a third kernel of 3, means where all is known", () => {
  const model = buildPartialUNet({ levels: 7, convolution: "studentProject" });
  const biases = 64 + 128 + 256 + 4 * 512 + (3 * 512 + 256 + 128 + 64);
  assert.equal(trained(model), 25_784_276 - biases - (25 - 9) * 128 * 256);
  assert.deepEqual(model.getLayer("down_1").getConfig().windowFactor, false);
  assert.deepEqual(
    model.layers
      .filter(({ name }) => /_\d$/.test(name) && model.getLayer(name).getConfig().useBias === true)
      .map(({ name }) => name),
    ["up_1"],
  );
  model.dispose();
  assert.throws(
    () => buildPartialUNet({ convolution: "gated" as "plain" }),
    /Expected convolution to be partial, plain or studentProject, but received "gated"/,
  );
});
