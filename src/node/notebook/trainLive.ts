// Trains in a notebook cell with a loss plot that grows as epochs end, drawn over the curve of an earlier run. The stop
// button ends the training after the step in progress; what was learned until then stays in the network.
import type * as tf from "@tensorflow/tfjs";
import type { Dataset } from "../../datasets/dataset";
import { firstImages } from "../../images";
import { asLossRun, lossCurve } from "../../figures/lossCurve";
import { trainingMasksByEpoch, validationMasks, type MaskSetting } from "../../masks/schedule";
import type { LogRow } from "../../training/state";
import { trainModel, type TrainingResult } from "../../training/trainModel";
import { startEngine } from "../engine/startEngine";
import { holdBytes } from "../runs/holdBytes";
import { compileTraced } from "../tracedGraph/compile";
import { livePlot } from "./display";
import { watchInterrupt } from "./interrupt";

export interface TrainLiveOptions {
  readonly epochs: number;
  readonly seed: number;
  readonly masks?: MaskSetting;
  /** Drawn in grey behind the new points. */
  readonly recorded?: readonly LogRow[];
  /** Fewer training and validation images; default all. */
  readonly trainImages?: number;
  readonly validationImages?: number;
}

/** Trains `model` on the data set with the report's settings and shows how the loss falls. Early stopping is off. */
export async function trainLive(
  model: tf.LayersModel,
  dataset: Dataset,
  options: TrainLiveOptions,
): Promise<TrainingResult> {
  const { epochs, seed, masks = "fixed", recorded = [] } = options;
  await startEngine({ purpose: "training" });
  const train = firstImages(dataset.train.images, options.trainImages ?? Infinity);
  const validation = firstImages(dataset.test.images, options.validationImages ?? Infinity);
  const log: LogRow[] = [],
    interrupt = watchInterrupt({ passOn: false });
  const started = performance.now();
  const draw = (progress: string): ReturnType<typeof lossCurve> =>
    lossCurve({
      title: `Loss by epoch: ${progress}`,
      synthetic: dataset.synthetic,
      lastEpoch: Math.max(epochs, recorded.length),
      runs: [asLossRun("this training", log)],
      references: recorded.length > 0 ? [asLossRun("recorded run", recorded)] : [],
    });
  const plot = livePlot(draw("starting"), { pause: 500 }),
    drawMasks = trainingMasksByEpoch(masks, train.shape, seed);
  try {
    const result = await trainModel({
      model,
      epochs,
      seed,
      patience: null,
      compileStep: compileTraced,
      holdData: holdBytes,
      shouldStop: () => interrupt.requested,
      data: { train, validation, trainingMasks: drawMasks, validationMasks: validationMasks(masks, validation.shape, seed) },
      callbacks: {
        onStep: ({ epoch, step, steps, loss, images }) => {
          const rate = (images + (epoch - 1) * train.shape[0]) / ((performance.now() - started) / 1000);
          plot.update(
            draw(
              `epoch ${epoch} of ${epochs}, step ${step} of ${steps}, loss ${loss.toFixed(4)}, ${rate.toFixed(0)} images/s`,
            ),
          );
        },
        onEpoch: (row) => {
          log.push(row);
        },
      },
    });
    if (result.outcome === "interrupted") {
      console.log(
        `Stopped in epoch ${result.state.epoch} after step ${result.state.step}; the network keeps what it has learned.`,
      );
    }
    plot.update(draw(`${log.length} of ${epochs} epochs`));
    return result;
  } finally {
    plot.done();
    interrupt.dispose();
  }
}