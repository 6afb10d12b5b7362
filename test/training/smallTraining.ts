// What the tests of the trainer share: drawn images, a network with batch normalisation and dropout, a data source that
// picks batches inside the step, and a state's way through a file.
import * as tf from "@tensorflow/tfjs";
import { drawDeadLeaves } from "../../src/datasets/deadLeaves";
import type { ImageBatch } from "../../src/images";
import { SeededDropout } from "../../src/layers/dropout";
import { reportMaskPlans, trainingMasks, validationMasks, type MaskSetting } from "../../src/masks/plan";
import type { HoldData } from "../../src/training/batchSource";
import type { TrainingState } from "../../src/training/state";
import type { TrainingData } from "../../src/training/trainModel";

const set = drawDeadLeaves({ trainCount: 200, testCount: 20 });

/** 200 training and 20 validation images, 32×32. */
export function smallData(masks: MaskSetting = "fixed"): TrainingData {
  const train = set.train.images, validation = set.test.images, plan = reportMaskPlans[masks];
  return {
    train, validation,
    trainingMasks: trainingMasks(plan, train.shape, 1).masksOf, validationMasks: validationMasks(plan, validation.shape, 1),
  };
}

/** Convolution, batch normalisation, dropout, convolution; the same initial weights each time. */
export function randomLayersNetwork(): tf.LayersModel {
  const { batchNormalization, conv2d } = tf.layers;
  const kernel = (seed: number): ReturnType<typeof tf.initializers.glorotUniform> => tf.initializers.glorotUniform({ seed });
  return tf.sequential({ layers: [
    conv2d({
      inputShape: [32, 32, 3], filters: 4, kernelSize: 3, padding: "same", activation: "relu", kernelInitializer: kernel(1),
    }),
    batchNormalization({ momentum: 0.8 }),
    new SeededDropout({ rate: 0.3, name: "drop" }),
    conv2d({ filters: 3, kernelSize: 1, activation: "sigmoid", kernelInitializer: kernel(2) }),
  ] });
}

/** Holds all images and masks as tensors; a step is given positions only. `log` gets a line per copy of images or masks. */
export function holdEverything(log: string[] = []): HoldData {
  const tensorOf = ({ data, shape }: ImageBatch): tf.Tensor => tf.tensor(data, [...shape], "int32");
  return (images, knownMask) => {
    log.push(`images ${images.shape[0]}`, `masks ${knownMask.shape[0]}`);
    const scale = images.data instanceof Uint8Array ? 255 : 1;
    let all = tensorOf(images), masks = tensorOf(knownMask);
    return {
      inputs: (positions) => ({ step: { positions: tf.tensor1d(Array.from(positions), "int32") }, held: { all, masks } }),
      batch: (inputs) => {
        const pick = (from: tf.Tensor): tf.Tensor4D => tf.cast(tf.gather(from, inputs.positions), "float32") as tf.Tensor4D;
        return { images: tf.div(pick(inputs.all), scale), knownMask: pick(inputs.masks) };
      },
      setImages: (other) => {
        log.push(`images ${other.shape[0]}`);
        all.dispose();
        all = tensorOf(other);
      },
      setMasks: (other) => {
        log.push(`masks ${other.shape[0]}`);
        masks.dispose();
        masks = tensorOf(other);
      },
      dispose: () => tf.dispose([all, masks]),
    };
  };
}

/** All weights of the model, moving averages included, as text. */
export function weightsText(model: tf.LayersModel): string {
  return JSON.stringify(model.weights.map((weight) => Array.from(weight.read().dataSync())));
}

/** The state as it comes back from a file: plain arrays of its own. */
export function throughJson(state: TrainingState): TrainingState {
  const text = JSON.stringify(state, (_, value: unknown) =>
    (value instanceof Float32Array ? { float32: Array.from(value) } : value));
  return JSON.parse(text, (_, value: { float32?: number[] } | null) =>
    (value?.float32 ? Float32Array.from(value.float32) : value)) as TrainingState;
}
