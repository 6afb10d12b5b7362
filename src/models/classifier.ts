// A small convolutional classifier, whose features other parts of the project compare pictures by: as in the networks of Simonyan and
// Zisserman 2015 two 3×3 convolutions a block, then a halving by maxima; with batch normalisation, and a mean over all places
// before the one dense layer (Lin, Chen and Yan 2014, section 3.2).
import { BatchNormalization } from "../layers/batchNormalization";
import { randomStream } from "../random";
import * as tf from "../tensorflow";
import { applyLayer } from "./applyLayer";

export interface ClassifierOptions {
  /** Channels per block; each block halves height and width. Default [16, 32, 64]. */
  readonly channels?: readonly number[];
  /** Default 10. */
  readonly classes?: number;
  /** Height and width; null takes any that halve evenly. Default null. */
  readonly imageSize?: readonly [number, number] | null;
  /** Seeds the initial weights; default 1. */
  readonly seed?: number;
}

/** The names of the layers that end the blocks of buildClassifier, finest first. */
export function classifierBlocks(blocks = 3): string[] {
  return Array.from({ length: blocks }, (_, i) => `block_${i + 1}`);
}

/** Builds the untrained network: images [N,H,W,3] in [0,1] to logits [N,classes]. Throws without a block. */
export function buildClassifier(options: ClassifierOptions = {}): tf.LayersModel {
  const { channels = [16, 32, 64], classes = 10, imageSize = null, seed = 1 } = options;
  if (channels.length === 0) {
    throw new Error("Expected channels for at least one block, but received none. Use for example [16, 32, 64].");
  }
  const random = randomStream(seed, "initial weights");
  const nextSeed = (): number => random.integer(1, 2 ** 31 - 1);
  const input = tf.input({ shape: [imageSize?.[0] ?? null, imageSize?.[1] ?? null, 3], name: "image" });
  let x = input;
  channels.forEach((filters, i) => {
    const block = classifierBlocks(channels.length)[i];
    for (const part of ["a", "b"]) {
      const name = `${block}_${part}`;
      const kernelInitializer = tf.initializers.heNormal({ seed: nextSeed() });
      // The normalisation's offset stands for the bias.
      const args = { name, filters, kernelSize: 3, padding: "same", useBias: false, kernelInitializer } as const;
      const convolved = applyLayer(x, tf.layers.conv2d(args));
      const normalised = applyLayer(convolved, new BatchNormalization({ name: `${name}_norm` }));
      x = applyLayer(normalised, tf.layers.reLU({ name: `${name}_relu` }));
    }
    x = applyLayer(x, tf.layers.maxPooling2d({ name: block, poolSize: 2 }));
  });
  const pooled = applyLayer(x, tf.layers.globalAveragePooling2d({ name: "mean" }));
  const kernelInitializer = tf.initializers.glorotUniform({ seed: nextSeed() });
  const outputs = applyLayer(pooled, tf.layers.dense({ name: "logits", units: classes, kernelInitializer }));
  return tf.model({ name: "classifier", inputs: input, outputs });
}
