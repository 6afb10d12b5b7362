// VGG16 (Simonyan and Zisserman 2015, table 1, column D) as far as its third pooling: whose pooled features the perceptual and style
// losses of Liu et al. 2018 (section 3.3) compare. Layers have the names that Keras's applications give them, and pictures are brought
// to what the weights there expect, which come from Caffe. Nothing in it is trained.
import * as tf from "../tensorflow";
import { randomStream } from "../random";
import { applyLayer } from "./applyLayer";
import { checkWidth } from "./checkWidth";

export interface Vgg16Options {
  /** Multiplies the channels 64, 128 and 256 of the blocks; default 1. */
  readonly width?: number;
  /** Height and width, at least 8; null, the default, takes any such size. */
  readonly imageSize?: readonly [number, number] | null;
  /** Seeds the initial weights; default 1. */
  readonly seed?: number;
}

/** The layers that the losses take features from. */
export const vgg16Pools: readonly string[] = ["block1_pool", "block2_pool", "block3_pool"];

const blocks = [
  { convolutions: 2, channels: 64 },
  { convolutions: 2, channels: 128 },
  { convolutions: 3, channels: 256 },
] as const;
/** Means of ImageNet's training images, 0 to 255: blue, green, red. */
const imageNetMeans = [103.939, 116.779, 123.68];

/**
 * Builds the network with weights drawn at random, 1,735,488 parameters at width 1: pictures [N,H,W,3] as vgg16Input gives them to
 * [N,⌊H/8⌋,⌊W/8⌋,256]. Throws for a width that gives no whole numbers of channels, and for a size that three poolings leave nothing of.
 */
export function buildVgg16(options: Vgg16Options = {}): tf.LayersModel {
  const { width = 1, imageSize = null, seed = 1 } = options;
  checkWidth(blocks[0].channels, width, 0.5);
  checkSize(imageSize);
  const random = randomStream(seed, "initial weights");
  const input = tf.input({ shape: [imageSize?.[0] ?? null, imageSize?.[1] ?? null, 3], name: "image" });
  let x = input;
  for (const [i, { convolutions, channels }] of blocks.entries()) {
    for (let k = 1; k <= convolutions; k++) {
      const kernelInitializer = tf.initializers.glorotUniform({ seed: random.integer(1, 2 ** 31 - 1) });
      const settings = { filters: channels * width, kernelSize: 3, padding: "same", activation: "relu" } as const;
      x = applyLayer(x, tf.layers.conv2d({ name: `block${i + 1}_conv${k}`, ...settings, kernelInitializer }));
    }
    x = applyLayer(x, tf.layers.maxPooling2d({ name: vgg16Pools[i], poolSize: 2 }));
  }
  const model = tf.model({ name: "vgg16", inputs: input, outputs: x });
  for (const layer of model.layers) layer.trainable = false;
  return model;
}

/** Pictures [N,H,W,3], red first, in [0,1], as Keras's weights expect them: blue first, 0 to 255, less the means of ImageNet. */
export function vgg16Input(images: tf.Tensor4D): tf.Tensor4D {
  return tf.tidy(() => tf.sub(tf.mul(tf.reverse(images, 3), 255), tf.tensor1d(imageNetMeans)));
}

function checkSize(imageSize: readonly [number, number] | null): void {
  const smallest = 2 ** blocks.length;
  if (imageSize === null || imageSize.every((side) => Number.isInteger(side) && side >= smallest)) return;
  throw new Error(
    `Expected a whole height and width of at least ${smallest}, which ${blocks.length} poolings halve, ` +
      `but received ${imageSize.join("×")}. Use larger images.`,
  );
}
