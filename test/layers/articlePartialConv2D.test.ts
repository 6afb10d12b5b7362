import assert from "node:assert/strict";
import { before, test } from "node:test";
import * as tf from "../support/tensorflow";
import { ArticlePartialConv2D } from "../../src/layers/articlePartialConv2D";
import { PartialConv2D } from "../../src/layers/partialConv2D";
import { startEngine } from "../../src/node/engine/startEngine";

before(async () => {
  await startEngine({ quiet: true });
});

const x = tf.tidy(() => tf.randomUniform<tf.Rank.R4>([1, 7, 6, 3], -1, 1, "float32", 1));
const apart = (a: tf.Tensor, b: tf.Tensor): number => tf.max(tf.abs(tf.sub(a, b))).dataSync()[0];

function layers(strides: number): { article: ArticlePartialConv2D; correct: PartialConv2D; bias: tf.Tensor } {
  const shapes = [
    [null, null, null, 3],
    [null, null, null, 3],
  ];
  const article = new ArticlePartialConv2D({ filters: 2, strides });
  const correct = new PartialConv2D({ filters: 2, strides });
  for (const layer of [article, correct]) layer.build(shapes);
  const kernel = tf.randomUniform([3, 3, 3, 2], -1, 1, "float32", 2);
  const bias = tf.tensor1d([0.25, -0.5]);
  article.setWeights([kernel, bias, tf.ones([3, 3, 3, 2])]);
  correct.setWeights([kernel, bias]);
  return { article, correct, bias };
}

for (const strides of [1, 2]) {
  test(`with its first weights it is a third of the correct layer, for three channels, and adds the bias in holes too: stride ${strides}`, () => {
    const { article, correct, bias } = layers(strides);
    const mask = tf.tidy(() => {
      const one = tf.cast(tf.greater(tf.randomUniform([1, 7, 6, 1], 0, 1, "float32", 3), 0.8), "float32");
      return tf.tile(one, [1, 1, 1, 3]);
    });
    const [found, updated] = article.apply([x, mask]) as tf.Tensor[];
    const [wanted, known] = correct.apply([x, mask]) as tf.Tensor[];
    const third = tf.add(tf.div(tf.sub(wanted, tf.mul(known, bias)), 3), bias);
    assert.ok(tf.min(known).dataSync()[0] === 0, "there are windows without a known pixel");
    assert.ok(apart(found, third) < 1e-6);
    assert.equal(apart(updated, tf.tile(known, [1, 1, 1, 2])), 0);
    assert.deepEqual(article.computeOutputShape([x.shape, mask.shape]), [found.shape, updated.shape]);
  });
}

test("its mask kernel is trained along, the correct layer has none", () => {
  const { article, correct } = layers(1);
  assert.deepEqual(
    article.trainableWeights.map(({ shape }) => shape),
    [[3, 3, 3, 2], [2], [3, 3, 3, 2]],
  );
  assert.equal(correct.trainableWeights.length, 2);
  const mask = tf.ones([1, 7, 6, 3]);
  const { grads } = tf.variableGrads(() => tf.sum(tf.square((article.apply([x, mask]) as tf.Tensor[])[0])));
  const [, , ofMask] = article.trainableWeights.map(({ name, originalName }) => grads[name] ?? grads[originalName]);
  assert.ok(tf.max(tf.abs(ofMask)).dataSync()[0] > 0);
});
