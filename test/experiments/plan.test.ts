import assert from "node:assert/strict";
import { test } from "node:test";
import type { Dataset } from "../../src/datasets/dataset";
import { drawDeadLeaves } from "../../src/datasets/deadLeaves";
import { planRun, withSettings, type PlanOptions } from "../../src/experiments/plan";
import { reportFixed } from "../../src/experiments/reportFixed";
import { reportHeldOut } from "../../src/experiments/reportHeldOut";
import { residualInpainter } from "../../src/experiments/residualInpainter";
import { residualInpainterBase } from "../../src/experiments/residualInpainterBase";

const synthetic = drawDeadLeaves({ trainCount: 300, testCount: 30 });
/** As many images as CIFAR-10 has, of which only the number counts here. */
const real: Dataset = {
  ...synthetic,
  synthetic: false,
  title: "CIFAR-10",
  train: { images: { data: new Uint8Array(0), shape: [50_000, 32, 32, 3] }, labels: new Uint8Array(50_000) },
  test: { images: { data: new Uint8Array(0), shape: [10_000, 32, 32, 3] }, labels: new Uint8Array(10_000) },
};

test("an experiment as it stands: its settings with every number settled, and the command that records it", () => {
  const plan = planRun(reportFixed, real);
  assert.equal(plan.id, "report-fixed-seed1");
  assert.equal(plan.command, "npm run train -- report-fixed --record");
  assert.deepEqual([plan.trainImages, plan.validationImages, plan.epochs, plan.patience, plan.samples],
    [50_000, 10_000, 40, 5, 2_000_000]);
  const heldOut = planRun(reportHeldOut, real);
  assert.deepEqual([heldOut.trainImages, heldOut.validationImages, heldOut.heldOutImages], [45_000, 5_000, 5_000]);
  assert.equal(planRun(residualInpainterBase, real).id, "residual-inpainter-base");
});

test("whatever differs stands in the name, so that no two runs share a folder", () => {
  const options: PlanOptions[] = [
    {}, { seed: 2 }, { settings: { epochs: 7 } }, { settings: { batchSize: 7 } }, { samples: 100_000 }, { bfloat16: true },
    { size: "quick" }, { size: "tiny" }, { settings: { "step.loss": "meanSquaredError" } },
    { settings: { "step.loss": "meanAbsoluteError" } },
  ];
  const ids = [reportFixed, residualInpainterBase].flatMap((experiment) =>
    [real, synthetic].flatMap((dataset) => options.map((one) => planRun(experiment, dataset, one).id)));
  assert.equal(new Set(ids).size, ids.length);
  assert.ok(ids.every((id) => /^[\w.-]+$/.test(id)), ids.join(" "));
  assert.equal(planRun(reportFixed, real, { seed: 3, settings: { epochs: 60 } }).id, "report-fixed-seed3-epochs60");
  assert.equal(planRun(reportFixed, real, { seed: 3, settings: { epochs: 60 } }).command,
    "npm run train -- report-fixed --seed 3 --set epochs=60 --record");
});

test("epochs that were asked for are exact; samples are rounded to whole epochs, at least one", () => {
  assert.deepEqual([planRun(reportFixed, real, { settings: { epochs: 7 } }).patience,
    planRun(reportFixed, real, { exactEpochs: true }).patience], [null, null]);
  const plan = planRun(residualInpainterBase, real, { samples: 540_000 });
  assert.deepEqual([plan.epochs, plan.samples], [12, 540_000]);
  assert.equal(planRun(residualInpainterBase, real, { samples: 1 }).epochs, 1);
});

test("a length given twice is refused", () => {
  assert.throws(() => planRun(reportFixed, real, { samples: 100_000, settings: { epochs: 3 } }),
    /Expected a run's length once, as --samples or as --set epochs=, but received --samples 100000 and --set epochs=3: leave one of them away\./u);
});

test("a run in bfloat16 is recorded again in bfloat16", () => {
  assert.equal(planRun(reportFixed, real, { seed: 2, bfloat16: true }).command,
    "npm run train -- report-fixed --seed 2 --bfloat16 --record");
});

test("a run that starts from another counts that one's samples", () => {
  const origin = { run: "residual-inpainter-base", samples: 1_800_000, epochs: 40, seed: 1, weightsSha256: "0" };
  assert.equal(planRun(residualInpainter, real, { origin }).samples, 2_790_000);
});

test("a small data set: fewer images, a batch that fits; small runs say so", () => {
  const plan = planRun(residualInpainterBase, drawDeadLeaves({ trainCount: 40, testCount: 2 }));
  assert.deepEqual([plan.trainImages, plan.validationImages, plan.batchSize, plan.synthetic], [32, 8, 32, true]);
  const tiny = planRun(reportFixed, real, { size: "tiny" });
  assert.deepEqual([tiny.trainImages, tiny.epochs, tiny.batchSize, tiny.quick], [64, 2, 16, true]);
});

test("settings by name, also inside others; those of the network's builder need not stand in the table", () => {
  const { step, network } = withSettings(residualInpainterBase, { "step.clipNorm": 1, "network.options.channels": [4, 6] });
  assert.deepEqual([step.clipNorm, step.averageDecay, network.options], [1, 0.999, { channels: [4, 6] }]);
  assert.equal(withSettings(reportFixed, { "step.clipNorm": 0.5 }).step.clipNorm, 0.5);
  assert.equal(withSettings(reportFixed, { patience: null }).patience, null);
});

test("a setting that is none, is another experiment's, or has another kind is refused", () => {
  assert.throws(() => withSettings(reportFixed, { epoch: 3 }),
    /Expected a setting of the experiment, but received "epoch"\. Where "epoch" stands there are name, title, .*epochs/);
  assert.throws(() => withSettings(reportFixed, { "step.los": "x" }), /received "step\.los"\. Where "los" stands there are kind, loss/);
  assert.throws(() => withSettings(reportFixed, { "epochs.more": 1 }), /"epochs\.more": epochs has no parts\. Set epochs itself\./);
  assert.throws(() => withSettings(reportFixed, { epochs: "many" }),
    /Expected epochs to be a number as 40, but received "many"\. Write for example epochs=40\./);
  assert.equal(withSettings(reportFixed, { validation: "held out" }).validation, "held out");
  assert.throws(() => withSettings(reportFixed, { validation: "held-out" }),
    /Expected validation to be one of test, held out, but received "held-out"\. Write for example "validation=test"\./);
  assert.throws(() => withSettings(reportFixed, { input: "mask" }), /Expected input to be one of black holes, mask channel, but re/);
  assert.throws(() => withSettings(reportFixed, { "step.kind": "adversarial" }), /Expected step\.kind to be one of supervised, but/);
  assert.throws(() => withSettings(reportFixed, { seed: 3 }), /but received seed\. Use --seed\./);
  assert.throws(() => withSettings(reportFixed, { from: "x" }), /but received from\. Use another experiment\./);
});
