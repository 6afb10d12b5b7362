// The article's U-Net of partial convolutions (Thakur and Paul, Introduction to image inpainting with deep learning, Weights & Biases;
// the layer by Liu et al. 2018): four levels of 32 channels down, features and masks doubled and joined on the way up, and an
// ordinary convolution at the end. As in the article's code the last partial convolution has 3 channels and a ReLU.
import { ArticlePartialConv2D } from "../layers/articlePartialConv2D";
import { RepeatMask, SplitMask } from "../layers/maskChannels";
import { PartialConv2D, type PartialConv2DArgs } from "../layers/partialConv2D";
import { randomStream } from "../random";
import * as tf from "../tensorflow";
import { applyLayer } from "./applyLayer";
import { checkArticleSize } from "./articleUNet";

export interface ArticlePartialUNetOptions {
  /** Multiplies all channels but the picture's 3; default 1. */
  readonly width?: number;
  /**
   * "partial": partial convolutions, the default. "plain": an ordinary convolution in place of each, to compare; the mask goes in
   * with the picture and nowhere else. "article": the article's layer with its slips (layers/articlePartialConv2D.ts).
   */
  readonly convolution?: "partial" | "plain" | "article";
  /** Height and width, multiples of 16; null takes any such size. Default [32, 32]. */
  readonly imageSize?: readonly [number, number] | null;
  /** Seeds the initial weights; default 1. */
  readonly seed?: number;
}

/** Features and the mask of what is known of them. */
interface Masked {
  readonly features: tf.SymbolicTensor;
  /** One channel for all, or one for each feature; null where the features have none. */
  readonly knownMask: tf.SymbolicTensor | null;
  /** Channels of the features. */
  readonly channels: number;
}

const encoder = 32;
const decoder = [
  [256, 128],
  [128, 64],
  [64, 32],
  [32, 3],
] as const;

/**
 * Builds the untrained network, 859,863 parameters at width 1, none of them in the masks' path (with plain convolutions 860,151, with
 * the article's layers 1,718,679): images with 0 in the holes and their knownMask [N,H,W,4] (addMaskChannel makes it) to [N,H,W,3]
 * in (0,1). Throws as buildArticleUNet, and for a convolution that it does not know.
 */
export function buildArticlePartialUNet(options: ArticlePartialUNetOptions = {}): tf.LayersModel {
  const { width = 1, convolution = "partial", imageSize = [32, 32], seed = 1 } = options;
  checkArticleSize(width, imageSize);
  checkConvolution(convolution);
  const random = randomStream(seed, "initial weights");
  const initializer = (): ReturnType<typeof tf.initializers.glorotUniform> =>
    tf.initializers.glorotUniform({ seed: random.integer(1, 2 ** 31 - 1) });
  const convolve = (x: Masked, args: Pick<PartialConv2DArgs, "name" | "filters" | "strides">): Masked => {
    const settings = { ...args, activation: "relu", kernelInitializer: initializer() } as const;
    if (x.knownMask === null) {
      const layer = tf.layers.conv2d({ ...settings, kernelSize: 3, padding: "same" });
      return { features: applyLayer(x.features, layer), knownMask: null, channels: args.filters };
    }
    const layer = convolution === "article" ? new ArticlePartialConv2D(settings) : new PartialConv2D(settings);
    const [features, knownMask] = layer.apply([x.features, x.knownMask]) as tf.SymbolicTensor[];
    return { features, knownMask, channels: args.filters };
  };
  const input = tf.input({ shape: [imageSize?.[0] ?? null, imageSize?.[1] ?? null, 4], name: "image_and_mask" });
  let x = convolution === "plain" ? { features: input, knownMask: null, channels: 4 } : split(input, convolution);
  const skips: Masked[] = [];
  for (let level = 1; level <= decoder.length; level++) {
    skips.push((x = convolve(x, { name: `down_${level}`, filters: encoder * width })));
    x = convolve(x, { name: `halve_${level}`, filters: encoder * width, strides: 2 });
  }
  for (const [step, [first, second]] of decoder.entries()) {
    const level = decoder.length - step;
    const joined = join(skips[level - 1], double(x, level), level);
    const last = second === 3 ? 3 : second * width;
    x = convolve(convolve(joined, { name: `up_${level}_a`, filters: first * width }), {
      name: `up_${level}_b`,
      filters: last,
    });
  }
  const settings = { name: "output", filters: 3, kernelSize: 3, padding: "same", activation: "sigmoid" } as const;
  const output = tf.layers.conv2d({ ...settings, kernelInitializer: initializer() });
  return tf.model({ name: "article_partial_unet", inputs: input, outputs: applyLayer(x.features, output) });
}

function checkConvolution(convolution: string): void {
  if (["partial", "plain", "article"].includes(convolution)) return;
  throw new Error(
    `Expected the convolution "partial", "plain" or "article", but received "${convolution}". Use one of these.`,
  );
}

/** The picture and its mask; the article's layers take a mask of as many channels. */
function split(input: tf.SymbolicTensor, convolution: "partial" | "article"): Masked {
  const [features, mask] = new SplitMask({ name: "split" }).apply(input) as tf.SymbolicTensor[];
  const knownMask = convolution === "article" ? repeat(mask, 3, "mask_of_image") : mask;
  return { features, knownMask, channels: 3 };
}

function repeat(mask: tf.SymbolicTensor, channels: number, name: string): tf.SymbolicTensor {
  return mask.shape[3] === channels ? mask : applyLayer(mask, new RepeatMask({ name, channels }));
}

function double({ features, knownMask, channels }: Masked, level: number): Masked {
  const wider = (x: tf.SymbolicTensor, what: string): tf.SymbolicTensor =>
    applyLayer(x, tf.layers.upSampling2d({ name: `double_${what}_${level}`, size: [2, 2], interpolation: "nearest" }));
  return {
    features: wider(features, "features"),
    knownMask: knownMask === null ? null : wider(knownMask, "mask"),
    channels,
  };
}

/** One behind the other, each with its mask for all of its channels. */
function join(first: Masked, second: Masked, level: number): Masked {
  const features = applyLayer([first.features, second.features], tf.layers.concatenate({ name: `skip_${level}` }));
  const channels = first.channels + second.channels;
  if (first.knownMask === null || second.knownMask === null) return { features, knownMask: null, channels };
  const masks = [
    repeat(first.knownMask, first.channels, `mask_${level}_a`),
    repeat(second.knownMask, second.channels, `mask_${level}_b`),
  ];
  return { features, knownMask: applyLayer(masks, tf.layers.concatenate({ name: `mask_${level}` })), channels };
}
