// The whole repair ladder with one seed, rung after rung, each a run of its experiment. A rung that only composites takes the
// network of the rung below. The test set stays untouched: rungs are measured on held-out training images.
import type * as tf from "../../tensorflow";
import type { Dataset } from "../../datasets/dataset";
import { experimentImages } from "../../experiments/images";
import { planRun, type RunConfig } from "../../experiments/plan";
import {
  climb,
  rungExperiment,
  rungName,
  rungTraining,
  sameTraining,
  type Repairs,
  type Rung,
} from "../../experiments/repairLadder";
import { firstImages, type ImageBatch } from "../../images/batch";
import { paintHoles } from "../../images/holes";
import { followedBy } from "../../methods/followedBy";
import type { InpaintingMethod } from "../../methods/inpaintingMethod";
import { networkMethod } from "../../methods/network";
import { putKnownBack } from "../../postprocess/putKnownBack";
import { measureLadder, type LadderRow } from "../../studies/repairLadder";
import type { StepReport } from "../../training/trainModel";
import { fillWithModel } from "../engine/predict";
import { networkCard } from "../store/networkCard";
import { runExperiment } from "./runExperiment";

export interface LadderSizes {
  /** Training images of an epoch. */
  readonly trainImages: number;
  readonly epochs: number;
  /** Held-out images measured. */
  readonly testImages: number;
}

/** As the ladder is recorded. */
export const ladderSizes: LadderSizes = { ...rungTraining, testImages: 2_000 };

/** What the ladder trains on and is measured on; both from the training set. */
export interface LadderImages {
  readonly train: ImageBatch;
  readonly test: ImageBatch;
}

/** Both sets as uint8 [N,H,W,C], fewer images where the data set is smaller. */
export function ladderImages(dataset: Dataset, sizes: LadderSizes = ladderSizes): LadderImages {
  const [config] = planLadder([{ name: "as in the report", change: {} }], dataset, 1, sizes);
  const { train, heldOut } = experimentImages(config, dataset);
  return { train: train.images, test: firstImages(heldOut.images, sizes.testImages) };
}

/** The run of each rung. */
export function planLadder(
  ladder: readonly Rung[],
  dataset: Dataset,
  seed: number,
  { trainImages, epochs }: LadderSizes = ladderSizes,
): RunConfig[] {
  return climb(ladder).map((repairs, i) => {
    const experiment = rungExperiment(repairs, rungName(i));
    const settings = {
      ...(trainImages === rungTraining.trainImages ? {} : { trainImages }),
      ...(epochs === rungTraining.epochs ? {} : { epochs }),
    };
    return planRun(experiment, dataset, { seed, settings });
  });
}

/** A trained rung; the climb disposes of the network. */
export interface TrainedRung {
  readonly model: tf.LayersModel;
  readonly finished: boolean;
  readonly seconds: number;
}

export interface ClimbOptions {
  readonly seed: number;
  readonly sizes?: LadderSizes;
  /** While a rung is trained. */
  readonly onStep?: (rung: string, report: StepReport) => void;
  /** After a rung, with the method that fills holes as it does; the network is gone after the call. */
  readonly onRow?: (row: LadderRow, method: InpaintingMethod) => void | Promise<void>;
  readonly shouldStop?: () => boolean;
  /** How a rung is trained; default: without a folder, so that nothing is written. */
  readonly train?: (config: RunConfig) => Promise<TrainedRung>;
}

/** One row per rung, from the first up; fewer where it was stopped. Throws where a rung cannot be trained. */
export async function climbLadder(
  ladder: readonly Rung[],
  dataset: Dataset,
  options: ClimbOptions,
): Promise<LadderRow[]> {
  const { seed, sizes = ladderSizes, onStep, onRow, shouldStop } = options;
  const settings = climb(ladder);
  const configs = planLadder(ladder, dataset, seed, sizes);
  const { test } = ladderImages(dataset, sizes);
  const rows: LadderRow[] = [];
  let below: { readonly model: tf.LayersModel; readonly repairs: Repairs } | null = null;
  try {
    for (const [i, { name }] of ladder.entries()) {
      const repairs: Repairs = settings[i];
      const config = configs[i];
      let seconds = 0;
      if (below === null || !sameTraining(below.repairs, repairs)) {
        below?.model.dispose();
        below = null;
        const train =
          options.train ?? ((run) => trainHere(run, dataset, (report) => onStep?.(name, report), shouldStop));
        const trained = await train(config);
        below = { model: trained.model, repairs };
        if (!trained.finished) break;
        seconds = trained.seconds;
      }
      const { model } = below;
      const method = rungMethod(model, config, repairs);
      const scores = await measureLadder(test, (images, known) => method.fill(paintHoles(images, known), known));
      const row = { rung: name, repairs, seed, parameters: model.countParams(), seconds, scores };
      rows.push(row);
      await onRow?.(row, method);
    }
  } finally {
    below?.model.dispose();
  }
  return rows;
}

async function trainHere(
  config: RunConfig,
  dataset: Dataset,
  onStep: (report: StepReport) => void,
  shouldStop: (() => boolean) | undefined,
): Promise<TrainedRung> {
  const started = performance.now();
  const { model, outcome } = await runExperiment({ config, dataset, folder: null, onStep, shouldStop });
  return { model, finished: outcome !== "interrupted", seconds: (performance.now() - started) / 1000 };
}

/** A rung's network as a method: its output, with the known pixels put back where that is among the repairs. */
export function rungMethod(
  model: tf.LayersModel,
  { name, title, input }: RunConfig,
  { composited }: Repairs,
): InpaintingMethod {
  const card = { ...networkCard(model, name), name, title, input };
  const method = networkMethod(model, card, { predict: fillWithModel });
  return composited ? followedBy(method, putKnownBack) : method;
}
