import assert from "node:assert/strict";
import { test } from "node:test";
import type { Dataset } from "../../src/datasets/dataset";
import { drawDeadLeaves } from "../../src/datasets/deadLeaves";
import { experimentNamed } from "../../src/experiments";
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
  assert.deepEqual(
    [plan.trainImages, plan.validationImages, plan.epochs, plan.patience, plan.samples],
    [50_000, 10_000, 40, 5, 2_000_000],
  );
  const heldOut = planRun(reportHeldOut, real);
  assert.deepEqual([heldOut.trainImages, heldOut.validationImages, heldOut.heldOutImages], [45_000, 5_000, 5_000]);
  assert.equal(planRun(residualInpainterBase, real).id, "residual-inpainter-base");
});

test("whatever differs stands in the name, so that no two runs share a folder", () => {
  const options: PlanOptions[] = [
    {},
    { seed: 2 },
    { settings: { epochs: 7 } },
    { settings: { batchSize: 7 } },
    { samples: 100_000 },
    { bfloat16: true },
    { size: "quick" },
    { size: "tiny" },
    { settings: { "step.loss": "meanSquaredError" } },
    { settings: { "step.loss": "meanAbsoluteError" } },
  ];
  const ids = [reportFixed, residualInpainterBase].flatMap((experiment) =>
    [real, synthetic].flatMap((dataset) => options.map((one) => planRun(experiment, dataset, one).id)),
  );
  assert.equal(new Set(ids).size, ids.length);
  assert.ok(
    ids.every((id) => /^[\w.-]+$/.test(id)),
    ids.join(" "),
  );
  assert.equal(planRun(reportFixed, real, { seed: 3, settings: { epochs: 60 } }).id, "report-fixed-seed3-epochs60");
  assert.equal(
    planRun(reportFixed, real, { seed: 3, settings: { epochs: 60 } }).command,
    "npm run train -- report-fixed --seed 3 --set epochs=60 --record",
  );
});

test("epochs that were asked for are exact; samples are rounded to whole epochs, at least one", () => {
  assert.deepEqual(
    [
      planRun(reportFixed, real, { settings: { epochs: 7 } }).patience,
      planRun(reportFixed, real, { exactEpochs: true }).patience,
    ],
    [null, null],
  );
  const plan = planRun(residualInpainterBase, real, { samples: 540_000 });
  assert.deepEqual([plan.epochs, plan.samples], [12, 540_000]);
  assert.equal(planRun(residualInpainterBase, real, { samples: 1 }).epochs, 1);
});

test("a patience that is asked for stays; settings in another order are the same run; a minus is part of a name", () => {
  const patient = { epochs: 7, patience: 3 };
  assert.equal(planRun(reportFixed, real, { settings: patient, exactEpochs: true }).patience, 3);
  const [one, other] = [patient, { patience: 3, epochs: 7 }].map((settings) =>
    planRun(reportFixed, real, { settings }),
  );
  assert.deepEqual(one, other);
  const rates = [0.01, -0.01].map((rate) =>
    planRun(reportFixed, real, { settings: { "step.optimizer.learningRate": rate } }),
  );
  assert.notEqual(rates[0].id, rates[1].id);
  assert.deepEqual(rates[0].step.optimizer, { ...reportFixed.step.optimizer, learningRate: 0.01 });
});

test("the command of a run can be pasted", () => {
  assert.equal(
    planRun(reportFixed, real, { settings: { validation: "held out", batchSize: 64 } }).command,
    `npm run train -- report-fixed --set batchSize=64 --set 'validation="held out"' --record`,
  );
});

test("a length given twice is refused", () => {
  assert.throws(
    () => planRun(reportFixed, real, { samples: 100_000, settings: { epochs: 3 } }),
    /Expected a run's length once, as --samples or as --set epochs=, but received --samples 100000 and --set epochs=3: leave one of them away\./u,
  );
});

test("a run in bfloat16 is trained again in bfloat16; it cannot be recorded", () => {
  assert.equal(
    planRun(reportFixed, real, { seed: 2, bfloat16: true }).command,
    "npm run train -- report-fixed --seed 2 --bfloat16",
  );
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
  const quick = planRun(reportFixed, real, { size: "quick" });
  assert.deepEqual([quick.trainImages, quick.validationImages, quick.epochs, quick.quick], [5_000, 1_000, 3, true]);
});

test("settings by name, also inside others; those of the network's builder need not stand in the table", () => {
  const { step, network } = withSettings(residualInpainterBase, {
    "step.clipNorm": 1,
    "network.options.channels": [4, 6],
  });
  assert.deepEqual([step.clipNorm, step.averageDecay, network.options], [1, 0.999, { channels: [4, 6] }]);
  assert.equal(withSettings(reportFixed, { "step.clipNorm": 0.5 }).step.clipNorm, 0.5);
  assert.equal(withSettings(reportFixed, { patience: null }).patience, null);
});

test("a setting that is none, is another experiment's, or has another kind is refused", () => {
  assert.throws(
    () => withSettings(reportFixed, { epoch: 3 }),
    /Expected a setting of the experiment, but received "epoch"\. Where "epoch" stands there are validation, .*epochs/,
  );
  assert.throws(
    () => withSettings(reportFixed, { constructor: 3 }),
    /Expected a setting of the experiment, but received "constructor"/,
  );
  assert.throws(
    () => withSettings(reportFixed, { "step.los": "x" }),
    /received "step\.los"\. Where "los" stands there are kind, loss/,
  );
  assert.throws(
    () => withSettings(reportFixed, { loss: "meanSquaredError" }),
    /received "loss"\. Where "loss" stands there are .*\. Write step\.loss\.$/,
  );
  assert.throws(
    () => withSettings(reportFixed, { "epochs.more": 1 }),
    /"epochs\.more": epochs has no parts\. Set epochs itself\./,
  );
  assert.throws(
    () => withSettings(reportFixed, { "step.clipNorm.more": 1 }),
    /"step\.clipNorm\.more": step\.clipNorm has no parts\. Set step\.clipNorm itself\./,
  );
  for (const [key, value] of [
    ["epochs", "many"],
    ["epochs", null],
    ["trainImages", 0],
    ["validationImages", "x"],
    ["patience", -1],
    ["batchSize", 1.5],
    ["heldOutImages", [1]],
    ["step.parallelParts", 0],
  ] as const) {
    assert.throws(
      () => withSettings(reportFixed, { [key]: value }),
      (error: Error) =>
        error.message.startsWith(`Expected ${key} to be a whole number from 1 up`) &&
        error.message.includes(`but received ${JSON.stringify(value)}. Write for example ${key}=5.`),
      key,
    );
  }
  assert.equal(withSettings(reportFixed, { patience: null }).patience, null);
  assert.throws(
    () => withSettings(reportFixed, { "step.loss": 3 }),
    /Expected step\.loss to be a text as "binaryCrossentropy", but received 3\. Write for example step\.loss="binaryCross/,
  );
  assert.throws(
    () => withSettings(reportFixed, { masks: null }),
    /Expected masks to be an object as .*, but received null\./,
  );
  for (const value of [
    [1],
    [{ what: "nope", everyEpochs: 1 }],
    [{ what: "test loss" }],
    [{ what: "test loss", everyEpochs: 0 }],
    [null],
    "test loss",
  ]) {
    assert.throws(
      () => withSettings(reportFixed, { measurements: value }),
      /Expected measurements to be a list of "test loss" or "held-out hole PSNR" or "accuracy", each with everyEpochs, but received .*Write for ex/,
    );
  }
  assert.throws(
    () => withSettings(reportFixed, { step: {} }),
    /but received step\. Use its parts, for example step\.loss\./,
  );
  assert.throws(
    () => withSettings(reportFixed, { "network.options.seed": 3 }),
    /received network\.options\.seed\. Use --seed\./,
  );
  assert.equal(withSettings(reportFixed, { validation: "held out" }).validation, "held out");
  assert.throws(
    () => withSettings(reportFixed, { validation: "held-out" }),
    /Expected validation to be one of test, held out, but received "held-out"\. Write for example "validation=test"\./,
  );
  assert.throws(
    () => withSettings(reportFixed, { input: "mask" }),
    /Expected input to be one of black holes, mask channel, whole image, but re/,
  );
  assert.throws(
    () => withSettings(reportFixed, { "step.kind": "reinforced" }),
    /Expected step\.kind to be one of supervised, classification, adversarial, but/,
  );
  assert.throws(() => withSettings(reportFixed, { seed: 3 }), /but received seed\. Use --seed\./);
  assert.throws(() => withSettings(reportFixed, { from: "x" }), /but received from\. Use another experiment\./);
});

test("a loss that is a name gets no terms by --set, one of terms no name; each is told where to go", () => {
  for (const [key, value] of [
    ["step.loss", { hole: 6 }],
    ["step.loss.hole", 6],
    ["step.loss.features", "classifier"],
  ] as const) {
    assert.throws(() => withSettings(reportFixed, { [key]: value }), {
      message:
        `Expected another name for step.loss, which is "binaryCrossentropy", but received ${key}=${JSON.stringify(value)}. ` +
        "Train an experiment whose loss has terms, for example photographs-partial, and set those: step.loss.hole=3.",
    });
  }
  assert.throws(() => withSettings(experimentNamed("photographs-partial"), { "step.loss": "meanSquaredError" }), {
    message:
      'Expected step.loss to stay a sum of terms, but received step.loss="meanSquaredError". ' +
      "Set its terms, those that are not wanted to 0: step.loss.valid=0. Or train another experiment.",
  });
});

test("a kind of step whose loss or discriminator is another kind's is refused", () => {
  const change = (name: string, settings: { readonly [key: string]: unknown }): unknown =>
    withSettings(experimentNamed(name), settings);
  for (const [name, settings] of [
    ["report-held-out", { "step.loss": "softmaxCrossentropy" }],
    ["classifier", { "step.loss": "binaryCrossentropy" }],
    ["classifier", { "step.kind": "supervised" }],
  ] as const) {
    assert.throws(
      () => change(name, settings),
      /Expected softmaxCrossentropy as the loss of a classification, and of nothing else/,
    );
  }
  assert.throws(
    () => change("context-joint", { "step.kind": "supervised" }),
    /Expected step\.adversarial with step\.kind=adversarial, and with nothing else, but received step\.kind=supervised with it/,
  );
  assert.throws(
    () => change("report-fixed", { "step.kind": "adversarial" }),
    /step\.kind=adversarial without it\. Use another/,
  );
  change("context-joint", { "step.kind": "adversarial" });
});
