import assert from "node:assert/strict";
import { before, test } from "node:test";
import * as tf from "../support/tensorflow";
import { JoinMasked, RepeatMask, SplitMask } from "../../src/layers/maskChannels";
import { PartialConv2D } from "../../src/layers/partialConv2D";
import { startEngine } from "../../src/node/engine/startEngine";

before(async () => {
  await startEngine({ quiet: true });
});

test("an image and its mask come apart, and the mask is repeated for as many channels as asked", () => {
  const x = tf.randomNormal<tf.Rank.R4>([2, 5, 6, 4], 0, 1, "float32", 1);
  const split = new SplitMask({});
  const [image, mask] = split.apply(x) as tf.Tensor[];
  assert.deepEqual(split.computeOutputShape([null, 5, 6, 4]), [
    [null, 5, 6, 3],
    [null, 5, 6, 1],
  ]);
  assert.deepEqual(tf.concat([image, mask], 3).dataSync(), x.dataSync());
  const repeat = new RepeatMask({ channels: 3 });
  const thrice = repeat.apply(mask) as tf.Tensor;
  assert.deepEqual(thrice.dataSync(), tf.concat([mask, mask, mask], 3).dataSync());
  assert.deepEqual(repeat.computeOutputShape([null, 5, 6, 1]), [null, 5, 6, 3]);
  assert.equal(repeat.getConfig().channels, 3);
  assert.equal(split.countParams() + repeat.countParams(), 0);
});

test("joined features with the share that is known give a partial convolution what masks of all channels give", () => {
  const random = (shape: number[], seed: number): tf.Tensor4D =>
    tf.randomUniform(shape as [number, number, number, number], -1, 1, "float32", seed);
  const maskOf = (seed: number): tf.Tensor4D =>
    tf.cast(tf.greater<tf.Tensor4D>(random([2, 6, 5, 1], seed), 0.6), "float32");
  const [a, b, ofA, ofB] = [random([2, 6, 5, 3], 1), random([2, 6, 5, 4], 2), maskOf(3), maskOf(4)];
  const join = new JoinMasked({});
  const [features, share] = join.apply([a, ofA, b, ofB]) as tf.Tensor4D[];
  assert.deepEqual(join.computeOutputShape([a, ofA, b, ofB].map(({ shape }) => shape)), [features.shape, share.shape]);
  const whole = tf.concat([tf.tile(ofA, [1, 1, 1, 3]), tf.tile(ofB, [1, 1, 1, 4])], 3);
  for (const strides of [1, 2]) {
    const [byShare, byMask] = [true, false].map((shares) => new PartialConv2D({ filters: 2, strides, shares }));
    byShare.build([features.shape, share.shape]);
    byMask.build([features.shape, whole.shape]);
    byShare.setWeights([random([3, 3, 7, 2], 5), tf.tensor1d([0.5, -1])]);
    byMask.setWeights(byShare.getWeights());
    const [found, known] = byShare.apply([features, share]) as tf.Tensor[];
    const [wanted, wantedKnown] = byMask.apply([tf.concat([a, b], 3), whole]) as tf.Tensor[];
    assert.ok(tf.max(tf.abs(tf.sub(found, wanted))).dataSync()[0] < 1e-5);
    assert.deepEqual(known.dataSync(), wantedKnown.dataSync());
    assert.ok(tf.min(known).dataSync()[0] === 0, "somewhere nothing is known");
  }
});
