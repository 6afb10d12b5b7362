import assert from "node:assert/strict";
import { test } from "node:test";
import { drawDeadLeaves } from "../../src/datasets/deadLeaves";
import { ladderMaskSets, ladderScore, measureLadder } from "../../src/studies/repairLadder";
import { imageBatch, toFloat } from "../../src/images/batch";
import { checkKnownMask, composite } from "../../src/images/holes";
import { pooledHolePsnrDb } from "../../src/metrics/hole";

test("the masks fit the images and are the same in every call", () => {
  const { images } = drawDeadLeaves({ trainCount: 30, testCount: 1 }).train;
  for (const { draw } of ladderMaskSets) {
    checkKnownMask(images, draw(images));
    assert.deepEqual(draw(images).data, draw(images).data);
  }
});

test("the scores are pooled: over the hole, and over the whole image as it was given", () => {
  const truth = toFloat(drawDeadLeaves({ trainCount: 4, testCount: 1 }).train.images);
  const [{ draw }] = ladderMaskSets;
  const known = draw(truth);
  const wrong = imageBatch(
    truth.data.map((value) => 0.9 * value),
    truth.shape,
  );
  const score = ladderScore(truth, wrong, known);
  assert.equal(score.holePsnrDb, pooledHolePsnrDb(truth, wrong, known));
  const composited = ladderScore(truth, composite(truth, wrong, known), known);
  assert.equal(composited.holePsnrDb, score.holePsnrDb);
  // Errors in a sixteenth of the pixels instead of all: 12 dB if the hole were as wrong as the rest.
  assert.ok(composited.imagePsnrDb > score.imagePsnrDb + 8);
});

test("a fill is measured on both sets", async () => {
  const images = toFloat(drawDeadLeaves({ trainCount: 4, testCount: 1 }).train.images);
  const scores = await measureLadder(images, (given) =>
    imageBatch(
      toFloat(given).data.map((value) => 0.9 * value),
      given.shape,
    ),
  );
  assert.deepEqual(Object.keys(scores), ["square8", "mixture"]);
  for (const { name, draw } of ladderMaskSets) {
    const wrong = imageBatch(
      images.data.map((value) => 0.9 * value),
      images.shape,
    );
    assert.deepEqual(scores[name], ladderScore(images, wrong, draw(images)));
  }
});
