// Every folder of a recorded run says what it is: its name is its id, and the command in its config, read as a command line is read
// and planned as that command plans, gives the very settings that are recorded.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { test } from "node:test";
import { benchmarks } from "../../src/benchmarks";
import type { Dataset } from "../../src/datasets/dataset";
import { experimentNamed } from "../../src/experiments";
import type { Experiment } from "../../src/experiments/experiment";
import type { ExperimentData } from "../../src/experiments/experimentData";
import { planRun, withSettings } from "../../src/experiments/plan";
import { benchmarkId, readBenchmark } from "../../src/node/benchmarks/record";
import { testSetLedgerPath } from "../../src/node/benchmarks/testSetLedger";
import { readSettings, type TrainOptions } from "../../src/node/cli/train";
import type { CommandOptions } from "../../src/node/cli/typed";
import { openFeatures } from "../../src/node/experiments/openFeatures";
import { readOrigin } from "../../src/node/experiments/origin";
import { bsds500TrainingPhotographs } from "../../src/node/files/bsds500";
import { sha256Hex } from "../../src/node/files/sha256";
import { recordedRunsFolder } from "../../src/node/paths";
import { readRunConfig } from "../../src/node/store/runRecord";
import { readLog } from "../../src/node/store/runTables";
import { ladderCommand, ladderId, readLadder } from "../../src/node/studies/ladderRecord";
import { readStudyRecord } from "../../src/node/studies/record";
import type { StudyName } from "../../src/studies/records";
import { studies } from "../../src/studies";
import { inputFile } from "../support/inputs";
import "../support/tensorflow";

const folders = readdirSync(recordedRunsFolder)
  .filter((name) => name !== basename(testSetLedgerPath))
  .sort();
const runs = folders.filter((name) => existsSync(join(recordedRunsFolder, name, "log.csv")));

/** CIFAR-10 as far as a plan looks at it. */
const cifar10: Dataset = {
  name: "cifar10",
  title: "CIFAR-10",
  synthetic: false,
  classNames: [],
  train: { images: { data: new Uint8Array(0), shape: [50_000, 32, 32, 3] }, labels: new Uint8Array(50_000) },
  test: { images: { data: new Uint8Array(0), shape: [10_000, 32, 32, 3] }, labels: new Uint8Array(10_000) },
  fingerprint: "md5:5dd7e06a-5ea93a67-942cd6a4-ae636b3b-53f37980-803d5f7f",
};

/** The data of an experiment as far as a plan looks at it: CIFAR-10, or BSDS500's photographs, of which 30 are held out. */
function dataOf({ crops }: Experiment, fingerprint: string): ExperimentData {
  if (crops === undefined) return cifar10;
  const { size, perPicture } = crops;
  return {
    title: "BSDS500, training and validation photographs",
    fingerprint,
    synthetic: false,
    folder: null,
    crops,
    trainCount: 270 * perPicture,
    trainCrops: () => assert.fail("a plan cuts no crops"),
    heldOut: { data: new Uint8Array(0), shape: [30 * perPicture, size, size, 3] },
  };
}

/** What was typed behind `npm run`, as the command gets it. */
async function optionsOf(command: string): Promise<{ command: string; options: TrainOptions }> {
  const { readCommand } = await import("../../src/node/cli/commands.mjs");
  const words = command
    .replace(/^npm run /, "")
    .replace(" -- ", " ")
    .split(" ");
  const { command: name, options } = readCommand(words);
  return { command: name, options: options as TrainOptions };
}

async function measureOptionsOf(command: string) {
  const { command: name, options } = await optionsOf(command);
  return { command: name, ...(options as CommandOptions<"measure">) };
}

for (const id of runs) {
  test(`${id}: its command plans it again, setting for setting`, async () => {
    const { parameters, ...config } = readRunConfig(join(recordedRunsFolder, id));
    assert.equal(config.id, id);
    const { command, options } = await optionsOf(config.command);
    assert.equal(command, "train");
    assert.ok(options.record, config.command);
    const experiment = experimentNamed(options.experiment ?? "");
    const settings = readSettings(options.set);
    const changed = withSettings(experiment, settings);
    if (changed.crops !== undefined) assert.match(config.fingerprint, /^sha256:[0-9a-f]{32}$/);
    const compared = await openFeatures(changed.step.loss);
    compared?.dispose();
    const planned = planRun(experiment, dataOf(changed, config.fingerprint), {
      seed: options.seed,
      samples: options.samples,
      settings,
      exactEpochs: true,
      origin: experiment.from === null ? null : readOrigin(experiment.from),
      featuresSha256: compared?.sha256,
    });
    assert.deepEqual(config, planned);
    assert.ok(Number(parameters) > 0);
    const log = readLog(join(recordedRunsFolder, id));
    assert.equal(log.length, planned.epochs + (planned.origin?.epochs ?? 0));
    assert.deepEqual(
      log.map(({ epoch }) => epoch),
      log.map((_, i) => i + 1),
    );
  });
}

test("all runs on photographs rest on the same ones: on BSDS500's, where these are here", async (context) => {
  const configs = runs.map((id) => readRunConfig(join(recordedRunsFolder, id)));
  const fingerprints = new Set(configs.flatMap(({ crops, fingerprint }) => (crops === undefined ? [] : [fingerprint])));
  assert.ok(fingerprints.size <= 1, [...fingerprints].join(", "));
  if (fingerprints.size === 0 || !inputFile("BSDS500_IMAGES", context.name)) return;
  const hash = createHash("sha256");
  for (const photograph of await bsds500TrainingPhotographs()) {
    const bytes = "bytes" in photograph ? photograph.bytes : readFileSync(photograph.path);
    hash.update(`${photograph.name}\n${sha256Hex(bytes)}\n`);
  }
  assert.deepEqual([...fingerprints], [`sha256:${hash.digest("hex").slice(0, 32)}`]);
});

/** Studies that are to be measured, some after a training of their networks. */
const notRecordedYet: readonly string[] = [];

test("every other folder is a benchmark's, the ladder's or the studies', and each record names the command that makes it", async () => {
  assert.deepEqual(
    folders.filter((name) => !runs.includes(name)),
    ["audit", ...benchmarks.map(benchmarkId).filter((id) => folders.includes(id)), ladderId],
  );
  assert.equal(readLadder(join(recordedRunsFolder, ladderId))?.command, ladderCommand);
  assert.deepEqual(await measureOptionsOf(ladderCommand), { command: "measure", names: [ladderId], record: true });
  const names = readdirSync(join(recordedRunsFolder, "audit"))
    .filter((file) => file.endsWith(".json"))
    .map((file) => file.replace(/\.json$/, ""))
    .sort();
  const all = studies.map(({ name }) => name);
  assert.deepEqual(names, all.filter((name) => !notRecordedYet.includes(name)).sort());
  for (const name of names) {
    const record = readStudyRecord(join(recordedRunsFolder, "audit"), name as StudyName);
    assert.equal(record.name, name);
    const { command, names: measured } = await measureOptionsOf(record.command);
    assert.equal(command, "measure");
    assert.ok(measured.includes(name) || measured.includes("all"), record.command);
  }
  for (const benchmark of benchmarks.filter((one) => folders.includes(benchmarkId(one)))) {
    const record = readBenchmark(join(recordedRunsFolder, benchmarkId(benchmark)), benchmark);
    const measured = await measureOptionsOf(record?.command ?? "");
    assert.deepEqual(measured.names, [benchmark.name], record?.command);
  }
});
