// What the notebooks lean on: the run they show, sentences that are tested where they stand, and a mark for small runs.
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type * as tf from "../../tensorflow";
import type { RunConfig } from "../../experiments/plan";
import type { LogRow } from "../../training/state";
import { startEngine, type Engine } from "../engine/startEngine";
import { readRunMetrics, type RunMetrics } from "../experiments/evaluateRun";
import { loadModel } from "../store/modelFiles";
import { readRunConfig, shownRunFolder } from "../store/runRecord";
import { readLog } from "../store/runTables";

/** A run as the notebooks show it. */
export interface ShownRun {
  readonly config: RunConfig;
  readonly log: readonly LogRow[];
  readonly metrics: RunMetrics;
}

/** The recorded run, or, when `npm run reproduce` executes the notebook, the run it made. */
export function loadRun(id?: string): ShownRun {
  const folder = shownRunFolder(id);
  return {
    config: readRunConfig(folder),
    log: readLog(folder),
    metrics: readRunMetrics(folder),
  };
}

/** That run's trained network, on whichever engine is at hand. */
export async function loadTrainedNetwork(id?: string): Promise<tf.LayersModel> {
  await startEngine({ quiet: true });
  return loadModel(join(shownRunFolder(id), "model"));
}

/** True where the notebook is only tried out (LAB_QUICK): fewer images, fewer epochs. */
export const quickly: boolean = process.env.LAB_QUICK === "1";

/** How much a notebook trains. */
export interface TrainingSizes {
  readonly epochs: number;
  readonly trainImages: number;
  readonly validationImages: number;
  /** Too little to say anything about the report's experiment. */
  readonly small: boolean;
}

/**
 * Up to three epochs of the shown run's size; much less where the notebook is only tried out or the engine is slow,
 * and says so.
 */
export function trainingSizes({ config, log }: ShownRun, engine: Engine): TrainingSizes {
  if (engine.native && !quickly) {
    const { trainImages, validationImages } = config;
    return { epochs: Math.min(3, log.length), trainImages, validationImages, small: false };
  }
  const [trainImages, validationImages] = engine.native ? [2000, 500] : [32, 16];
  console.log(`A small training on ${trainImages} images, one epoch: it shows the loop, not the report's numbers.`);
  return { epochs: 1, trainImages, validationImages, small: true };
}

export interface CheckOptions {
  /** The claim is about CIFAR-10 at full size: on synthetic data or in a quick run it is stated and not checked. */
  readonly unless?: boolean;
}

/** Prints the claim when it holds and throws when it does not, so that a notebook never says what is not so. */
export function check(claim: string, holds: boolean, { unless = false }: CheckOptions = {}): void {
  if (unless) console.log(`– ${claim} (stated for CIFAR-10, not checked here)`);
  else if (holds) console.log(`✓ ${claim}`);
  else throw new Error(`Expected this to hold, but it does not: ${claim}`);
}

/** A new empty folder outside the project for files that a notebook only shows; the system clears it away. */
export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), "inpainting-lab-"));
}
