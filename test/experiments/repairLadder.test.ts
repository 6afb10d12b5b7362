import assert from "node:assert/strict";
import { test } from "node:test";
import {
  asInTheReport,
  climb,
  ladderExperiments,
  repairLadder,
  rungExperiment,
  sameTraining,
} from "../../src/experiments/repairLadder";
import { reportFixed } from "../../src/experiments/reportFixed";

test("the ladder starts at the report, changes one setting per rung and ends with all of them changed", () => {
  const settings = climb(repairLadder);
  const names = Object.keys(asInTheReport) as (keyof typeof asInTheReport)[];
  assert.deepEqual(settings[0], asInTheReport);
  settings.slice(1).forEach((now, i) => {
    assert.equal(names.filter((name) => now[name] !== settings[i][name]).length, 1, repairLadder[i + 1].name);
  });
  assert.ok(names.every((name) => settings[settings.length - 1][name] !== asInTheReport[name]));
});

test("compositing needs no training of its own, everything else does", () => {
  assert.ok(sameTraining(asInTheReport, { ...asInTheReport, composited: true }));
  for (const change of [
    { maskChannel: true },
    { loss: "hole" },
    { masks: "mixed" },
    { skips: true },
    { prefill: true },
  ] as const) {
    assert.equal(sameTraining(asInTheReport, { ...asInTheReport, ...change }), false);
  }
});

test("a prefill without mask or hole loss below it is refused, and so is an empty ladder", () => {
  assert.throws(
    () => climb([{ name: "prefill first", change: { prefill: true } }]),
    /Expected maskChannel: true and loss: "hole" below the prefill, but rung "prefill first" has the prefill without\. Put that rung/,
  );
  assert.throws(
    () => climb([{ name: "prefill", change: { prefill: true, loss: "hole" } }]),
    /Expected maskChannel: true below/,
  );
  assert.throws(() => climb([]), /Expected at least one rung, but received none\. Use repairLadder\./);
});

test("a rung's training is the report's but for its repairs: 45,000 samples, 5,000 images held out", () => {
  const [first] = ladderExperiments;
  assert.deepEqual(
    [first.network.name, first.trainImages, first.epochs, first.validation],
    ["repairedAutoencoder", 15_000, 3, "held out"],
  );
  assert.deepEqual(
    [first.step, first.masks, first.input, first.batchSize],
    [reportFixed.step, reportFixed.masks, reportFixed.input, reportFixed.batchSize],
  );
  const all = climb(repairLadder);
  const last = rungExperiment(all[all.length - 1], "last");
  assert.deepEqual(
    [last.step.loss, last.masks, last.input],
    ["holeSquaredError", { family: "inpainterMixture", drawn: "every epoch" }, "mask channel"],
  );
  assert.deepEqual(last.network.options, { maskChannel: true, skips: true, prefill: true });
});
