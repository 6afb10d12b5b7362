// Trains the residual inpainter in parts: a checkpoint after every pass over the images and when it is interrupted, the
// PSNR on held-out images for each mask set of the benchmark every few passes. Continued, it ends with the same bits.
import { existsSync, readFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import type * as tf from "@tensorflow/tfjs";
import { mirrorAtRandom } from "../../augmentation/mirror";
import type { Dataset } from "../../datasets/dataset";
import { benchmarkMaskSets } from "../../evaluation/maskSets";
import { firstImages, type ImageBatch } from "../../images";
import { holeSquaredError } from "../../losses/holeSquaredError";
import { drawMixedMasks } from "../../masks/mixture";
import { pooledHolePsnrDb } from "../../metrics/hole";
import { buildResidualInpainter, type ResidualInpainterOptions } from "../../models/residualInpainter";
import { randomStream } from "../../random";
import { muon } from "../../training/muon";
import { cosineDecay } from "../../training/schedule";
import type { LogRow } from "../../training/state";
import { addMaskChannel } from "../../training/step";
import { trainModel, type StepReport, type TrainingResult } from "../../training/trainModel";
import { writeFileSafely } from "../files/safeWrite";
import { compileTraced } from "../tracedGraph/compile";
import { readCheckpoint, writeCheckpoint } from "./checkpoint";
import { holdBytes } from "./holdBytes";
import { inpainterImages, type InpainterConfig } from "./inpainterPlan";
import { saveModel } from "./modelFiles";
import { fillWithModel } from "./predict";
import { readTiming, writeJson, writeTiming, type RunEnvironment, type TimingRow } from "./runRecord";

/** Pooled hole PSNR in dB on the held-out images, by mask set. */
export type HeldOutPsnr = { readonly [maskSet: string]: number };

export interface InpainterRunOptions {
  readonly folder: string;
  readonly config: InpainterConfig;
  readonly environment: RunEnvironment;
  readonly dataset: Dataset;
  /** Another network than the default one, for tests. */
  readonly network?: ResidualInpainterOptions;
  readonly onStep?: (report: StepReport) => void;
  readonly onEpoch?: (row: LogRow, psnr: HeldOutPsnr | null) => void;
  readonly shouldStop?: () => boolean;
}

const checkpointFile = "checkpoint.safetensors";
/** Masks of the mixture for the loss after each pass: a sign of life, not a choice between networks. */
const lossImages = 1_000;

/** Whether the folder holds a run that was started and not finished. */
export function hasUnfinishedInpainter(folder: string): boolean {
  return existsSync(join(folder, checkpointFile));
}

/** Trains, or goes on with, the run in `folder`. Every measurement also writes model/, whose weights are the averaged ones. */
export async function trainInpainter(options: InpainterRunOptions): Promise<TrainingResult> {
  const { folder, config, dataset } = options, { seed } = config, checkpoint = join(folder, checkpointFile);
  const resumeFrom = readCheckpoint(checkpoint), done = resumeFrom?.log.length ?? 0;
  const { train, validation } = inpainterImages(config, dataset);
  const some = firstImages(validation, lossImages), steps = config.epochs * Math.ceil(config.trainImages / config.batchSize);
  const model = buildResidualInpainter({ seed, ...options.network });
  const timing: TimingRow[] = resumeFrom ? readTiming(folder).slice(0, done) : [], log = readLogLines(folder).slice(0, done);
  const writeTables = async (): Promise<void> => {
    await writeTiming(folder, timing);
    await writeFileSafely(join(folder, "log.csv"), [logHeader, ...log].join("\n") + "\n");
  };
  const save = (epochs: number): Promise<string> =>
    saveModel(model, join(folder, "model"), { run: config.id, dataset: config.dataset, masks: config.masks, seed, samples: epochs * config.trainImages });
  await writeJson(join(folder, "config.json"), { ...config, parameters: model.countParams() });
  await writeJson(join(folder, "environment.json"), options.environment);
  await writeTables();
  let started = performance.now();
  const result = await trainModel({
    model, seed, resumeFrom, epochs: config.epochs, batchSize: config.batchSize, patience: null,
    loss: holeSquaredError, prepareInput: addMaskChannel, clipNorm: config.clipNorm, averageDecay: config.averageDecay,
    optimizer: muon({
      learningRate: cosineDecay({ peak: config.learningRate, steps, warmupSteps: config.warmupSteps }), weightDecay: config.weightDecay,
    }),
    compileStep: (step) => compileTraced(step, { convolutions: config.convolutions }), holdData: holdBytes,
    shouldStop: options.shouldStop,
    data: {
      train, validation: some,
      trainingImages: (epoch) => mirrorAtRandom(train, randomStream(seed, "mirroring", epoch)),
      trainingMasks: (epoch) => drawMixedMasks(train.shape, randomStream(seed, "training masks", epoch)),
      validationMasks: drawMixedMasks(some.shape, randomStream(seed, "validation masks")),
    },
    callbacks: {
      onStep: options.onStep,
      onEpoch: async (row, state) => {
        const seconds = (performance.now() - started) / 1000, measured = row.epoch % config.epochsPerMeasurement === 0 || row.epoch === config.epochs;
        const psnr = measured ? measureHeldOut(model, validation, seed) : null;
        timing.push({ epoch: row.epoch, seconds, imagesPerSecond: config.trainImages / seconds });
        log.push(logLine(row, config, psnr));
        await writeTables();
        if (measured) await save(row.epoch);
        await writeCheckpoint(checkpoint, state);
        options.onEpoch?.(row, psnr);
        started = performance.now();
      },
    },
  });
  if (result.outcome === "interrupted") await writeCheckpoint(checkpoint, result.state);
  else await rm(checkpoint, { force: true });
  model.dispose();
  return result;
}

/** The network's pooled hole PSNR on these images with masks of every set of the benchmark, drawn anew from `seed`. */
export function measureHeldOut(model: tf.LayersModel, images: ImageBatch, seed: number): HeldOutPsnr {
  return Object.fromEntries(benchmarkMaskSets.map(({ name, draw }) => {
    const knownMask = draw(images.shape, randomStream(seed, `held-out ${name}`));
    return [name, pooledHolePsnrDb(images, fillWithModel(model, images, knownMask, { prepareInput: addMaskChannel }), knownMask)];
  }));
}

const logHeader = ["epoch", "samples", "loss", "valLoss", ...benchmarkMaskSets.map(({ name }) => name)].join(",");

function logLine({ epoch, loss, valLoss }: LogRow, { trainImages }: InpainterConfig, psnr: HeldOutPsnr | null): string {
  return [epoch, epoch * trainImages, loss, valLoss, ...benchmarkMaskSets.map(({ name }) => psnr?.[name].toFixed(3) ?? "")].join(",");
}

/** The rows of log.csv, as they stand; none where there is no such file. */
function readLogLines(folder: string): string[] {
  const path = join(folder, "log.csv");
  return existsSync(path) ? readFileSync(path, "utf8").trim().split("\n").slice(1) : [];
}
