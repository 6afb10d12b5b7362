// What an experiment has measured while it is trained: columns of its log. Nothing is chosen by them.
import type * as tf from "@tensorflow/tfjs";
import { benchmarkMaskSets } from "../../benchmarks/cifar10InpaintingV1";
import type { ExperimentImages } from "../../experiments/images";
import type { RunConfig } from "../../experiments/plan";
import type { TrainingMeasurement } from "../../experiments/experiment";
import type { ImageBatch } from "../../images";
import { validationMasks } from "../../masks/plan";
import { pooledHolePsnrDb } from "../../metrics/hole";
import { randomStream } from "../../random";
import { networkInputs, type NetworkInput } from "../../training/networkInput";
import { fillWithModel } from "../engine/predict";
import { SetLoss } from "../engine/setLoss";
import type { MeasuredColumn } from "../store/runTables";

export interface Measurements {
  readonly columns: readonly MeasuredColumn[];
  /** What is due after this epoch of the run, with the network as it now is; null where nothing is. */
  measure(epoch: number): Promise<{ readonly [column: string]: number } | null>;
  dispose(): void;
}

interface Measuring {
  readonly columns: readonly MeasuredColumn[];
  measure(): Promise<{ readonly [column: string]: number }>;
  dispose?(): void;
}

/** Measurements of `model` while it is trained; whoever opens them disposes of them. */
export function openMeasurements(config: RunConfig, model: tf.LayersModel, images: ExperimentImages): Measurements {
  const all = config.measurements.map((measurement) => ({ measurement, ...open(measurement, config, model, images) }));
  return {
    columns: all.flatMap(({ columns }) => columns),
    measure: async (epoch) => {
      const due = all.filter(({ measurement }) => epoch % measurement.everyEpochs === 0 || epoch === config.epochs);
      if (due.length === 0) return null;
      const values = [];
      for (const { measure } of due) values.push(await measure());
      return Object.assign({}, ...values) as { readonly [column: string]: number };
    },
    dispose: () => {
      for (const { dispose } of all) dispose?.();
    },
  };
}

function open(
  { what }: TrainingMeasurement, config: RunConfig, model: tf.LayersModel, images: ExperimentImages,
): Measuring {
  if (what === "held-out hole PSNR") {
    return {
      columns: benchmarkMaskSets.map(({ name }) => ({ name, digits: 3 })),
      measure: async () => measureHeldOut(model, images.heldOut.images, config.seed, config.input),
    };
  }
  const test = images.test.images;
  const setLoss = new SetLoss(model, test, validationMasks(config.validationMasks, test.shape, config.seed));
  return {
    columns: [{ name: "testLoss", digits: null }],
    measure: async () => ({ testLoss: await setLoss.mean() }),
    dispose: () => setLoss.dispose(),
  };
}

/**
 * The network's pooled hole PSNR in dB on these images with masks of every set of the benchmark, drawn from `seed`. Two networks
 * compare with the same seed only: 8×8 squares of another draw move it by .07 dB.
 */
export function measureHeldOut(
  model: tf.LayersModel, images: ImageBatch, seed: number, input: NetworkInput,
): { [maskSet: string]: number } {
  return Object.fromEntries(benchmarkMaskSets.map(({ name, draw }) => {
    const knownMask = draw(images.shape, randomStream(seed, `held-out ${name}`));
    const filled = fillWithModel(model, images, knownMask, { prepareInput: networkInputs[input] });
    return [name, pooledHolePsnrDb(images, filled, knownMask)];
  }));
}
