import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { imageBatch, toFloat, type ImageBatch } from "../../src/images/batch";
import { intensityDice, intensityIou } from "../../src/metrics/overlap";
import { sharedDataset } from "../support/dataset";
import { randomStream } from "../../src/random";
import { inputFile } from "../support/inputs";
import { near } from "./near";
import { randomImages } from "./samples";

const one = (...values: number[]): ImageBatch => imageBatch(Float32Array.from(values), [1, 1, values.length, 1]);

test("on zeros and ones they are overlap: 1 for equal sets, 0 for disjoint ones", () => {
  assert.equal(intensityDice(one(1, 0, 1, 0), one(1, 0, 1, 0)), 1);
  assert.equal(intensityDice(one(1, 0, 1, 0), one(0, 1, 0, 1)), 0);
  assert.equal(intensityDice(one(1, 1, 1, 0), one(1, 0, 0, 0)), 0.5);
  assert.equal(intensityIou(one(1, 1, 1, 0), one(1, 0, 0, 0)), 1 / 3);
});

test("on greys the truth scores below 1 and white above it", () => {
  const grey = one(0.25, 0.5, 0.5, 0.75);
  const white = one(1, 1, 1, 1);
  near(intensityDice(grey, grey), (0.0625 + 0.25 + 0.25 + 0.5625) / 2);
  near(intensityDice(grey, white), (2 * 2) / (2 + 4));
  assert.ok(intensityDice(grey, white) > intensityDice(grey, grey));
});

test("IoU is dice / (2 - dice), both lie within [0,1], and the order of the two does not matter", () => {
  const random = randomStream(1, "overlap");
  const shape = [3, 5, 4, 3] as const;
  const first = randomImages(shape, random);
  const second = toFloat(randomImages(shape, random));
  const dice = intensityDice(first, second);
  const iou = intensityIou(first, second);
  near(iou, dice / (2 - dice));
  near(dice, intensityDice(second, first));
  assert.ok(iou > 0 && iou < dice && dice < 1);
  assert.equal(intensityDice(toFloat(first), second), dice);
});

test("black against black, other shapes and values that are not finite are errors", () => {
  for (const metric of [intensityDice, intensityIou]) {
    assert.throws(() => metric(one(0, 0), one(0, 0)), {
      message:
        "Expected images with something brighter than black, but both batches are black throughout, " +
        "where dice and IoU are 0/0. Take pooledMse for such images.",
    });
    assert.throws(
      () => metric(one(0, 1), one(1)),
      /^Error: Expected predicted images of shape \[1,1,2,1\], but received \[1,1,1,1\]/,
    );
    assert.throws(() => metric(one(0, 1), one(NaN, 1)), /received NaN in image 0 of the predicted images/);
  }
});

test("CIFAR-10's test set: a perfect output scores .609, a white one .646", async () => {
  if (!inputFile("CIFAR10_ARCHIVE", "dice and IoU of perfect and white outputs")) return;
  const { perfect, white } = JSON.parse(readFileSync(join(__dirname, "../fixtures/cifar10-metrics.json"), "utf8")) as {
    readonly [output in "perfect" | "white"]: { readonly dice: number; readonly iou: number };
  };
  const { images } = (await sharedDataset()).test;
  const whites = imageBatch(new Uint8Array(images.data.length).fill(255), images.shape);
  assert.equal(intensityDice(images, images).toFixed(3), "0.609");
  assert.equal(intensityDice(images, whites).toFixed(3), "0.646");
  near(intensityDice(images, images), perfect.dice, 1e-10);
  near(intensityDice(images, whites), white.dice, 1e-10);
  near(intensityIou(images, images), perfect.iou, 1e-10);
  near(intensityIou(images, whites), white.iou, 1e-10);
});
