// What an experiment has measured while it is trained: columns of its log. Nothing is chosen by them.
import type * as tf from "../../tensorflow";
import { benchmarkMaskSets } from "../../benchmarks/cifar10InpaintingV1";
import type { ExperimentImages } from "../../experiments/images";
import type { RunConfig } from "../../experiments/plan";
import type { TrainingMeasurement } from "../../experiments/experiment";
import type { ImageBatch } from "../../images/batch";
import { validationMasks } from "../../masks/plan";
import { pooledHolePsnrDb } from "../../metrics/hole";
import { randomStream } from "../../random";
import { networkInputs } from "../../training/networkInput";
import { type NetworkInput } from "../../training/networkInputKind";
import { accuracyOf } from "../engine/accuracy";
import { fillWithModel } from "../engine/predict";
import { SetLoss } from "../engine/setLoss";
import type { MeasuredColumn } from "../store/runTables";

/** Called before each part of a measurement. */
export type OnMeasure = (part: string) => void;

export interface Measurements {
  readonly columns: readonly MeasuredColumn[];
  /** What is due after this epoch of the run, with the network as it now is; null where nothing is. */
  measure(epoch: number, onPart?: OnMeasure): Promise<{ readonly [column: string]: number } | null>;
  dispose(): void;
}

interface Measuring {
  readonly columns: readonly MeasuredColumn[];
  measure(onPart?: OnMeasure): Promise<{ readonly [column: string]: number }>;
  dispose?(): void;
}

/** Measurements of `model` while it is trained; whoever opens them disposes of them. */
export function openMeasurements(config: RunConfig, model: tf.LayersModel, images: ExperimentImages): Measurements {
  for (const { what } of config.measurements) checkMeasures(what, config);
  const all = config.measurements.map((measurement) => ({ measurement, ...open(measurement, config, model, images) }));
  return {
    columns: all.flatMap(({ columns }) => columns),
    measure: async (epoch, onPart) => {
      const due = all.filter(({ measurement }) => epoch % measurement.everyEpochs === 0 || epoch === config.epochs);
      if (due.length === 0) return null;
      const values = [];
      for (const { measure } of due) values.push(await measure(onPart));
      return Object.assign({}, ...values) as { readonly [column: string]: number };
    },
    dispose: () => {
      for (const { dispose } of all) dispose?.();
    },
  };
}

function open(
  { what }: TrainingMeasurement,
  config: RunConfig,
  model: tf.LayersModel,
  images: ExperimentImages,
): Measuring {
  if (what === "held-out hole PSNR") {
    return {
      columns: benchmarkMaskSets.map(({ name }) => ({ name, digits: 3 })),
      measure: (onPart) => measureHeldOut(model, images.heldOut.images, config.seed, config.input, onPart),
    };
  }
  if (what === "accuracy") {
    const { images: pictures, labels = new Uint8Array() } = images.heldOut;
    return {
      columns: [{ name: "accuracy", digits: 4 }],
      measure: async (onPart) => {
        onPart?.("held-out images");
        return { accuracy: accuracyOf(model, pictures, labels) };
      },
    };
  }
  const test = images.test.images;
  const setLoss = new SetLoss(model, test, validationMasks(config.validationMasks, test.shape, config.seed));
  return {
    columns: [{ name: "testLoss", digits: null }],
    measure: async (onPart) => {
      onPart?.("loss on the test images");
      return { testLoss: await setLoss.mean() };
    },
    dispose: () => setLoss.dispose(),
  };
}

/** Throws, before anything is trained, where a measurement says nothing of such a training. */
function checkMeasures(what: TrainingMeasurement["what"], { input, step, validation }: RunConfig): void {
  const classifies = step.kind === "classification";
  const fits = {
    accuracy: classifies && validation === "held out",
    "test loss": step.loss === "binaryCrossentropy" && input === "black holes",
    "held-out hole PSNR": !classifies && input !== "whole image",
  }[what];
  if (fits) return;
  const wanted = {
    accuracy: "a classification with held-out images",
    "test loss": "a training with binaryCrossentropy that is fed black holes",
    "held-out hole PSNR": "a network that is fed images with holes",
  }[what];
  throw new Error(
    `Expected ${wanted} to measure "${what}", but received step.kind=${step.kind}, step.loss=${JSON.stringify(step.loss)}, ` +
      `input=${input} and validation=${validation}. Take it out of measurements.`,
  );
}

/**
 * The network's pooled hole PSNR in dB on these images with masks of every set of the benchmark, drawn from `seed`. Two networks
 * compare with the same seed only: 8×8 squares of another draw move it by .07 dB.
 */
export async function measureHeldOut(
  model: tf.LayersModel,
  images: ImageBatch,
  seed: number,
  input: NetworkInput,
  onPart?: OnMeasure,
): Promise<{ [maskSet: string]: number }> {
  const values: { [maskSet: string]: number } = {};
  for (const { name, draw } of benchmarkMaskSets) {
    onPart?.(`held-out images with ${name}`);
    // Lets a Ctrl-C be heard.
    await new Promise(setImmediate);
    const knownMask = draw(images.shape, randomStream(seed, `held-out ${name}`));
    const filled = fillWithModel(model, images, knownMask, { prepareInput: networkInputs[input] });
    values[name] = pooledHolePsnrDb(images, filled, knownMask);
  }
  return values;
}
