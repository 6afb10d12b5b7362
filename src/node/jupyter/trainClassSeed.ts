// The class experiment, one student's part: the report's network trained with a seed of one's own, measured on the benchmark's
// first mask set and written as one small file for the class's folder. npm run class-table reads that folder.
import { join, relative } from "node:path";
import { drawBenchmarkMasks } from "../../benchmarks/benchmarkMasks";
import { fillHarmonic } from "../../classical/harmonic";
import type { Dataset } from "../../datasets/dataset";
import { classSeed } from "../../experiments/classSeed";
import { planRun, type RunConfig } from "../../experiments/plan";
import { firstImages, toFloat } from "../../images/batch";
import { measureFill } from "../../metrics/measureFill";
import {
  sealSeedResult,
  seedMaskSet,
  type SeedFigures,
  type SeedResult,
  type SeedSettings,
} from "../../studies/seedResult";
import { fillWithModel } from "../engine/predict";
import { startEngine, type Engine } from "../engine/startEngine";
import { ensureTrained, TrainingInterrupted } from "../experiments/ensureTrained";
import { loadDataset } from "../files/loadDataset";
import { localRunsFolder, projectRoot } from "../paths";
import { loadModel } from "../store/modelFiles";
import { withRunLock } from "../store/runLock";
import { describeEnvironment, writeJson } from "../store/runRecord";
import { readTiming } from "../store/runTables";
import { watchInterrupt } from "./interrupt";

export interface ClassSeedOptions {
  /** A whole number from 0; each student another. */
  readonly seed: number;
  /** Default 5: about two minutes on two cores. */
  readonly epochs?: number;
  /** Where seed-<seed>.json goes; default runs/local/class. */
  readonly folder?: string;
  /** Where the run itself is written, in a folder of its own; default runs/local. */
  readonly runsFolder?: string;
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

/**
 * Trains, measures, writes, prints three lines: one before it measures, which takes half a minute, two with the result. A training that was interrupted goes on when it is called again, one that stands is
 * not repeated. Throws without the native engine, unless few images are asked for.
 */
export async function trainClassSeed(options: ClassSeedOptions): Promise<ClassSeed> {
  const { seed, epochs, folder = join(localRunsFolder, "class"), runsFolder = localRunsFolder } = options;
  checkWhole("seed", seed, 0);
  if (epochs !== undefined) checkWhole("epochs", epochs, 1);
  const engine = await startEngine({ purpose: "training" });
  if (!engine.native && options.trainImages === undefined) throw new Error(engineAbsent);
  const dataset = options.dataset ?? (await loadDataset());
  const config = planRun(classSeed, dataset, { seed, settings: settingsOf(options) });
  const runFolder = join(runsFolder, config.id);
  return withRunLock(runFolder, () => trainInto(runFolder, config, dataset, engine, folder));
}

/** Trains the run in `runFolder` and writes its result to `folder`. */
async function trainInto(
  runFolder: string,
  config: RunConfig,
  dataset: Dataset,
  engine: Engine,
  folder: string,
): Promise<ClassSeed> {
  const { seed } = config;
  await trainSeed(config, dataset, runFolder, engine);
  const { trainImages, batchSize } = config;
  const settings: SeedSettings = {
    network: "report",
    dataset: dataset.title,
    fingerprint: dataset.fingerprint,
    masks: "fixed",
    trainImages,
    epochs: config.epochs,
    batchSize,
    maskSet: seedMaskSet.name,
    testImages: config.validationImages,
  };
  const count = config.validationImages.toLocaleString("en");
  console.log(`Trained. Now the network and the harmonic fill are measured in ${count} holes …`);
  const figures = await measureSeed(config, dataset, runFolder);
  const seconds = Math.round(readTiming(runFolder).reduce((sum, row) => sum + row.seconds, 0));
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

function settingsOf({ epochs, trainImages, testImages }: ClassSeedOptions): { [key: string]: number } {
  return {
    ...(epochs === undefined || epochs === classSeed.epochs ? {} : { epochs }),
    ...(trainImages === undefined ? {} : { trainImages }),
    ...(testImages === undefined ? {} : { validationImages: testImages }),
  };
}

async function trainSeed(config: RunConfig, dataset: Dataset, folder: string, engine: Engine): Promise<void> {
  const interrupt = watchInterrupt({ passOn: false });
  try {
    await ensureTrained({
      config,
      dataset,
      folder,
      environment: describeEnvironment(engine),
      resume: true,
      shouldStop: () => interrupt.requested,
    });
  } catch (error) {
    if (!(error instanceof TrainingInterrupted)) throw error;
    throw new Error(
      `Interrupted after ${error.epochs} of ${config.epochs} epochs: a part of a training does not count, ` +
        `no result was written. The same call goes on from there.`,
    );
  } finally {
    interrupt.dispose();
  }
}

/** On the holes that every seed is measured on. */
async function measureSeed(config: RunConfig, dataset: Dataset, folder: string): Promise<SeedFigures> {
  const test = firstImages(dataset.test.images, config.validationImages);
  const knownMask = firstImages(await drawBenchmarkMasks(seedMaskSet), test.shape[0]);
  const model = await loadModel(join(folder, "model"));
  const network = measureFill(test, fillWithModel(model, test, knownMask), knownMask);
  model.dispose();
  const harmonic = measureFill(test, fillHarmonic(toFloat(test), knownMask), knownMask);
  return {
    holePsnrDb: network.pooledHolePsnrDb,
    crossentropy: network.fullImageCrossentropy,
    harmonicHolePsnrDb: harmonic.pooledHolePsnrDb,
  };
}

function engineName({ backend, tensorflowVersion }: Engine): string {
  return tensorflowVersion === null ? backend : `TensorFlow ${tensorflowVersion}`;
}

function checkWhole(name: string, value: number, least: number): void {
  if (Number.isSafeInteger(value) && value >= least) return;
  throw new Error(
    `Expected ${name} to be a whole number from ${least}, but received ${value}. Write for example { seed: 7 }.`,
  );
}
