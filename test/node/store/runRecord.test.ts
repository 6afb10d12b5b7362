import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import * as v from "valibot";
import { planRun } from "../../../src/experiments/plan";
import { reportFixed } from "../../../src/experiments/reportFixed";
import { residualInpainter } from "../../../src/experiments/residualInpainter";
import {
  describeEnvironment,
  readJson,
  readRunConfig,
  runEnvironmentSchema,
  writeJson,
} from "../../../src/node/store/runRecord";
import { smallDataset } from "../experiments/smallExperiment";
import { temporaryFolder } from "../../support/temporaryFolder";

test("a missing or damaged record names the command that makes it: the one stated, the run's own, or what its name tells", async () => {
  const folder = temporaryFolder("lab-record-");
  assert.throws(
    () => readJson(join(folder, "none.json"), v.unknown(), "npm run measure -- paint"),
    /Expected a record in JSON, but .*none\.json is missing or damaged\. Make it again: npm run measure -- paint\./,
  );
  await writeJson(join(folder, "config.json"), { command: "npm run train -- class --seed 7" });
  writeFileSync(join(folder, "metrics.json"), "{");
  assert.throws(
    () => readJson(join(folder, "metrics.json"), v.unknown()),
    /Make it again: npm run train -- class --seed 7\./,
  );
  assert.throws(
    () => readRunConfig(join(folder, "residual-inpainter-base")),
    /Make it again: npm run train -- residual-inpainter-base --record\./,
  );
});

test("a record that does not fit names file, key, what was expected, what came, and the command", async () => {
  const folder = temporaryFolder("lab-record-");
  const environment = describeEnvironment({ backend: "cpu", tensorflowVersion: null });
  const path = join(folder, "environment.json");
  await writeJson(path, { later: 1, ...environment });
  assert.deepEqual(Object.keys(readJson(path, runEnvironmentSchema)), ["later", ...Object.keys(environment)]);
  await writeJson(path, { ...environment, cores: "two" });
  assert.throws(() => readJson(path, runEnvironmentSchema, "npm run measure -- paint"), {
    message: `Expected cores in ${path} to be a number, but received "two". Make it again: npm run measure -- paint.`,
  });
});

test("settings come back as they were written, and a setting that makes no sense is named", async () => {
  const folder = temporaryFolder("lab-record-");
  for (const experiment of [reportFixed, residualInpainter]) {
    const config = planRun(experiment, smallDataset);
    await writeJson(join(folder, "config.json"), { ...config, parameters: 7 });
    assert.deepEqual(readRunConfig(folder), { ...config, parameters: 7 });
  }
  const config = planRun(residualInpainter, smallDataset);
  const optimizer = (changed: object): object => ({ ...config, step: { ...config.step, optimizer: changed } });
  for (const [changed, what] of [
    [
      { ...config, masks: { family: "square8", drawn: "twice" } },
      'masks.drawn .* "once" or "every epoch" or "every image"',
    ],
    [{ ...config, trainImages: null }, "trainImages .* a number, but received null"],
    [{ ...config, origin: { run: "x" } }, "origin.samples .* a number, but received nothing"],
    [optimizer({ name: "sgdd" }), 'step.optimizer.name .* "sgd" or "momentum" or "adam" or "adamW" or "muon"'],
    [optimizer({ name: "adam", beta1: "0.9" }), 'step.optimizer.beta1 .* a number, but received "0.9"'],
    [
      optimizer({ name: "muon", learningRate: { schedule: "linear", peak: [] } }),
      "step.optimizer.learningRate.peak .* a number, but received a list",
    ],
  ] as const) {
    await writeJson(join(folder, "config.json"), changed);
    assert.throws(() => readRunConfig(folder), new RegExp(`^Error: Expected ${what}.*Make it again: npm run train`));
  }
});

test("the environment names no machine and no path", () => {
  const text = JSON.stringify(describeEnvironment({ backend: "tensorflow", tensorflowVersion: "2.15.1" }));
  assert.ok(!text.includes(hostname()) && !text.includes(process.cwd()));
});
