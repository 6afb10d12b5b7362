// Context encoders (Pathak, Krähenbühl, Donahue, Darrell and Efros 2016, arXiv 1604.07379, section 3): an encoder of 4×4
// convolutions of stride 2 down to 4×4 places, a channel-wise dense layer, a decoder of up-convolutions. Channels, slopes and initial
// weights as in the authors' code (pathak22/context-encoder, train.lua), whose 128×128 network halves five times. Here the network
// gives an image of the input's size, so that one network serves holes in the centre and anywhere: losses look at the hole.
import { BatchNormalization } from "../layers/batchNormalization";
import { ChannelwiseDense } from "../layers/channelwiseDense";
import { SpectralConv2D, type SpectralConv2DArgs } from "../layers/spectralConv2D";
import { randomStream } from "../random";
import * as tf from "../tensorflow";
import { applyLayer } from "./applyLayer";
import { checkWidth } from "./checkWidth";

export interface ContextEncoderOptions {
  /** Height and width: 32, 64 or 128; default 128. */
  readonly size?: number;
  /** Multiplies all channels but the picture's 3; default 1. */
  readonly width?: number;
  /** Input [N,H,W,4], the image with 0 in the holes and its knownMask, instead of [N,H,W,3]; default false. */
  readonly maskChannel?: boolean;
  /** Seeds the initial weights; default 1. */
  readonly seed?: number;
}

export interface DiscriminatorOptions {
  /** Height and width of what it sees, a multiple of 16; default 64. */
  readonly size?: number;
  /** Multiplies all channels; default 1. */
  readonly width?: number;
  /** Spectral normalisation of all layers (Miyato et al. 2018) in place of batch normalisation; default false. */
  readonly spectral?: boolean;
  /** Seeds the initial weights; default 1. */
  readonly seed?: number;
}

/** What the encoder halves last has the last of these channels; smaller images leave out the first ones. */
const encoder = [64, 64, 128, 256, 512] as const;
const bottleneck = 4;
const judging = [64, 128, 256, 512] as const;

/**
 * Builds the untrained generator; output [N,H,W,3] in (0,1), by a sigmoid, which is the authors' tanh brought to that range. At 128×128
 * it has 6,047,683 parameters that are trained. Convolutions before a normalisation have no bias. Throws for sizes and widths that it
 * cannot have.
 */
export function buildContextEncoder(options: ContextEncoderOptions = {}): tf.LayersModel {
  const { size = 128, width = 1, maskChannel = false, seed = 1 } = options;
  const levels = Math.log2(size / bottleneck);
  if (!(Number.isInteger(levels) && levels >= 3 && levels <= encoder.length)) {
    throw new Error(`Expected a context encoder's size to be 32, 64 or 128, but received ${size}. Use one of these.`);
  }
  checkWidth(encoder[0], width, 0.25);
  const channels = encoder.slice(-levels).map((filters) => filters * width);
  const draw = initializers(seed);
  const input = tf.input({ shape: [size, size, maskChannel ? 4 : 3], name: maskChannel ? "image_and_mask" : "image" });
  let x = input;
  channels.forEach((filters, i) => {
    x = convolveDown(x, `down_${i + 1}`, filters, i === 0, draw);
  });
  x = applyLayer(x, new ChannelwiseDense({ name: "channelwise", seed: draw.seed() }));
  // Joins the channels at each place: the dense layer before it has joined the places of each channel.
  const joining = { name: "join", filters: channels[levels - 1], kernelSize: 1, useBias: false } as const;
  x = rectified(applyLayer(x, tf.layers.conv2d({ ...joining, kernelInitializer: draw.kernel() })), "join");
  for (let level = levels - 1; level >= 1; level--) {
    const name = `up_${level + 1}`;
    x = rectified(
      applyLayer(x, tf.layers.conv2dTranspose({ ...doubling(name, channels[level - 1], draw), useBias: false })),
      name,
    );
  }
  const last = tf.layers.conv2dTranspose({ ...doubling("up_1", 3, draw), activation: "sigmoid" });
  return tf.model({ name: "context_encoder", inputs: input, outputs: applyLayer(x, last) });
}

/**
 * Builds the untrained discriminator: what a hole holds [N,H,W,3], true or predicted, to one logit each [N,1], above 0 for "true". It is
 * not told the context (section 3.2). At 64×64, what the authors' 128×128 network predicts, it has 2,765,633 parameters that are trained,
 * with spectral normalisation 2,764,737. Throws for sizes and widths that it cannot have.
 */
export function buildDiscriminator(options: DiscriminatorOptions = {}): tf.LayersModel {
  const { size = 64, width = 1, spectral = false, seed = 1 } = options;
  const multiple = 2 ** judging.length;
  if (!(size > 0 && size % multiple === 0)) {
    throw new Error(
      `Expected a discriminator's size to be a multiple of ${multiple}, but received ${size}. Use for example 64.`,
    );
  }
  checkWidth(encoder[0], width, 0.25);
  const draw = initializers(seed);
  const input = tf.input({ shape: [size, size, 3], name: "hole" });
  let x = input;
  judging.forEach((filters, i) => {
    const name = `judge_${i + 1}`;
    x = spectral
      ? leaky(spectralConvolution(x, { name, filters: filters * width, kernelSize: 4, strides: 2 }, draw), name)
      : convolveDown(x, name, filters * width, i === 0, draw);
  });
  const flat = tf.layers.flatten({ name: "flat" });
  // A dense layer over all places is a convolution whose kernel covers them.
  const whole = { name: "logit", filters: 1, kernelSize: size / multiple, padding: "valid" } as const;
  const logit = spectral
    ? applyLayer(spectralConvolution(x, whole, draw), flat)
    : applyLayer(applyLayer(x, flat), tf.layers.dense({ name: "logit", units: 1, kernelInitializer: draw.kernel() }));
  return tf.model({ name: "discriminator", inputs: input, outputs: logit });
}

interface Initializers {
  readonly seed: () => number;
  readonly kernel: () => ReturnType<typeof tf.initializers.randomNormal>;
}

/** Normal with deviation .02, as Radford, Metz and Chintala 2016 (arXiv 1511.06434, section 4) have it and the authors' code after them. */
function initializers(seed: number): Initializers {
  const random = randomStream(seed, "initial weights");
  const next = (): number => random.integer(1, 2 ** 31 - 1);
  return { seed: next, kernel: () => tf.initializers.randomNormal({ mean: 0, stddev: 0.02, seed: next() }) };
}

/** Half the size, normalised but for the first, with a slope of .2 below 0. */
function convolveDown(
  x: tf.SymbolicTensor,
  name: string,
  filters: number,
  first: boolean,
  draw: Initializers,
): tf.SymbolicTensor {
  const settings = { name, filters, kernelSize: 4, strides: 2, padding: "same", useBias: first } as const;
  const convolved = applyLayer(x, tf.layers.conv2d({ ...settings, kernelInitializer: draw.kernel() }));
  return leaky(first ? convolved : applyLayer(convolved, new BatchNormalization({ name: `${name}_norm` })), name);
}

function spectralConvolution(x: tf.SymbolicTensor, args: SpectralConv2DArgs, draw: Initializers): tf.SymbolicTensor {
  const drawn = { kernelInitializer: draw.kernel(), seed: draw.seed() };
  return applyLayer(x, new SpectralConv2D({ ...args, ...drawn }));
}

function leaky(x: tf.SymbolicTensor, name: string): tf.SymbolicTensor {
  return applyLayer(x, tf.layers.leakyReLU({ name: `${name}_relu`, alpha: 0.2 }));
}

/** The settings of an up-convolution to twice the size. */
function doubling(name: string, filters: number, draw: Initializers): Parameters<typeof tf.layers.conv2dTranspose>[0] {
  return { name, filters, kernelSize: 4, strides: 2, padding: "same", kernelInitializer: draw.kernel() };
}

function rectified(x: tf.SymbolicTensor, name: string): tf.SymbolicTensor {
  return applyLayer(
    applyLayer(x, new BatchNormalization({ name: `${name}_norm` })),
    tf.layers.reLU({ name: `${name}_relu` }),
  );
}
