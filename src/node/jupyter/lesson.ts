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
import { noteCircumstance, whyNotMeasured } from "./circumstances";
import { notebookSender } from "./kernel";

/** A run as the notebooks show it. */
export interface ShownRun {
  readonly config: RunConfig;
  readonly log: readonly LogRow[];
  /** Read when it is asked for; throws where the run was not measured. */
  readonly metrics: RunMetrics;
}

/**
 * The recorded run of that name. Without a name the report's, or, when `npm run reproduce` executes the notebook, the run it made.
 * Throws where none has that name.
 */
export function loadRun(id?: string): ShownRun {
  const folder = shownRunFolder(id);
  const config = readRunConfig(folder);
  const log = readLog(folder);
  noteCircumstance(`run ${id ?? ""}`, shortcoming(config, log.length));
  return {
    config,
    log,
    get metrics() {
      return readRunMetrics(folder);
    },
  };
}

function shortcoming(config: RunConfig, epochs: number): string | null {
  if (config.synthetic) return "the run shown was trained on synthetic data";
  if (config.quick) return "the run shown is a quick one";
  return epochs < config.epochs ? `the run shown has ${epochs} of ${config.epochs} epochs` : null;
}

/** That run's trained network, on whichever engine is at hand. Throws where no run of that name holds one. */
export async function loadTrainedNetwork(id?: string): Promise<tf.LayersModel> {
  const folder = shownRunFolder(id, "model/model.json");
  await startEngine({ quiet: true });
  return loadModel(join(folder, "model"));
}

/** True where the notebook is only tried out (LAB_QUICK): fewer images, fewer epochs. */
export const quickly: boolean = process.env.LAB_QUICK === "1";

if (quickly) noteCircumstance("quick", "this is a quick run");

/** How many images to measure on: `count`; where the notebook is only tried out a twentieth, at least 50 and at most `count`. */
export function sampleSize(count: number): number {
  return quickly ? Math.min(count, Math.max(50, Math.round(count / 20))) : count;
}

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
  noteCircumstance("training sizes", !engine.native || quickly ? "the training is a small one" : null);
  if (engine.native && !quickly) {
    const { trainImages, validationImages } = config;
    return { epochs: Math.min(3, log.length), trainImages, validationImages, small: false };
  }
  const [trainImages, validationImages] = engine.native ? [2000, 500] : [32, 16];
  console.log(`A small training on ${trainImages} images, one epoch: it shows the loop, not the report's numbers.`);
  return { epochs: 1, trainImages, validationImages, small: true };
}

export interface CheckOptions {
  /**
   * Why the claim is not checked here, such as "the training was stopped"; true: it is about CIFAR-10 at full size, and this is
   * synthetic data or a small run. Default false: it is checked.
   */
  readonly unless?: boolean | string;
}

/**
 * Prints the claim with ✓ when it holds. When it does not, a notebook that somebody reads says so with ○ and goes on; elsewhere, and
 * where a command executes the notebook (LAB_STRICT), it throws, so that no recorded notebook says what is not so.
 */
export function check(claim: string, holds: boolean, { unless = false }: CheckOptions = {}): void {
  if (unless !== false)
    console.log(`– ${claim} (${typeof unless === "string" ? `not checked: ${unless}` : notChecked()})`);
  else if (holds) console.log(`✓ ${claim}`);
  else if (notebookSender() !== null && process.env.LAB_STRICT !== "1") console.log(`○ does not hold here: ${claim}`);
  else throw new Error(`Expected this to hold, but it does not: ${claim}`);
}

/**
 * check for numbers that were measured on CIFAR-10 at full size. On synthetic data, in a quick run, and after a training that was small
 * or was stopped, the claim is stated with – and the reason, and not checked.
 */
export function checkMeasured(claim: string, holds: boolean): void {
  check(claim, holds, { unless: whyNotMeasured() ?? false });
}

function notChecked(): string {
  return `stated for CIFAR-10 at full size, not checked ${quickly ? "in a quick run" : "here"}`;
}

/** A new empty folder outside the project for files that a notebook only shows; the system clears it away. */
export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), "inpainting-lab-"));
}
