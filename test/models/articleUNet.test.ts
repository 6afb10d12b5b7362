import assert from "node:assert/strict";
import { join } from "node:path";
import { before, test } from "node:test";
import * as tf from "../support/tensorflow";
import { buildArticlePartialUNet } from "../../src/models/articlePartialUNet";
import { buildArticleUNet } from "../../src/models/articleUNet";
import { startEngine } from "../../src/node/engine/startEngine";
import { loadModel, saveModel } from "../../src/node/store/modelFiles";
import { temporaryFolder } from "../support/temporaryFolder";

before(async () => {
  await startEngine({ quiet: true });
});

test("the U-Net has the article's 7,760,931 parameters, and a quarter of nearly all at half width", () => {
  const whole = buildArticleUNet();
  assert.equal(whole.countParams(), 7_760_931);
  assert.deepEqual(whole.outputs[0].shape, [null, 32, 32, 3]);
  assert.equal(buildArticleUNet({ width: 0.5 }).countParams(), 1_941_523);
  assert.equal(buildArticleUNet({ maskChannel: true }).countParams(), 7_760_931 + 9 * 32);
  whole.dispose();
});

test("the partial U-Net has 859,863 parameters, all of them trained and none in the masks' path", () => {
  const model = buildArticlePartialUNet();
  assert.equal(model.countParams(), 859_863);
  assert.equal(model.trainableWeights.length, model.weights.length);
  const weighted = model.layers.filter((layer) => layer.countParams() > 0).map((layer) => layer.getClassName());
  assert.deepEqual(new Set(weighted), new Set(["PartialConv2D", "Conv2D"]));
  model.dispose();
});

test("a plain convolution in place of each partial one: the same but for the mask that comes in as a channel", () => {
  const plain = buildArticlePartialUNet({ convolution: "plain" });
  assert.equal(plain.countParams(), 859_863 + 9 * 32);
  assert.ok(plain.layers.every((layer) => layer.getClassName() !== "PartialConv2D"));
  assert.deepEqual(plain.outputs[0].shape, [null, 32, 32, 3]);
  plain.dispose();
});

test("with the article's layers every kernel has a second one, of its mask", () => {
  const model = buildArticlePartialUNet({ convolution: "article" });
  assert.equal(model.countParams(), 1_718_679);
  const x = tf.zeros([1, 32, 32, 4]);
  assert.ok((model.apply(x) as tf.Tensor).dataSync().every(Number.isFinite), "nothing known at all");
  model.dispose();
});

test("what lies in a hole changes nothing in the partial U-Net, and any size in sixteens is taken", () => {
  const model = buildArticlePartialUNet({ width: 0.25, imageSize: null });
  const image = tf.randomUniform<tf.Rank.R4>([2, 48, 32, 3], 0, 1, "float32", 1);
  const mask = tf.cast(tf.greater(tf.randomUniform([2, 48, 32, 1], 0, 1, "float32", 2), 0.3), "float32");
  const fill = (hole: number): tf.Tensor =>
    model.apply(tf.concat([tf.add(tf.mul(image, mask), tf.mul(tf.sub(1, mask), hole)), mask], 3)) as tf.Tensor;
  assert.deepEqual(fill(0).shape, [2, 48, 32, 3]);
  assert.deepEqual(fill(1).dataSync(), fill(0).dataSync());
  model.dispose();
});

test("both are saved and loaded with the same bits", async () => {
  for (const [name, model] of [
    ["plain", buildArticleUNet({ width: 0.125 })],
    ["partial", buildArticlePartialUNet({ width: 0.25 })],
  ] as const) {
    const folder = join(temporaryFolder("article-"), name);
    await saveModel(model, folder);
    const loaded = await loadModel(folder);
    const x = tf.randomUniform([1, 32, 32, Number(model.inputs[0].shape[3])], 0, 1, "float32", 3);
    assert.deepEqual((loaded.apply(x) as tf.Tensor).dataSync(), (model.apply(x) as tf.Tensor).dataSync());
    model.dispose();
    loaded.dispose();
  }
});

test("a width without whole channels and a size that does not halve are refused with the way out", () => {
  assert.throws(() => buildArticleUNet({ width: 0.3 }), {
    message: "Expected a width that makes 32 × width a whole number, but received 0.3. Use for example 0.5.",
  });
  assert.throws(() => buildArticlePartialUNet({ convolution: "gated" as "plain" }), {
    message: 'Expected the convolution "partial", "plain" or "article", but received "gated". Use one of these.',
  });
  assert.throws(() => buildArticlePartialUNet({ imageSize: [40, 32] }), {
    message: "Expected a height and width that are multiples of 16, but received 40×32. Cut the images to such a size.",
  });
});
