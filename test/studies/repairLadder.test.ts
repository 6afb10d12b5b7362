import assert from "node:assert/strict";
import { test } from "node:test";
import { drawDeadLeaves } from "../../src/datasets/deadLeaves";
import {
  asInTheReport, climb, ladderMaskSets, ladderScore, repairLadder, sameTraining,
} from "../../src/studies/repairLadder";
import { checkKnownMask, composite, imageBatch, toFloat } from "../../src/images";
import { pooledHolePsnrDb } from "../../src/metrics/hole";

test("the ladder starts at the report, changes one setting per rung and ends with all of them changed", () => {
  const settings = climb(repairLadder), names = Object.keys(asInTheReport) as (keyof typeof asInTheReport)[];
  assert.deepEqual(settings[0], asInTheReport);
  settings.slice(1).forEach((now, i) => {
    assert.equal(names.filter((name) => now[name] !== settings[i][name]).length, 1, repairLadder[i + 1].name);
  });
  assert.ok(names.every((name) => settings[settings.length - 1][name] !== asInTheReport[name]));
});

test("compositing needs no training of its own, everything else does", () => {
  assert.ok(sameTraining(asInTheReport, { ...asInTheReport, composited: true }));
  for (const change of [{ maskChannel: true }, { loss: "hole" }, { masks: "mixed" }, { skips: true },
    { prefill: true }] as const) {
    assert.equal(sameTraining(asInTheReport, { ...asInTheReport, ...change }), false);
  }
});

test("a prefill without mask or hole loss below it is refused, and so is an empty ladder", () => {
  assert.throws(() => climb([{ name: "prefill first", change: { prefill: true } }]),
    /Expected maskChannel: true and loss: "hole" below the prefill, but rung "prefill first" has the prefill without\. Put that rung/);
  assert.throws(() => climb([{ name: "prefill", change: { prefill: true, loss: "hole" } }]), /Expected maskChannel: true below/);
  assert.throws(() => climb([]), /Expected at least one rung, but received none\. Use repairLadder\./);
});

test("the masks fit the images and are the same in every call", () => {
  const { images } = drawDeadLeaves({ trainCount: 30, testCount: 1 }).train;
  for (const { draw } of ladderMaskSets) {
    checkKnownMask(images, draw(images));
    assert.deepEqual(draw(images).data, draw(images).data);
  }
});

test("the scores are pooled: over the hole, and over the whole image as it was given", () => {
  const truth = toFloat(drawDeadLeaves({ trainCount: 4, testCount: 1 }).train.images), [{ draw }] = ladderMaskSets,
    known = draw(truth);
  const wrong = imageBatch(truth.data.map((value) => 0.9 * value), truth.shape), score = ladderScore(truth, wrong, known);
  assert.equal(score.holePsnrDb, pooledHolePsnrDb(truth, wrong, known));
  const composited = ladderScore(truth, composite(truth, wrong, known), known);
  assert.equal(composited.holePsnrDb, score.holePsnrDb);
  // Errors in a sixteenth of the pixels instead of all: 12 dB if the hole were as wrong as the rest.
  assert.ok(composited.imagePsnrDb > score.imagePsnrDb + 8);
});
