// Trains in a notebook cell with a loss plot that grows as epochs end, drawn over the curve of an earlier run. The stop
// button ends the training after the step in progress; what was learned until then stays in the network.
import type * as tf from "../../tensorflow";
import type { Dataset } from "../../datasets/dataset";
import type { ImageBatch } from "../../images/batch";
import { asLossRun, lossCurve } from "../../figures/lossCurve";
import { planRun } from "../../experiments/plan";
import { reportFixed } from "../../experiments/reportFixed";
import { reportMaskPlans, type MaskPlan } from "../../masks/plan";
import {
  logPredictions,
  type EpochPredictions,
  type PredictionLog,
  type PredictionWriter,
} from "../../training/predictionLog";
import type { LogRow } from "../../training/state";
import type { TrainingResult } from "../../training/trainModel";
import { startEngine } from "../engine/startEngine";
import { runExperiment } from "../experiments/runExperiment";
import { noteCircumstance } from "./circumstances";
import { livePlot } from "./display";
import { watchInterrupt } from "./interrupt";
import { predictionFiles, showPredictions, tensorboardEvents } from "./predictionWriters";

export interface TrainLiveOptions {
  readonly epochs: number;
  readonly seed: number;
  /** Default: as in the report's code. */
  readonly masks?: MaskPlan;
  /**
   * Early stopping: epochs in a row without a lower validation loss after which the training ends; the network then keeps the
   * weights of its lowest one. Default null: all epochs are trained, and the last weights stay.
   */
  readonly patience?: number | null;
  /** Drawn in grey behind the new points. */
  readonly recorded?: readonly LogRow[];
  /** Fewer training and validation images; default all. */
  readonly trainImages?: number;
  readonly validationImages?: number;
  /** Shows the same test images after each epoch in a grid below the plot; default: none. */
  readonly predictions?: LivePredictions;
}

/** What the prediction logger shows, and where else it goes. */
export interface LivePredictions {
  /** A few images [N,H,W,C] and their holes. */
  readonly images: ImageBatch;
  readonly knownMask: ImageBatch;
  /** Folder for one PNG per epoch; default: none. */
  readonly folder?: string;
  /** Folder for TensorBoard's events: losses, hole PSNR and the grid; default: none. */
  readonly tensorboard?: string;
}

export interface LiveTraining extends TrainingResult {
  /** One entry per epoch, for predictionFilm; empty where no predictions were asked for. */
  readonly predictions: readonly EpochPredictions[];
}

/** Trains `model` on the data set with the report's settings and shows how the loss falls. */
export async function trainLive(
  model: tf.LayersModel,
  dataset: Dataset,
  options: TrainLiveOptions,
): Promise<LiveTraining> {
  const {
    epochs,
    seed,
    masks = reportMaskPlans.fixed,
    patience = null,
    recorded = [],
    trainImages,
    validationImages,
  } = options;
  await startEngine({ purpose: "training" });
  const experiment = { ...reportFixed, masks, validationMasks: masks.family };
  const settings = {
    epochs,
    patience,
    ...(trainImages === undefined ? {} : { trainImages }),
    ...(validationImages === undefined ? {} : { validationImages }),
  };
  const config = planRun(experiment, dataset, { seed, settings });
  const shown = predictionLog(model, dataset, options.predictions);
  const log: LogRow[] = [];
  const interrupt = watchInterrupt({ passOn: false });
  // Counted from the end of the first step on, which also prepares the graph.
  let from: { readonly at: number; readonly seen: number } | null = null;
  const draw = (progress: string): ReturnType<typeof lossCurve> =>
    lossCurve({
      title: `Loss by epoch: ${progress}`,
      synthetic: dataset.synthetic,
      lastEpoch: Math.max(epochs, recorded.length),
      runs: [asLossRun("this training", log)],
      references: recorded.length > 0 ? [asLossRun("recorded run", recorded)] : [],
    });
  const plot = livePlot(draw("starting"), { pause: 500 });
  try {
    const {
      outcome,
      state,
      log: rows,
    } = await runExperiment({
      config,
      dataset,
      model,
      folder: null,
      shouldStop: () => interrupt.requested,
      onStep: ({ epoch, step, steps, loss, images }) => {
        const seen = images + (epoch - 1) * config.trainImages;
        from ??= { at: performance.now(), seen };
        const spent = (performance.now() - from.at) / 1000;
        const speed = spent < 1 ? "" : `, ${((seen - from.seen) / spent).toFixed(0)} images/s`;
        plot.update(draw(`epoch ${epoch} of ${epochs}, step ${step} of ${steps}, loss ${loss.toFixed(4)}${speed}`));
      },
      onEpoch: (row) => {
        log.push(row);
      },
      callbacks: () => shown.callbacks,
    });
    noteCircumstance("training", outcome === "interrupted" ? "the training was stopped" : null);
    if (outcome === "interrupted") {
      console.log(`Stopped in epoch ${state.epoch} after step ${state.step}; the network keeps what it has learned.`);
    }
    if (patience !== null && state.best !== null && outcome !== "interrupted") {
      const { epoch } = state.best;
      console.log(
        `After ${log.length} of ${epochs} epochs the network holds the weights of epoch ${epoch}, its lowest loss.`,
      );
    }
    plot.update(draw(`${log.length} of ${epochs} epochs`));
    return { outcome, state, log: rows, predictions: shown.epochs };
  } finally {
    plot.done();
    interrupt.dispose();
  }
}

/** Below the plot, which is drawn first. */
function predictionLog(
  model: tf.LayersModel,
  { synthetic }: Dataset,
  predictions: LivePredictions | undefined,
): PredictionLog {
  if (predictions === undefined) return { callbacks: {}, epochs: [] };
  const { images, knownMask, folder, tensorboard } = predictions;
  const writers: PredictionWriter[] = [
    showPredictions({ synthetic }),
    ...(folder === undefined ? [] : [predictionFiles(folder, { synthetic })]),
    ...(tensorboard === undefined ? [] : [tensorboardEvents(tensorboard, { synthetic })]),
  ];
  return logPredictions({ model, images, knownMask, writers });
}
