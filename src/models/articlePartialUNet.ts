// The article's U-Net of partial convolutions (Thakur and Paul, Introduction to image inpainting with deep learning, Weights & Biases;
// the layer by Liu et al. 2018): four levels of 32 channels down, features and masks doubled and joined on the way up, and an
// ordinary convolution at the end. As in the article's code the last partial convolution has 3 channels and a ReLU.
import { RepeatMask, SplitMask } from "../layers/maskChannels";
import { PartialConv2D, type PartialConv2DArgs } from "../layers/partialConv2D";
import { randomStream } from "../random";
import * as tf from "../tensorflow";
import { applyLayer } from "./applyLayer";
import { checkArticleSize } from "./articleUNet";

export interface ArticlePartialUNetOptions {
  /** Multiplies all channels but the picture's 3; default 1. */
  readonly width?: number;
  /** Height and width, multiples of 16; null takes any such size. Default [32, 32]. */
  readonly imageSize?: readonly [number, number] | null;
  /** Seeds the initial weights; default 1. */
  readonly seed?: number;
}

/** Features and the mask of what is known of them. */
interface Masked {
  readonly features: tf.SymbolicTensor;
  readonly knownMask: tf.SymbolicTensor;
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
 * Builds the untrained network, 859,863 parameters at width 1, none of them in the masks' path: images with 0 in the holes and
 * their knownMask [N,H,W,4] (addMaskChannel makes it) to [N,H,W,3] in (0,1). Throws as buildArticleUNet.
 */
export function buildArticlePartialUNet(options: ArticlePartialUNetOptions = {}): tf.LayersModel {
  const { width = 1, imageSize = [32, 32], seed = 1 } = options;
  checkArticleSize(width, imageSize);
  const random = randomStream(seed, "initial weights");
  const initializer = (): ReturnType<typeof tf.initializers.glorotUniform> =>
    tf.initializers.glorotUniform({ seed: random.integer(1, 2 ** 31 - 1) });
  const convolve = (x: Masked, args: Pick<PartialConv2DArgs, "name" | "filters" | "strides">): Masked => {
    const layer = new PartialConv2D({ ...args, activation: "relu", kernelInitializer: initializer() });
    const [features, knownMask] = layer.apply([x.features, x.knownMask]) as tf.SymbolicTensor[];
    return { features, knownMask, channels: args.filters };
  };
  const input = tf.input({ shape: [imageSize?.[0] ?? null, imageSize?.[1] ?? null, 4], name: "image_and_mask" });
  const [image, mask] = new SplitMask({ name: "split" }).apply(input) as tf.SymbolicTensor[];
  let x: Masked = { features: image, knownMask: mask, channels: 3 };
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

function double({ features, knownMask, channels }: Masked, level: number): Masked {
  const wider = (x: tf.SymbolicTensor, what: string): tf.SymbolicTensor =>
    applyLayer(x, tf.layers.upSampling2d({ name: `double_${what}_${level}`, size: [2, 2], interpolation: "nearest" }));
  return { features: wider(features, "features"), knownMask: wider(knownMask, "mask"), channels };
}

/** One behind the other, each with its mask for all of its channels. */
function join(first: Masked, second: Masked, level: number): Masked {
  const masks = [first, second].map(({ knownMask, channels }, i) =>
    applyLayer(knownMask, new RepeatMask({ name: `mask_${level}_${"ab"[i]}`, channels })),
  );
  return {
    features: applyLayer([first.features, second.features], tf.layers.concatenate({ name: `skip_${level}` })),
    knownMask: applyLayer(masks, tf.layers.concatenate({ name: `mask_${level}` })),
    channels: first.channels + second.channels,
  };
}
