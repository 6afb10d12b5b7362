import assert from "node:assert/strict";
import { test } from "node:test";
import { drawDeadLeaves } from "../../../src/datasets/deadLeaves";
import { summaryOf } from "../../../src/node/cli/reproduceSummary";
import { planReport } from "../../../src/node/cli/reproduce";

const fill = {
  holeMse: 0.01,
  pooledHolePsnrDb: 20,
  holeL1: 0.1,
  knownMse: 0,
  fullImageMse: 0.001,
  fullImageCrossentropy: 0.56,
};
const metrics = {
  images: 30,
  epochs: 3,
  valLossEpoch20: null,
  lowestValLoss: 0.6,
  lowestValLossEpoch: 2,
  entropyFloor: 0.55,
  network: fill,
  networkComposited: fill,
  harmonic: fill,
  mean: fill,
};
const set = drawDeadLeaves({ trainCount: 100, testCount: 30 });
const text = (synthetic: boolean, quick: boolean, updated: string | null = null): string =>
  summaryOf({
    config: planReport({ quick }, { ...set, synthetic }),
    metrics,
    timing: [{ epoch: 1, seconds: 12, imagesPerSecond: 8 }],
    folder: "runs/local/x",
    outcomes: [
      { name: "training", seconds: 36, skipped: false },
      { name: "figures", seconds: 0, skipped: true },
    ],
    updated,
    seconds: 40,
  });

test("our numbers beside the report's, what was made and where, seconds per stage", () => {
  const lines = text(false, false);
  assert.match(lines, /epoch 20, cold start +– +0\.5606/);
  assert.match(lines, /lowest \(ours: epoch 2 of 3\) +0\.6000 +0\.5588/);
  assert.match(lines, /Made in runs\/local\/x/);
  assert.match(lines, /training 36 s, figures up to date/);
  assert.doesNotMatch(lines, /SYNTHETIC|SMALL|Rewritten/);
  assert.match(text(false, false, "runs/recorded/x"), /Rewritten from it: runs\/recorded\/x\./);
});

test("synthetic data and small runs are marked", () => {
  assert.match(text(true, false), /SYNTHETIC DATA, not CIFAR-10/);
  assert.match(text(false, true), /A SMALL RUN/);
});
