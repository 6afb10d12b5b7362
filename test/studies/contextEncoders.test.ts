import assert from "node:assert/strict";
import { test } from "node:test";
import * as v from "valibot";
import { drawDeadLeaves } from "../../src/datasets/deadLeaves";
import { experimentNamed } from "../../src/experiments";
import { planRun, type RunConfig } from "../../src/experiments/plan";
import { imageBatch, toFloat, type FillFunction, type ImageBatch } from "../../src/images/batch";
import { featureRows, type FeatureRows } from "../../src/images/featureRows";
import { compareContextEncoders, contextEncodersStudy, sweptWeights } from "../../src/studies/contextEncoders";
import { contextEncoderValuesSchema } from "../../src/studies/contextEncoderValues";
import type { StudyMethod, TrainingLog } from "../../src/studies/study";
import { near } from "../metrics/near";

const dataset = drawDeadLeaves({ trainCount: 24, testCount: 1 });
const { images } = dataset.train;
const truth = toFloat(images);
const progress = async (): Promise<void> => undefined;

/** Knows the truth, by its known pixels, and gives contrast × truth + shift. */
const erring = (name: string, contrast: number, shift: number): StudyMethod => {
  const fill: FillFunction = (given) =>
    imageBatch(
      truth.data.map((value) => value * contrast + shift),
      given.shape,
    );
  return { name, fill };
};

const configOf = (name: string, seed: number, settings = {}): RunConfig =>
  planRun(experimentNamed(name), { ...dataset, synthetic: false }, { seed, settings });
const logWith = (accuracies: readonly number[]): TrainingLog => ({
  log: accuracies.map((discriminatorAccuracy, i) => ({
    epoch: i + 1,
    loss: 1,
    valLoss: 1,
    ...(Number.isNaN(discriminatorAccuracy) ? {} : { others: { discriminatorAccuracy } }),
  })),
  testLosses: [],
});

/** Each image's mean. */
const means = (batch: ImageBatch): FeatureRows => {
  const { data, shape } = toFloat(batch);
  const size = data.length / shape[0];
  return featureRows(
    Float64Array.from({ length: shape[0] }, (_, i) => data.subarray(i * size, (i + 1) * size).reduce((a, b) => a + b) / size), // prettier-ignore
    shape[0],
  );
};

const missing = [{ run: "context-l2-seed3", command: "npm run train -- context-l2 --seed 3 --record" }];

test("known errors, sharpness and accuracies; differences to context-l2 of the same seed; what is missing is named", async () => {
  const configs = {
    "context-l2": configOf("context-l2", 1),
    "context-joint": configOf("context-joint", 1),
    "context-random-seed2": configOf("context-random", 2),
    "context-joint-step.adversarial.weight0.1": configOf("context-joint", 1, { "step.adversarial.weight": 0.1 }),
  };
  const methods = {
    "context-l2": erring("a", 1, 0.1),
    "context-joint": erring("b", 1, 0.05),
    "context-random-seed2": erring("c", 1, 0.1),
    "context-joint-step.adversarial.weight0.1": erring("d", 0.5, 0),
  };
  const trainings = {
    "context-l2": logWith([NaN, NaN, NaN]),
    "context-joint": logWith([0.5, 0.5, 0.5, 0.5, 0.8, 0.9]),
    "context-random-seed2": logWith([0.4, 0.6]),
    "context-joint-step.adversarial.weight0.1": logWith([0.5, 0.5, 0.5, 0.5, 0.7]),
  };
  const runs = { configs, missing, pictureFeatures: means };
  const values = await compareContextEncoders({ methods, trainings, runs, progress }, images);
  assert.ok(v.is(contextEncoderValuesSchema, JSON.parse(JSON.stringify(values))));
  assert.deepEqual(values.missing, missing);
  assert.deepEqual(
    values.runs.map(({ run, experiment, seed, weight }) => [run, experiment, seed, weight]),
    [
      ["context-l2", "context-l2", 1, 0],
      ["context-joint", "context-joint", 1, 0.001],
      ["context-random-seed2", "context-random", 2, 0.001],
      ["context-joint-step.adversarial.weight0.1", "context-joint", 1, 0.1],
    ],
  );
  const accuracies = values.runs.map(({ discriminatorAccuracy }) => discriminatorAccuracy);
  assert.equal(accuracies[0], null);
  near(Number(accuracies[1]), 0.85, 1e-12);
  assert.deepEqual(accuracies.slice(2), [0.6, 0.7], "the last row where a third is less than two");
  const [l2, joint, random, swept] = values.runs.map(({ families }) => families);
  for (const k of [0, 1]) {
    assert.equal(l2[k].family, ["centre16", "overlappingBlocks"][k]);
    near(l2[k].holePsnrDb.value, 20, 1e-3);
    near(l2[k].gradientShare.value, 1, 1e-4);
    assert.deepEqual([l2[k].holePsnrDifferenceDb, random[k].holePsnrDifferenceDb], [null, null]);
    near(joint[k].holePsnrDifferenceDb?.value ?? NaN, 20 * Math.log10(2), 1e-3);
    near(swept[k].gradientShare.value, 0.25, 1e-4);
    near(swept[k].gradientShareDifference?.value ?? NaN, -0.75, 1e-4);
  }
  // A quarter of each image is .1 brighter: means are .025 apart and have the same variance.
  near(l2[0].frechetDistance ?? NaN, 0.025 ** 2, 1e-6);
});

test("without a classifier there is no distance, and without a run a sentence with the command", async () => {
  const configs = { "context-l2": configOf("context-l2", 1) };
  const methods = { "context-l2": erring("a", 1, 0.1) };
  const trainings = { "context-l2": logWith([NaN]) };
  const { runs } = await compareContextEncoders(
    { methods, trainings, progress, runs: { configs, missing, pictureFeatures: null } },
    images,
  );
  assert.deepEqual(
    runs[0].families.map(({ frechetDistance }) => frechetDistance),
    [null, null],
  );
  await assert.rejects(
    compareContextEncoders(
      { methods: {}, trainings: {}, progress, runs: { configs: {}, missing, pictureFeatures: null } },
      images,
    ),
    /Expected at least one recorded run of a context encoder, but received none\. Record one: npm run train -- context-l2 --seed 3 --record\./,
  );
});

test("three seeds of three experiments and of each weight are asked for, and further weights are taken", () => {
  const { recordedRuns = [], alsoRecorded, heldOut } = contextEncodersStudy;
  assert.equal(recordedRuns.length, 9 + 3 * sweptWeights.length);
  const ofExperiments = ["context-l2", "context-joint"].map((name) => experimentNamed(name).step.adversarial?.weight);
  assert.deepEqual([...ofExperiments, ...sweptWeights], [0, 0.001, 0.01, 0.05]);
  assert.equal(heldOut, true);
  const names = ["context-joint-step.adversarial.weight0.1", "context-joint-seed2-step.adversarial.weight1e-5", "context-joint", "context-joint-step.adversarial.weight0.1-quick"]; // prettier-ignore
  assert.deepEqual(names.map((name) => alsoRecorded?.(name)), [true, true, false, false]); // prettier-ignore
});
