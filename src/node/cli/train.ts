// npm run train -- NAME: runs an experiment in parts of any length. Ctrl-C or --minutes end a part with a checkpoint, --resume
// goes on. Everything goes to runs/local/<run>/; --record also copies the finished run to runs/recorded/. --list shows the
// experiments.
import { join, relative } from "node:path";
import { sentenceOf } from "../files/safeWrite";
import { experimentNamed, experiments } from "../../experiments";
import type { ExperimentData } from "../../experiments/experimentData";
import type { Experiment } from "../../experiments/experiment";
import { planRun, withSettings, type PlanOptions, type RunConfig } from "../../experiments/plan";
import { enterMeasurements } from "../benchmarks/testSetLedger";
import { trainingMeasurements } from "../benchmarks/testSetMeasurements";
import { trainsInBfloat16 } from "../engine/processor";
import { startEngine, type Engine } from "../engine/startEngine";
import { featuresSha256 } from "../experiments/openFeatures";
import { readOrigin } from "../experiments/origin";
import { checkSamePlan } from "../experiments/samePlan";
import { isFinishedRun, trainInFolder } from "../experiments/trainInFolder";
import { watchInterrupt } from "../jupyter/interrupt";
import { logRunPredictions } from "../jupyter/runPredictions";
import { localRunsFolder, projectRoot } from "../paths";
import { openExperimentData } from "../pictures/openExperimentData";
import { hasUnfinishedRun } from "../store/checkpoint";
import { checkRecordable, recordRun } from "../store/promote";
import { withRunLock } from "../store/runLock";
import { describeEnvironment, readRunConfig } from "../store/runRecord";
import { checkNativeEngine } from "./nativeEngine";
import { typedCommand, typedPath, type CommandOptions } from "./typed";

/** What `npm run train` takes. */
export type TrainOptions = CommandOptions<"train">;

/** The whole command; resolves to the exit code: 130 where the run is not at its end. */
export async function train(options: TrainOptions): Promise<number> {
  try {
    const { experiment: name, list, ...others } = options;
    const nothing =
      name === undefined && Object.values(others).every((value) => value === undefined || value === false);
    if (list || nothing) {
      console.log(listText());
      return 0;
    }
    const experiment = experimentNamed(nameIn(options));
    if (options.record && options.images !== undefined) {
      throw new Error(
        "Expected --record without --images, since others do not have these pictures, but received both. Leave one of them out.",
      );
    }
    const set = withSettings(experiment, readSettings(options.set));
    if (options.logPredictions && set.input === "whole image") {
      throw new Error(
        `Expected --log-predictions with an experiment that fills holes, but received ${set.name}, which says what an image shows. ` +
          "Leave it out.",
      );
    }
    const opened = await openExperimentData(set, options.images === undefined ? undefined : typedPath(options.images));
    try {
      const engine = await startEngine({ purpose: "training" });
      checkNativeEngine(engine, "a training takes days", "runs/recorded/");
      const config = await planOf(experiment, set, options, opened.data, engine);
      if (options.record) checkRecordable(config, engine);
      const folder = join(localRunsFolder, config.id);
      return await withRunLock(folder, () => trainIn(folder, options, config, opened.data, engine));
    } finally {
      await opened.close();
    }
  } catch (error) {
    console.error(sentenceOf(error));
    return 1;
  }
}

async function trainIn(
  folder: string,
  options: TrainOptions,
  config: RunConfig,
  dataset: ExperimentData,
  engine: Engine,
): Promise<number> {
  if (options.resume) checkResumable(folder, config);
  if (options.resume && isFinishedRun(folder)) console.log("The run is finished.");
  else if (!(await trainPart(options, folder, config, dataset, engine))) return 130;
  if (options.record) {
    console.log(`Recorded in ${relative(projectRoot, await recordRun(folder, config))}.`);
    await enterMeasurements(trainingMeasurements(config.id));
  }
  return 0;
}

function nameIn({ experiment }: TrainOptions): string {
  if (experiment !== undefined) return experiment;
  throw new Error("Expected an experiment to train, but received none. npm run train -- --list shows them.");
}

/** One line per experiment. */
export function listText(): string {
  const width = Math.max(...experiments.map(({ name }) => name.length)) + 2;
  return [
    "Experiments:",
    ...experiments.map(({ name, title }) => `  ${name.padEnd(width)}${title}`),
    "",
    "npm run train -- NAME trains one of them.",
  ].join("\n");
}

async function planOf(
  experiment: Experiment,
  set: Experiment,
  options: TrainOptions,
  dataset: ExperimentData,
  engine: Engine,
): Promise<RunConfig> {
  const plan: PlanOptions = {
    seed: options.seed,
    samples: options.samples,
    settings: readSettings(options.set),
    bfloat16: trainsInBfloat16(options.bfloat16, engine),
    exactEpochs: options.record,
    origin: experiment.from === null ? null : readOrigin(experiment.from),
    featuresSha256: await featuresSha256(set.step.loss),
  };
  return planRun(experiment, dataset, plan);
}

/** { key: value } from "key=value" words, the value in JSON or a word. */
export function readSettings(words: readonly string[] = []): { [key: string]: unknown } {
  return Object.fromEntries(
    words.map((word) => {
      const at = word.indexOf("=");
      return [word.slice(0, at), valueOf(word.slice(at + 1))];
    }),
  );
}

function valueOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Throws where the folder holds no run, or a finished one that was planned otherwise. */
export function checkResumable(folder: string, planned: RunConfig): void {
  if (hasUnfinishedRun(folder)) return;
  if (isFinishedRun(folder)) return checkSamePlan(folder, planned, readRunConfig(folder));
  throw new Error(
    `Expected a run to continue in ${relative(projectRoot, folder)}, but there is none. Leave --resume out.`,
  );
}

/** Trains until the end, Ctrl-C or the end of its minutes; true at the end. */
async function trainPart(
  options: TrainOptions,
  folder: string,
  config: RunConfig,
  dataset: ExperimentData,
  engine: Engine,
): Promise<boolean> {
  const interrupt = watchInterrupt();
  const passes = config.epochs === 1 ? "one pass" : `${config.epochs} passes`;
  const before = config.origin === null ? "" : ` with those of ${config.origin.run}`;
  console.log(
    `Run ${config.id}: ${config.dataset}, ${config.samples.toLocaleString("en")} samples${before}, ${passes} over ` +
      `${config.trainImages.toLocaleString("en")} images, convolutions in ${config.convolutions}. ` +
      `Everything goes to ${relative(projectRoot, folder)}.`,
  );
  try {
    const { outcome, epochs } = await trainInFolder({
      config,
      dataset,
      folder,
      environment: describeEnvironment(engine),
      resume: options.resume === true,
      minutes: options.minutes,
      ...(options.logPredictions && { callbacks: (model) => logRunPredictions(model, config, dataset, folder) }),
      shouldStop: () => interrupt.requested,
    });
    if (outcome !== "interrupted") return true;
    const { experiment, ...rest } = options;
    console.log(
      `Stopped after ${epochs} of ${config.epochs} passes; everything so far is saved. ` +
        `To go on: ${typedCommand("train", { ...rest, resume: true }, experiment)}`,
    );
    return false;
  } finally {
    interrupt.dispose();
  }
}
