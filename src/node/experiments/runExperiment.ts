// The one place that runs an experiment: it builds the network, trains it, and where there is a folder writes the run's record:
// a checkpoint and the tables after every epoch, the network when it is measured and at the end. A run that stopped goes on from
// its checkpoint and ends with the same bits. Without a folder, as in notebook cells, nothing is written.
import { rm } from "node:fs/promises";
import { join } from "node:path";
import type * as tf from "../../tensorflow";
import type { Dataset } from "../../datasets/dataset";
import { experimentImages } from "../../experiments/images";
import type { RunConfig } from "../../experiments/plan";
import { buildNetwork, trainingOf } from "../../experiments/trainingOf";
import { joinCallbacks } from "../../training/predictionLog";
import type { LogRow } from "../../training/state";
import { trainModel, type StepReport, type TrainingCallbacks, type TrainingResult } from "../../training/trainModel";
import { holdBytes } from "../engine/holdBytes";
import { checkpointPath, readCheckpoint, writeCheckpoint } from "../store/checkpoint";
import { saveModel } from "../store/modelFiles";
import { networkCard } from "../store/networkCard";
import { writeJson, type RunEnvironment } from "../store/runRecord";
import {
  readLog,
  readTiming,
  writeLog,
  writeTiming,
  type MeasuredColumn,
  type RunLogRow,
  type TimingRow,
} from "../store/runTables";
import { compileTraced } from "../tracedGraph/compile";
import { openMeasurements, type OnMeasure } from "./measurements";
import { startFromOrigin } from "./origin";

export interface RunExperimentOptions {
  readonly config: RunConfig;
  readonly dataset: Dataset;
  /** Where the run is written, and goes on from where it has a checkpoint; null: nothing is written. */
  readonly folder: string | null;
  /** From the beginning, whatever the folder holds: called before the first file is written, when all is known to fit. */
  readonly makeRoom?: () => Promise<void>;
  readonly environment?: RunEnvironment;
  /** Trained in place of a network built from the settings; the caller's to dispose of in either case. */
  readonly model?: tf.LayersModel;
  /** Where recorded runs lie, for one that starts from another; default runs/recorded. */
  readonly recordedFolder?: string;
  readonly onStep?: (report: StepReport) => void;
  /** Before each part of what is measured after an epoch. */
  readonly onMeasure?: OnMeasure;
  /** After each epoch, when it is written. */
  readonly onEpoch?: (row: RunLogRow, timing: TimingRow) => void;
  /** What else listens to the training, for example a prediction log. */
  readonly callbacks?: TrainingCallbacks;
  readonly shouldStop?: () => boolean;
}

export interface ExperimentRun extends TrainingResult {
  /** The trained network; the caller disposes of it. */
  readonly model: tf.LayersModel;
}

/** Runs the experiment to its end, or until it is told to stop. Throws what the training throws; the network is then gone. */
export async function runExperiment(options: RunExperimentOptions): Promise<ExperimentRun> {
  const { config, dataset, folder, makeRoom } = options;
  const checkpoint = folder === null || makeRoom !== undefined ? null : readCheckpoint(checkpointPath(folder));
  const resumeFrom = checkpoint?.state ?? null;
  const images = experimentImages(config, dataset);
  const model = options.model ?? buildNetwork(config);
  const measurements = openMeasurements(config, model, images);
  try {
    const earlier = resumeFrom === null ? await startFromOrigin(config, model, options.recordedFolder) : null;
    const training = trainingOf(config, model, images);
    await makeRoom?.();
    const record = await openRecord(options, model, measurements.columns, earlier, resumeFrom?.log.length ?? 0);
    let started = performance.now() - 1000 * (checkpoint?.seconds ?? 0);
    const result = await trainModel({
      ...training,
      resumeFrom,
      shouldStop: options.shouldStop,
      compileStep: (step) => compileTraced(step, { convolutions: config.convolutions }),
      holdData: holdBytes,
      callbacks: joinCallbacks(
        {
          onStep: options.onStep,
          onEpoch: async (row, state) => {
            const seconds = (performance.now() - started) / 1000;
            const added = await record.add(row, seconds, await measurements.measure(row.epoch, options.onMeasure));
            if (folder !== null) await writeCheckpoint(checkpointPath(folder), { state, seconds: 0 });
            options.onEpoch?.(added.row, added.timing);
            started = performance.now();
          },
        },
        options.callbacks ?? {},
      ),
    });
    if (folder !== null) await close(options, model, folder, result, (performance.now() - started) / 1000);
    return { ...result, model };
  } catch (error) {
    if (options.model === undefined) model.dispose();
    throw error;
  } finally {
    measurements.dispose();
  }
}

interface RunTables {
  readonly log: readonly RunLogRow[];
  readonly timing: readonly TimingRow[];
}

interface OpenRecord {
  /** The row of an epoch of this run, the seconds that it took and what was measured after it, as they are written. */
  add(
    row: LogRow,
    seconds: number,
    measured: { readonly [column: string]: number } | null,
  ): Promise<{ readonly row: RunLogRow; readonly timing: TimingRow }>;
}

/** Writes what stands before the first epoch, and the tables after each one. `done`: epochs of this run that stand already. */
async function openRecord(
  { config, folder, environment }: RunExperimentOptions,
  model: tf.LayersModel,
  columns: readonly MeasuredColumn[],
  earlier: RunTables | null,
  done: number,
): Promise<OpenRecord> {
  const { epochs: epochsBefore, samples: samplesBefore } = config.origin ?? { epochs: 0, samples: 0 };
  const rows = epochsBefore + done;
  const standing = earlier ?? (folder === null || rows === 0 ? { log: [], timing: [] } : readTables(folder, rows));
  const log = [...standing.log];
  const timing = [...standing.timing];
  const write = async (): Promise<void> => {
    if (folder === null) return;
    await writeLog(folder, log, columns);
    await writeTiming(folder, timing);
  };
  if (folder !== null) {
    await writeJson(join(folder, "config.json"), { ...config, parameters: model.countParams() });
    if (environment !== undefined) await writeJson(join(folder, "environment.json"), environment);
    await write();
  }
  const counted = columns.length > 0;
  return {
    add: async (row, seconds, measured) => {
      const epoch = epochsBefore + row.epoch;
      const added = {
        ...row,
        epoch,
        ...(counted ? { samples: samplesBefore + row.epoch * config.trainImages, measured } : {}),
      };
      const time = { epoch, seconds, imagesPerSecond: config.trainImages / seconds };
      log.push(added);
      timing.push(time);
      await write();
      if (folder !== null && measured !== null) await save(config, model, folder, row.epoch);
      return { row: added, timing: time };
    },
  };
}

/** The first so many rows of both tables. Throws where there are fewer. */
function readTables(folder: string, rows: number): RunTables {
  const [log, timing] = [readLog(folder), readTiming(folder)];
  const fewest = Math.min(log.length, timing.length);
  if (fewest < rows) {
    throw new Error(
      `Expected ${rows} epochs in log.csv and timing.csv of ${folder}, as its checkpoint has, ` +
        `but received ${fewest}. Start from the beginning, without --resume.`,
    );
  }
  return { log: log.slice(0, rows), timing: timing.slice(0, rows) };
}

/** A checkpoint where the run was interrupted, so many seconds after its last epoch, else the network. */
async function close(
  { config }: RunExperimentOptions,
  model: tf.LayersModel,
  folder: string,
  { outcome, state, log }: TrainingResult,
  seconds: number,
): Promise<void> {
  const checkpoint = checkpointPath(folder);
  if (outcome === "interrupted") return writeCheckpoint(checkpoint, { state, seconds });
  await save(config, model, folder, log.length);
  await rm(checkpoint, { force: true });
}

/** Writes model/ after so many epochs of this run. */
async function save(config: RunConfig, model: tf.LayersModel, folder: string, epochs: number): Promise<void> {
  const { id, name, dataset, seed, origin, trainImages } = config;
  const samples = (origin?.samples ?? 0) + epochs * trainImages;
  const card = { ...networkCard(model, name), input: config.input };
  await saveModel(model, join(folder, "model"), { run: id, dataset, seed, epochs, samples }, { card });
}
