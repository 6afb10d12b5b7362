// Trains the residual inpainter in parts: a checkpoint after every pass over the images and when it is interrupted, the
// PSNR on held-out images for each mask set of the benchmark every few passes. Continued, it ends with the same bits.
import { rm } from "node:fs/promises";
import { join } from "node:path";
import type * as tf from "@tensorflow/tfjs";
import { mirrorAtRandom } from "../../augmentation/mirror";
import type { Dataset } from "../../datasets/dataset";
import { benchmarkMaskSets } from "../../benchmarks/cifar10InpaintingV1";
import { firstImages, type ImageBatch } from "../../images";
import { holeSquaredError } from "../../losses/holeSquaredError";
import { drawMixedMasks, focusedMixture, namedMixtures } from "../../masks/mixture";
import { pooledHolePsnrDb } from "../../metrics/hole";
import { buildResidualInpainter, type ResidualInpainterOptions } from "../../models/residualInpainter";
import { randomStream } from "../../random";
import { muon } from "../../training/muon";
import { linearDecay } from "../../training/schedule";
import { addMaskChannel } from "../../training/step";
import { trainModel, type StepReport, type TrainingOptions, type TrainingResult } from "../../training/trainModel";
import { compileTraced } from "../tracedGraph/compile";
import { checkpointPath, readCheckpoint, writeCheckpoint } from "../store/checkpoint";
import { holdBytes } from "../engine/holdBytes";
import { readInpainterLog, writeInpainterLog, type HeldOutPsnr, type InpainterLogRow } from "./inpainterLog";
import { inpainterImages, type InpainterConfig, type InpainterOrigin } from "./inpainterPlan";
import { loadModel, readModelMetadata, saveModel } from "../store/modelFiles";
import { networkCard } from "../store/networkCard";
import { fillWithModel } from "../engine/predict";
import { readJson, readTiming, writeJson, writeTiming, type RunEnvironment, type TimingRow } from "../store/runRecord";

export interface InpainterRunOptions {
  readonly folder: string;
  readonly config: InpainterConfig;
  readonly environment: RunEnvironment;
  readonly dataset: Dataset;
  /** Another network than the default one, for tests. */
  readonly network?: ResidualInpainterOptions;
  /** The folder of the run that config.from names. */
  readonly fromFolder?: string;
  readonly onStep?: (report: StepReport) => void;
  readonly onEpoch?: (row: InpainterLogRow) => void;
  readonly shouldStop?: () => boolean;
}

/**
 * Held-out images for the loss after each pass, with masks of the focused mixture whichever is trained on: a sign of life,
 * not a choice between networks.
 */
const lossImages = 1_000;

/** Trains, or goes on with, the run in `folder`. Every measurement also writes model/, whose weights are the averaged ones. */
export async function trainInpainter(options: InpainterRunOptions): Promise<TrainingResult> {
  const { folder, config, dataset, environment, onStep, shouldStop } = options, checkpoint = checkpointPath(folder);
  const resumeFrom = readCheckpoint(checkpoint), done = resumeFrom?.log.length ?? 0;
  const { train, validation } = inpainterImages(config, dataset);
  const model = buildResidualInpainter({ seed: config.seed, ...options.network });
  const { epochs: before, samples: samplesBefore } = config.from ?? { epochs: 0, samples: 0 };
  const { log, timing } = resumeFrom === null ? await startFrom(model, options) : readTables(folder, before + done);
  await writeJson(join(folder, "config.json"), { ...config, parameters: model.countParams() });
  await writeJson(join(folder, "environment.json"), environment);
  await writeTables(folder, log, timing);
  let started = performance.now();
  const result = await trainModel({
    ...trainingOf(model, config, train, validation), resumeFrom, shouldStop,
    callbacks: {
      onStep,
      onEpoch: async ({ epoch: pass, loss, valLoss }, state) => {
        const seconds = (performance.now() - started) / 1000, epoch = before + pass;
        const samples = samplesBefore + pass * config.trainImages;
        const measured = pass % config.epochsPerMeasurement === 0 || pass === config.epochs;
        const psnr = measured ? measureHeldOut(model, validation, config.seed) : null;
        const row = { epoch, samples, loss, valLoss, psnr };
        log.push(row);
        timing.push({ epoch, seconds, imagesPerSecond: config.trainImages / seconds });
        await writeTables(folder, log, timing);
        if (measured) await save(model, folder, config, samples);
        await writeCheckpoint(checkpoint, state);
        options.onEpoch?.(row);
        started = performance.now();
      },
    },
  });
  if (result.outcome === "interrupted") await writeCheckpoint(checkpoint, result.state);
  else await rm(checkpoint, { force: true });
  model.dispose();
  return result;
}

interface Tables {
  readonly log: InpainterLogRow[];
  readonly timing: TimingRow[];
}

/** The first so many rows of both tables. */
function readTables(folder: string, rows: number): Tables {
  return { log: readInpainterLog(folder).slice(0, rows), timing: readTiming(folder).slice(0, rows) };
}

/**
 * Gives a fresh network the weights of the run that it starts from, whose tables are gone on with.
 * Throws where that is another.
 */
async function startFrom(model: tf.LayersModel, { config: { from }, fromFolder }: InpainterRunOptions): Promise<Tables> {
  if (from === null) return { log: [], timing: [] };
  const folder = fromFolder as string, { weightsSha256 } = readModelMetadata(join(folder, "model"));
  if (weightsSha256 !== from.weightsSha256) {
    throw new Error(`Expected the network that the run starts from, with weights ${from.weightsSha256.slice(0, 8)}, ` +
      `in ${folder}, ` +
      `but received ${String(weightsSha256).slice(0, 8)}. Start anew without --resume.`);
  }
  const earlier = await loadModel(join(folder, "model"));
  model.setWeights(earlier.getWeights());
  earlier.dispose();
  return readTables(folder, from.epochs);
}

/** What a run that starts from the finished one in `folder` has to know of it. */
export function readOrigin(folder: string): InpainterOrigin {
  const { samples, seed } = readJson<InpainterConfig>(join(folder, "config.json"));
  const { weightsSha256 } = readModelMetadata(join(folder, "model"));
  return { samples, seed, epochs: readInpainterLog(folder).length, weightsSha256: String(weightsSha256) };
}

/** The training by itself: what the network sees, what it minimises, and every random choice from a stream of its own. */
function trainingOf(model: tf.LayersModel, config: InpainterConfig, train: ImageBatch, validation: ImageBatch): TrainingOptions {
  const { seed, epochs, batchSize, learningRate: peak, weightDecay, warmupSteps, convolutions } = config;
  const { clipNorm, averageDecay, parallelParts } = config;
  const steps = epochs * Math.ceil(train.shape[0] / batchSize), some = firstImages(validation, lossImages);
  return {
    model, seed, epochs, batchSize, clipNorm, averageDecay, parallelParts, patience: null,
    loss: holeSquaredError, prepareInput: addMaskChannel,
    optimizer: muon({ learningRate: linearDecay({ peak, steps, warmupSteps }), weightDecay }),
    compileStep: (step) => compileTraced(step, { convolutions }), holdData: holdBytes,
    data: {
      train, validation: some,
      trainingImages: (epoch) => mirrorAtRandom(train, randomStream(seed, "mirroring", epoch)),
      trainingMasks: (epoch) =>
        drawMixedMasks(train.shape, randomStream(seed, "training masks", epoch), namedMixtures[config.masks]),
      validationMasks: drawMixedMasks(some.shape, randomStream(seed, "validation masks"), focusedMixture),
    },
  };
}

/**
 * The network's pooled hole PSNR on these images with masks of every set of the benchmark, drawn anew from `seed`. Two networks
 * compare with the same seed only: 8×8 squares of another draw move it by .07 dB.
 */
export function measureHeldOut(model: tf.LayersModel, images: ImageBatch, seed: number): HeldOutPsnr {
  return Object.fromEntries(benchmarkMaskSets.map(({ name, draw }) => {
    const knownMask = draw(images.shape, randomStream(seed, `held-out ${name}`));
    const filled = fillWithModel(model, images, knownMask, { prepareInput: addMaskChannel });
    return [name, pooledHolePsnrDb(images, filled, knownMask)];
  }));
}

async function writeTables(folder: string, log: readonly InpainterLogRow[], timing: readonly TimingRow[]): Promise<void> {
  await writeInpainterLog(folder, log);
  await writeTiming(folder, timing);
}

async function save(model: tf.LayersModel, folder: string, config: InpainterConfig, samples: number): Promise<void> {
  const { id, network, dataset, masks, seed } = config;
  const metadata = { run: id, dataset, masks, seed, samples };
  await saveModel(model, join(folder, "model"), metadata, networkCard(model, network));
}
