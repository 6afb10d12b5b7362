// Recorded runs that a study measures: found among folders, named with their commands where they are missing, and measured end to end
// on a run and a classifier of a few images.
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import "../../support/tensorflow";
import { drawDeadLeaves } from "../../../src/datasets/deadLeaves";
import { experimentNamed } from "../../../src/experiments";
import { planRun } from "../../../src/experiments/plan";
import { readSettings, type TrainOptions } from "../../../src/node/cli/train";
import { startEngine } from "../../../src/node/engine/startEngine";
import { trainInFolder } from "../../../src/node/experiments/trainInFolder";
import { describeEnvironment } from "../../../src/node/store/runRecord";
import { findRecordedRuns } from "../../../src/node/studies/recordedRuns";
import { inputsOf, measureStudy } from "../../../src/node/studies/runStudy";
import type { ContextEncoderValues } from "../../../src/studies/contextEncoderValues";
import { contextEncodersStudy } from "../../../src/studies/contextEncoders";
import { sidesStudy } from "../../../src/studies/sides";
import { temporaryFolder } from "../../support/temporaryFolder";

const dataset = drawDeadLeaves({ trainCount: 40, testCount: 2 });
const study = contextEncodersStudy;

test("a study that asks for none has none; missing runs have the names and commands that training gives them", () => {
  const folder = temporaryFolder("lab-recorded-");
  assert.equal(findRecordedRuns(sidesStudy, dataset, folder), null);
  const found = findRecordedRuns(study, dataset, folder);
  assert.deepEqual(found?.present, []);
  const commands = new Map(found?.missing.map(({ run, command }) => [run, command]));
  assert.equal(commands.get("context-l2"), "npm run train -- context-l2 --record");
  assert.equal(commands.get("context-random-seed2"), "npm run train -- context-random --seed 2 --record");
  assert.equal(
    commands.get("context-joint-seed3-step.adversarial.weight0.01"),
    "npm run train -- context-joint --seed 3 --set step.adversarial.weight=0.01 --record",
  );
  assert.equal(commands.get("classifier"), "npm run train -- classifier --record");
  assert.equal(commands.size, 16);
});

test("each of these commands, typed, plans and records a run of that name", async () => {
  const { readCommand } = await import("../../../src/node/cli/commands.mjs");
  const { missing } = findRecordedRuns(study, dataset, temporaryFolder("lab-recorded-")) ?? assert.fail();
  for (const { run, command } of missing) {
    const words = command
      .replace(/^npm run /, "")
      .replace(" -- ", " ")
      .split(" ");
    const { command: name, options } = readCommand(words);
    const { experiment, seed, set, record } = options as TrainOptions;
    assert.deepEqual([name, record], ["train", true], command);
    const planned = planRun(
      experimentNamed(experiment ?? ""),
      { ...dataset, synthetic: false },
      { seed, settings: readSettings(set), exactEpochs: record },
    );
    assert.deepEqual([planned.id, planned.command], [run, command]);
  }
});

test("recorded runs, one of a further weight, are measured by a recorded classifier, and are the record's inputs", async () => {
  const environment = describeEnvironment(await startEngine({ purpose: "training", quiet: true }));
  const folder = temporaryFolder("lab-recorded-");
  const narrow = { "network.options.width": 0.0625, "step.adversarial.discriminatorWidth": 0.0625 };
  const train = async (name: string, id: string, settings: { readonly [key: string]: unknown }): Promise<void> => {
    const config = planRun(experimentNamed(name), dataset, { settings: { epochs: 1, batchSize: 16, ...settings } });
    const run = join(folder, id);
    await trainInFolder({ config, dataset, folder: run, environment, resume: false, shouldStop: () => false });
  };
  const swept = "context-joint-step.adversarial.weight0.5";
  await train("context-l2", "context-l2", narrow);
  await train("context-joint", swept, { ...narrow, "step.adversarial.weight": 0.5 });
  await train("classifier", "classifier", { "network.options.channels": [4, 4] });
  const recorded = findRecordedRuns(study, dataset, folder);
  assert.deepEqual(recorded?.present, ["context-l2", swept]);
  assert.equal(recorded?.missing.length, 14);
  const plan = { study, methods: [], runs: {}, recorded };
  assert.deepEqual(
    inputsOf(plan).map(({ file }) => file),
    [
      ...["context-l2", swept].flatMap((run) => [
        `runs/recorded/${run}/model/weights.bin`,
        `runs/recorded/${run}/log.csv`,
      ]),
      "runs/recorded/classifier/model/weights.bin",
    ],
  );
  const { images, values } = await measureStudy(plan, { dataset, progress: async () => undefined });
  const { runs } = values as ContextEncoderValues;
  assert.equal(images, 8);
  assert.deepEqual(
    runs.map(({ run, weight, discriminatorAccuracy }) => [run, weight, discriminatorAccuracy === null]),
    [
      ["context-l2", 0, true],
      [swept, 0.5, false],
    ],
  );
  for (const { families } of runs)
    for (const { frechetDistance } of families) assert.ok(Number(frechetDistance) > 0, String(frechetDistance));
  assert.equal(typeof runs[1].families[0].holePsnrDifferenceDb?.value, "number");
});
