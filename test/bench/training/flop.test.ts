import assert from "node:assert/strict";
import { before, test } from "node:test";
import * as tf from "../../support/tensorflow";
import { flopPerPredictedImage, flopPerTrainedImage } from "../../../bench/training/flop";
import { describeNetwork } from "../../../bench/training/network";
import { silenceFirstUseNotice } from "../../../src/node/engine/quietBackends";
import { workloadNamed } from "./samples";

before(async () => {
  silenceFirstUseNotice();
  await tf.setBackend("cpu");
});

type Layer = readonly [pixels: number, window: number, from: number, to: number];

/** Of layers counted by hand: one forward pass, and a step, in which the first has no gradient of its input. */
function byHand(layers: readonly Layer[]): { predicted: number; trained: number } {
  const flop = layers.map(([pixels, window, from, to]) => 2 * pixels * window * from * to);
  const predicted = flop.reduce((total, part) => total + part, 0);
  return { predicted, trained: 3 * predicted - flop[0] };
}

function counted(name: string): { predicted: number; trained: number } {
  const network = describeNetwork(workloadNamed(name).build());
  return { predicted: flopPerPredictedImage(network), trained: flopPerTrainedImage(network) };
}

const million = (count: number): string => (count / 1e6).toFixed(1);

test("the report's network: 23.9 MFLOP per trained image", () => {
  const hand = byHand([
    [1024, 9, 3, 32],
    [256, 9, 32, 16],
    [64, 9, 16, 16],
    [256, 9, 16, 32],
    [1024, 9, 32, 3],
  ]);
  assert.deepEqual(counted("report"), hand);
  assert.equal(million(hand.trained), "23.9");
});

test("the article's U-Net: a transposed convolution costs one multiply-add per output value and input channel", () => {
  const down: Layer[] = [];
  const up: Layer[] = [];
  for (const [level, channels] of [32, 64, 128, 256, 512].entries()) {
    const pixels = 1024 / 4 ** level;
    down.push([pixels, 9, level === 0 ? 3 : channels / 2, channels], [pixels, 9, channels, channels]);
    if (channels === 512) continue;
    up.push([pixels, 1, 2 * channels, channels], [pixels, 9, 2 * channels, channels], [pixels, 9, channels, channels]);
  }
  const hand = byHand([...down, ...up, [1024, 9, 32, 3]]);
  assert.deepEqual(counted("article-unet"), hand);
  assert.equal(million(hand.trained), "1135.0");
});

test("the partial U-Net: as ordinary convolutions on the pixels that come out, masks for nothing", () => {
  const layers: Layer[] = [];
  for (const level of [0, 1, 2, 3]) {
    const pixels = 1024 / 4 ** level;
    layers.push([pixels, 9, level === 0 ? 3 : 32, 32], [pixels / 4, 9, 32, 32]);
  }
  for (const [level, below, first, second] of [
    [3, 32, 256, 128],
    [2, 128, 128, 64],
    [1, 64, 64, 32],
    [0, 32, 32, 3],
  ]) {
    const pixels = 1024 / 4 ** level;
    layers.push([pixels, 9, 32 + below, first], [pixels, 9, first, second]);
  }
  const hand = byHand([...layers, [1024, 9, 3, 3]]);
  assert.deepEqual(counted("article-partial"), hand);
  assert.equal(million(hand.trained), "414.8");
});
