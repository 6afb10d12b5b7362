// Trains one run into its folder: a checkpoint, log.csv and timing.csv after every epoch, a checkpoint when it is
// interrupted, the network at the end. A run that stopped goes on from its checkpoint and ends with the same bits.
import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { Dataset } from "../../datasets/dataset";
import { firstImages } from "../../images";
import { trainingMasksByEpoch, validationMasks } from "../../masks/schedule";
import { buildReportAutoencoder } from "../../models/reportAutoencoder";
import type { LogRow } from "../../training/state";
import { trainModel, type StepReport, type TrainingResult } from "../../training/trainModel";
import { compileTraced } from "../tracedGraph/compile";
import { checkpointPath, readCheckpoint, writeCheckpoint } from "../store/checkpoint";
import { holdBytes } from "../engine/holdBytes";
import { saveModel } from "../store/modelFiles";
import { networkCard } from "../store/networkCard";
import { readTiming, writeJson, writeLog, writeTiming, type RunConfig, type RunEnvironment, type TimingRow } from "../store/runRecord";

export interface TrainRunOptions {
  readonly folder: string;
  readonly config: RunConfig;
  readonly environment: RunEnvironment;
  readonly dataset: Dataset;
  readonly onStep?: (report: StepReport) => void;
  readonly onEpoch?: (row: LogRow, timing: TimingRow) => void;
  readonly shouldStop?: () => boolean;
}

/** Trains, or goes on with, the run in `folder`; writes its record and, at the end, model/. */
export async function trainRun(options: TrainRunOptions): Promise<TrainingResult> {
  const { folder, config, dataset } = options, checkpoint = checkpointPath(folder);
  const resumeFrom = readCheckpoint(checkpoint);
  const train = firstImages(dataset.train.images, config.trainImages);
  const validation = firstImages(dataset.test.images, config.validationImages);
  const model = buildReportAutoencoder({ seed: config.seed });
  const timing: TimingRow[] = resumeFrom ? readTiming(folder).slice(0, resumeFrom.log.length) : [];
  await writeJson(join(folder, "config.json"), config);
  await writeJson(join(folder, "environment.json"), options.environment);
  await writeLog(folder, resumeFrom?.log ?? []);
  await writeTiming(folder, timing);
  let started = performance.now();
  const result = await trainModel({
    model, epochs: config.epochs, seed: config.seed, batchSize: config.batchSize, patience: config.patience, resumeFrom,
    compileStep: (step) => compileTraced(step, { convolutions: config.convolutions }), holdData: holdBytes,
    shouldStop: options.shouldStop,
    data: {
      train, validation,
      trainingMasks: trainingMasksByEpoch(config.masks, train.shape, config.seed),
      validationMasks: validationMasks(config.masks, validation.shape, config.seed),
    },
    callbacks: {
      onStep: options.onStep,
      onEpoch: async (row, state) => {
        const seconds = (performance.now() - started) / 1000;
        started = performance.now();
        timing.push({ epoch: row.epoch, seconds, imagesPerSecond: config.trainImages / seconds });
        await writeLog(folder, state.log);
        await writeTiming(folder, timing);
        await writeCheckpoint(checkpoint, state);
        options.onEpoch?.(row, timing[timing.length - 1]);
      },
    },
  });
  if (result.outcome === "interrupted") {
    await writeCheckpoint(checkpoint, result.state);
  } else {
    const { id, dataset: name, masks, seed } = config;
    const metadata = { run: id, dataset: name, masks, seed, epochs: result.log.length };
    await saveModel(model, join(folder, "model"), metadata, networkCard(model, `report-${masks}`));
    await rm(checkpoint, { force: true });
  }
  model.dispose();
  return result;
}
