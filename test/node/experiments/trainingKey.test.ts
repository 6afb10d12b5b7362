// What makes a training be done again, and what does not: on a copy of the sources in which one file is changed.
import assert from "node:assert/strict";
import { appendFileSync, cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { drawDeadLeaves } from "../../../src/datasets/deadLeaves";
import { experiments } from "../../../src/experiments";
import type { Experiment } from "../../../src/experiments/experiment";
import { planRun } from "../../../src/experiments/plan";
import { reportFixed } from "../../../src/experiments/reportFixed";
import { trainingCode, trainingKey } from "../../../src/node/experiments/trainingKey";
import { codeRoot } from "../../../src/node/paths";
import { moduleOf } from "../../../src/node/store/moduleOf";
import { describeEnvironment } from "../../../src/node/store/runRecord";
import { codeHash } from "../../support/codeHash";
import { temporaryFolder } from "../../support/temporaryFolder";

const copy = join(temporaryFolder("lab-sources-"), "src");
cpSync(codeRoot, copy, { recursive: true });
const hashes = (): string[] => experiments.map((experiment) => codeHash(trainingCode(experiment).map(moduleOf), copy));
const before = hashes();

/** Experiments whose training is another one after `change` in the copy of the sources, which is then put back. */
function changedBy(change: (root: string) => void): string[] {
  change(copy);
  const after = hashes();
  cpSync(codeRoot, copy, { recursive: true });
  return experiments.filter((_, i) => before[i] !== after[i]).map(({ name }) => name);
}

const all = experiments.map(({ name }) => name);
const append =
  (file: string) =>
  (root: string): void =>
    appendFileSync(join(root, file), "\n// changed\n");

test("the loop, the split and the engine's recording are part of every training", () => {
  for (const file of [
    "training/trainModel.ts",
    "datasets/split.ts",
    "node/tracedGraph/compile.ts",
    "node/engine/reluGrad.ts",
  ]) {
    assert.deepEqual(changedBy(append(file)), all, file);
  }
});

test("a network, a loss, a mask family or an optimiser is part of the trainings that name it, and of no other", () => {
  const naming = (isNamed: (experiment: Experiment) => boolean): string[] => {
    const names = experiments.filter(isNamed).map(({ name }) => name);
    assert.ok(names.length > 0 && names.length < experiments.length);
    return names;
  };
  for (const [file, names] of [
    ["losses/meanSquaredError.ts", naming(({ step }) => step.loss === "meanSquaredError")],
    ["models/residualInpainter.ts", naming(({ network }) => network.name === "residualInpainter")],
    ["training/muon.ts", naming(({ step }) => step.optimizer.name === "muon")],
  ] as const) {
    assert.deepEqual(changedBy(append(file)), names, file);
  }
  assert.ok(!changedBy(append("masks/lostBlocks.ts")).includes("report-fixed"));
  assert.ok(changedBy(append("masks/lostBlocks.ts")).includes("residual-inpainter"), "through the mixture");
});

test("a chart, a study, a command and another line in a table change no training", () => {
  const colour = (root: string): void => {
    const file = join(root, "figures/style.ts");
    writeFileSync(file, readFileSync(file, "utf8").replace(/#[0-9a-f]{6}/i, "#123456"));
  };
  assert.deepEqual(changedBy(colour), []);
  for (const file of [
    "figures/lossCurve.ts",
    "studies/positionsMap.ts",
    "node/cli/train.ts",
    "experiments/index.ts",
    "masks/index.ts",
    "models/index.ts",
    "losses/index.ts",
    "methods/index.ts",
    "benchmarks/index.ts",
  ]) {
    assert.deepEqual(changedBy(append(file)), [], file);
  }
});

test("settings, data and machine are part of the key, the command that makes the run is not", () => {
  const dataset = drawDeadLeaves({ trainCount: 10, testCount: 2 });
  const environment = describeEnvironment({ backend: "tensorflow", tensorflowVersion: "2.15.1" });
  const config = planRun(reportFixed, dataset);
  const key = trainingKey(config, environment);
  assert.equal(trainingKey({ ...config, command: "another" }, environment), key);
  assert.notEqual(trainingKey({ ...config, batchSize: 64 }, environment), key);
  assert.notEqual(trainingKey({ ...config, fingerprint: "other" }, environment), key);
  assert.notEqual(trainingKey(config, { ...environment, processor: "another" }), key);
});
