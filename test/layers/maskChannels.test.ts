import assert from "node:assert/strict";
import { before, test } from "node:test";
import * as tf from "../support/tensorflow";
import { RepeatMask, SplitMask } from "../../src/layers/maskChannels";
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
