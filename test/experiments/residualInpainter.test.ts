// The residual inpainter's settings: the plan that the recorded runs were trained with.
import assert from "node:assert/strict";
import { test } from "node:test";
import "../support/tensorflow";
import { residualInpainter } from "../../src/experiments/residualInpainter";
import { residualInpainterBase } from "../../src/experiments/residualInpainterBase";
import { buildNetwork } from "../../src/experiments/trainingOf";
import { twoHourInpainter } from "../../src/experiments/twoHourInpainter";

test("1,800,000 samples from drawn weights, 990,000 more with other masks and half the rate; two hours are 1,215,000", () => {
  assert.deepEqual(
    [residualInpainterBase, residualInpainter, twoHourInpainter].map(({ epochs }) => epochs * 45_000),
    [1_800_000, 990_000, 1_215_000],
  );
  assert.equal(residualInpainter.from, residualInpainterBase.name);
  assert.notEqual(residualInpainter.seed, residualInpainterBase.seed);
  assert.deepEqual(
    [residualInpainterBase, residualInpainter].map(({ masks }) => masks.family),
    ["focusedMixture", "pixelMixture"],
  );
  assert.deepEqual(
    [residualInpainterBase, residualInpainter].map(({ step }) => step.optimizer),
    [3e-3, 1.5e-3].map((peak) => ({
      name: "muon",
      learningRate: { schedule: "linear", peak, warmupSteps: 1_000 },
      weightDecay: 0.1,
    })),
  );
});

test("images are mirrored at random, masks drawn anew in every epoch; gradients are clipped to 0.5, weights averaged over about 1,000 steps", () => {
  for (const { augmentation, masks, step } of [residualInpainterBase, residualInpainter])
    assert.deepEqual(
      [augmentation, masks.drawn, step.loss, step.clipNorm, step.averageDecay],
      ["mirror", "every epoch", "holeSquaredError", 0.5, 0.999],
    );
});

test("the network has 366,579 parameters, those not trained included, and is given the mask", () => {
  const model = buildNetwork(residualInpainterBase);
  assert.equal(model.countParams(), 366_579);
  assert.equal(residualInpainterBase.input, "mask channel");
  model.dispose();
});
