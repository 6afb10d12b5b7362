// The class experiment, one student's part: the report's network trained with a seed of one's own, measured on the benchmark's
// first mask set and written as one small file for the class's folder. npm run class-table reads that folder.
import { join, relative } from "node:path";
import { fillHarmonic } from "../../classical/harmonic";
import type { Dataset } from "../../datasets/dataset";
import { drawBenchmarkMasks } from "../../benchmarks/benchmarkMasks";
import { measureFill } from "../../metrics/measureFill";
import { sealSeedResult, seedMaskSet, type SeedFigures, type SeedResult, type SeedSettings } from "../../studies/seedResult";
import { firstImages, toFloat } from "../../images";
import { trainingMasksByEpoch, validationMasks } from "../../masks/schedule";
import { buildReportAutoencoder } from "../../models/reportAutoencoder";
import { trainModel } from "../../training/trainModel";
import { startEngine, type Engine } from "../engine/startEngine";
import { loadDataset } from "../files/loadDataset";
import { progressLine } from "../files/progressLine";
import { localRunsFolder, projectRoot } from "../paths";
import { fillWithModel } from "../engine/predict";
import { holdBytes } from "../engine/holdBytes";
import { writeJson } from "../store/runRecord";
import { compileTraced } from "../tracedGraph/compile";
import { watchInterrupt } from "./interrupt";

export interface ClassSeedOptions {
  /** A whole number from 0; each student another. */
  readonly seed: number;
  /** Default 5: about two minutes on two cores. */
  readonly epochs?: number;
  /** Where seed-<seed>.json goes; default runs/local/class. */
  readonly folder?: string;
  /** Default: loadDataset(). */
  readonly dataset?: Dataset;
  /** Default all; with other numbers than the rest of the class a result is left out of its table. */
  readonly trainImages?: number;
  readonly testImages?: number;
}

/** The file that was written and what it says. */
export interface ClassSeed {
  readonly file: string;
  readonly result: SeedResult;
}

const batchSize = 128;

/** Trains, measures, writes, prints two lines. Throws without the native engine, unless few images are asked for. */
export async function trainClassSeed(options: ClassSeedOptions): Promise<ClassSeed> {
  const { seed, epochs = 5, folder = join(localRunsFolder, "class") } = options;
  checkWhole("seed", seed, 0);
  checkWhole("epochs", epochs, 1);
  const engine = await startEngine({ purpose: "training" });
  if (!engine.native && options.trainImages === undefined) throw new Error(engineAbsent);
  const dataset = options.dataset ?? (await loadDataset()),
    started = performance.now();
  const train = firstImages(dataset.train.images, options.trainImages ?? Infinity);
  const test = firstImages(dataset.test.images, options.testImages ?? Infinity);
  const figures = await trainAndMeasure(train, test, seed, epochs);
  const settings: SeedSettings = {
    network: "report",
    dataset: dataset.title,
    datasetSha256: dataset.sha256,
    masks: "fixed",
    trainImages: train.shape[0],
    epochs,
    batchSize,
    maskSet: seedMaskSet.name,
    testImages: test.shape[0],
  };
  const seconds = Math.round((performance.now() - started) / 1000);
  const result = await sealSeedResult({ seed, settings, figures, seconds, engine: engineName(engine) });
  const file = join(folder, `seed-${seed}.json`);
  await writeJson(file, result);
  console.log(
    `Seed ${seed}: ${figures.holePsnrDb.toFixed(2)} dB in the hole, ` +
      `the harmonic fill ${figures.harmonicHolePsnrDb.toFixed(2)} dB.`,
  );
  console.log(`Put ${file.startsWith(projectRoot) ? relative(projectRoot, file) : file} into the class's folder.`);
  return { file, result };
}

const engineAbsent =
  "Expected the native TensorFlow engine, without which a training takes days, but it cannot be had here. " +
  "Train beside another student, or try it on few images: { seed: 1, trainImages: 64, testImages: 16 }.";

async function trainAndMeasure(
  train: Dataset["train"]["images"],
  test: Dataset["test"]["images"],
  seed: number,
  epochs: number,
): Promise<SeedFigures> {
  const model = buildReportAutoencoder({ seed }),
    line = progressLine(),
    interrupt = watchInterrupt({ passOn: false });
  const knownMask = firstImages(await drawBenchmarkMasks(seedMaskSet), test.shape[0]);
  try {
    const { outcome, log } = await trainModel({
      model,
      epochs,
      seed,
      batchSize,
      patience: null,
      compileStep: compileTraced,
      holdData: holdBytes,
      shouldStop: () => interrupt.requested,
      data: {
        train,
        validation: test,
        trainingMasks: trainingMasksByEpoch("fixed", train.shape, seed),
        validationMasks: validationMasks("fixed", test.shape, seed),
      },
      callbacks: {
        onStep: ({ epoch, step, steps, loss }) =>
          line.show(`epoch ${epoch} of ${epochs}, step ${step} of ${steps}, loss ${loss.toFixed(4)}`),
      },
    });
    if (outcome === "interrupted") {
      throw new Error(
        `Interrupted after ${log.length} of ${epochs} epochs: a part of a training does not count, nothing was written.`,
      );
    }
    const network = measureFill(test, fillWithModel(model, test, knownMask), knownMask);
    const harmonic = measureFill(test, fillHarmonic(toFloat(test), knownMask), knownMask);
    return {
      holePsnrDb: network.pooledHolePsnrDb,
      crossentropy: network.fullImageCrossentropy,
      harmonicHolePsnrDb: harmonic.pooledHolePsnrDb,
    };
  } finally {
    line.end();
    interrupt.dispose();
    model.dispose();
  }
}

function engineName({ backend, tensorflowVersion }: Engine): string {
  return tensorflowVersion === null ? backend : `TensorFlow ${tensorflowVersion}`;
}

function checkWhole(name: string, value: number, least: number): void {
  if (Number.isSafeInteger(value) && value >= least) return;
  throw new Error(`Expected ${name} to be a whole number from ${least}, but received ${value}. Write for example { seed: 7 }.`);
}
