// Trains one of the audit's own runs into its folder, as trainRun does the report's: a checkpoint and the logs after every
// epoch, the network at the end, and the same bits after an interruption. With held-out validation the loss on the test
// images is written too, epoch by epoch, into test-loss.csv; nothing is chosen by it.
import { existsSync, readFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import type * as tf from "@tensorflow/tfjs";
import type { Dataset } from "../../datasets/dataset";
import type { ImageBatch } from "../../images";
import { reportMaskPlans, trainingMasks, validationMasks } from "../../masks/plan";
import { buildReportAutoencoder } from "../../models/reportAutoencoder";
import type { LogRow, TrainingState } from "../../training/state";
import { trainModel, type StepReport, type TrainingResult } from "../../training/trainModel";
import { writeFileSafely } from "../files/safeWrite";
import { checkpointPath, readCheckpoint, writeCheckpoint } from "../store/checkpoint";
import { holdBytes } from "../engine/holdBytes";
import { saveModel } from "../store/modelFiles";
import { readTiming, writeJson, writeLog, writeTiming, type RunEnvironment, type TimingRow } from "../store/runRecord";
import { compileTraced } from "../tracedGraph/compile";
import { lossOf, splitOf, type ExtraRunConfig } from "./extraRun";
import { SetLoss } from "./setLoss";

export interface TrainExtraOptions {
  readonly folder: string;
  readonly config: ExtraRunConfig;
  readonly environment: RunEnvironment;
  readonly dataset: Dataset;
  readonly onStep?: (report: StepReport) => void;
  readonly onEpoch?: (row: LogRow, timing: TimingRow) => void;
  readonly shouldStop?: () => boolean;
}

const testLossHeader = "epoch,testLoss";
/** Beside log.csv, where training images were held out. */
export const testLossFile = "test-loss.csv";

/** Trains, or goes on with, the run in `folder`. */
export async function trainExtra(options: TrainExtraOptions): Promise<TrainingResult> {
  const { folder, config, dataset } = options, checkpoint = checkpointPath(folder), resumeFrom = readCheckpoint(checkpoint);
  const { train, validation } = splitOf(config, dataset);
  const masksOf = ({ shape }: ImageBatch): ImageBatch => validationMasks(reportMaskPlans[config.masks], shape, config.seed);
  const model = buildReportAutoencoder({ seed: config.seed });
  const testLoss = config.validation === "heldOut" ? new SetLoss(model, dataset.test.images, masksOf(dataset.test.images)) : null;
  const record = await openRecord(options, resumeFrom);
  try {
    const result = await trainModel({
      model, epochs: config.epochs, seed: config.seed, batchSize: config.batchSize, patience: config.patience, resumeFrom,
      loss: lossOf(config), holdData: holdBytes, shouldStop: options.shouldStop,
      compileStep: (step) => compileTraced(step, { convolutions: config.convolutions }),
      data: {
        train: train.images, validation: validation.images, validationMasks: masksOf(validation.images),
        trainingMasks: trainingMasks(reportMaskPlans[config.masks], train.images.shape, config.seed).masksOf,
      },
      callbacks: {
        onStep: options.onStep,
        onEpoch: async (row, state) => {
          await record(state, testLoss === null ? null : await testLoss.mean());
          await writeCheckpoint(checkpoint, state);
          options.onEpoch?.(row, readTiming(folder)[row.epoch - 1]);
        },
      },
    });
    await close(model, config, folder, result);
    return result;
  } finally {
    testLoss?.dispose();
    model.dispose();
  }
}

/** Writes what stands before the first epoch; the function it gives writes the logs after each one. */
async function openRecord({ folder, config, environment }: TrainExtraOptions, resumeFrom: TrainingState | null):
  Promise<(state: TrainingState, testLoss: number | null) => Promise<void>> {
  const done = resumeFrom?.log.length ?? 0, timing = done > 0 ? readTiming(folder).slice(0, done) : [];
  const testLosses = done > 0 && config.validation === "heldOut" ? readTestLosses(folder).slice(0, done) : [];
  await writeJson(join(folder, "config.json"), config);
  await writeJson(join(folder, "environment.json"), environment);
  let started = performance.now();
  return async ({ log }, testLoss) => {
    const seconds = (performance.now() - started) / 1000;
    started = performance.now();
    timing.push({ epoch: log.length, seconds, imagesPerSecond: config.trainImages / seconds });
    if (testLoss !== null) testLosses.push(testLoss);
    await writeLog(folder, log);
    await writeTiming(folder, timing);
    if (testLosses.length > 0) await writeTestLosses(folder, testLosses);
  };
}

async function close(model: tf.LayersModel, config: ExtraRunConfig, folder: string, result: TrainingResult): Promise<void> {
  const checkpoint = checkpointPath(folder);
  if (result.outcome === "interrupted") return writeCheckpoint(checkpoint, result.state);
  const { id, dataset, masks, seed } = config;
  await saveModel(model, join(folder, "model"), { run: id, dataset, masks, seed, epochs: result.log.length });
  await rm(checkpoint, { force: true });
}

async function writeTestLosses(folder: string, losses: readonly number[]): Promise<void> {
  const rows = losses.map((loss, i) => `${i + 1},${loss}`);
  await writeFileSafely(join(folder, testLossFile), [testLossHeader, ...rows].join("\n") + "\n");
}

/** The loss on the test images after each epoch. Throws where the table is missing or damaged. */
export function readTestLosses(folder: string): number[] {
  const path = join(folder, testLossFile);
  const lines = existsSync(path) ? readFileSync(path, "utf8").trim().split("\n") : [""];
  const [header, ...rows] = lines.map((line) => line.split(","));
  const losses = rows.map(([, loss]) => Number(loss));
  const whole = rows.every(([epoch], i) => Number(epoch) === i + 1 && Number.isFinite(losses[i]));
  if (header.join() === testLossHeader && whole) return losses;
  throw new Error(`Expected a table "${testLossHeader}", but ${path} is missing or damaged. ` +
    `Train again: npm run audit -- --only held-out.`);
}
