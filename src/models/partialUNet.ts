// The U-Net of partial convolutions of Liu, Reda, Shih, Wang, Tao and Catanzaro 2018 (arXiv 1804.07723, section 3.2 and table 1):
// an encoder of strides 2 with kernels of 7, 5, 5 and then 3, a decoder of nearest-neighbour doubling with skips, batch
// normalisation everywhere but in the first and the last layer. The paper's 512×512 pixels are eight levels, 256×256 seven.
import { BatchNormalization } from "../layers/batchNormalization";
import { JoinMasked, SplitMask } from "../layers/maskChannels";
import { PartialConv2D, type PartialConv2DArgs } from "../layers/partialConv2D";
import { randomStream } from "../random";
import * as tf from "../tensorflow";
import { applyLayer } from "./applyLayer";
import { checkWidth } from "./checkWidth";

export interface PartialUNetOptions {
  /** How often the encoder halves, 4 to 8; default 8, the paper's for 512×512. */
  readonly levels?: number;
  /** Multiplies all channels but the picture's 3; default 1. */
  readonly width?: number;
  /**
   * "partial": partial convolutions, the default. "plain": an ordinary convolution in place of each, to compare; the mask goes in with
   * the picture and nowhere else. "studentProject": the layers of viv66/image-inpainting with their slips: no factor sum(1), a bias in
   * the last one alone, the third kernel of 3.
   */
  readonly convolution?: "partial" | "plain" | "studentProject";
  /** The encoder's batch normalisation is frozen, as in the paper's second phase; default false. */
  readonly frozenEncoder?: boolean;
  /** Height and width, multiples of 2^levels; null (default) takes any such size. */
  readonly imageSize?: readonly [number, number] | null;
  /** Seeds the initial weights; default 1. */
  readonly seed?: number;
}

interface Masked {
  readonly features: tf.SymbolicTensor;
  /** One channel for all; null where convolutions are ordinary ones. */
  readonly knownMask: tf.SymbolicTensor | null;
}

type Convolution = NonNullable<PartialUNetOptions["convolution"]>;

/** Channels and kernel of each encoder layer; deeper ones are as the last. */
const encoder = [
  [64, 7],
  [128, 5],
  [256, 5],
  [512, 3],
] as const;

/**
 * Builds the untrained network: 32,865,236 parameters that are trained at eight levels, 25,784,276 at seven (3,163 more with plain
 * convolutions). Images with 0 in the holes
 * and their knownMask [N,H,W,4] (addMaskChannel makes it) to [N,H,W,3], of any value. Throws for levels, width and sizes that it
 * cannot have.
 */
export function buildPartialUNet(options: PartialUNetOptions = {}): tf.LayersModel {
  const { levels = 8, width = 1, convolution = "partial", frozenEncoder = false, imageSize = null, seed = 1 } = options;
  checkPartialUNet(levels, width, convolution, imageSize);
  const random = randomStream(seed, "initial weights");
  // He et al. 2015, as the paper has it.
  const kernelInitializer = (): ReturnType<typeof tf.initializers.heNormal> =>
    tf.initializers.heNormal({ seed: random.integer(1, 2 ** 31 - 1) });
  const convolve = convolutionOf(convolution, kernelInitializer);
  const input = tf.input({ shape: [imageSize?.[0] ?? null, imageSize?.[1] ?? null, 4], name: "image_and_mask" });
  let x: Masked = convolution === "plain" ? { features: input, knownMask: null } : split(input);
  const skips: Masked[] = [];
  for (let level = 1; level <= levels; level++) {
    skips.push(x);
    const [filters, published] = encoder[Math.min(level, encoder.length) - 1];
    const kernelSize = convolution === "studentProject" && level === 3 ? 3 : published;
    const name = `down_${level}`;
    const { features, knownMask } = convolve(x, { name, filters: filters * width, kernelSize, strides: 2 });
    const normalised =
      level === 1
        ? features
        : applyLayer(features, new BatchNormalization({ name: `${name}_norm`, frozen: frozenEncoder }));
    x = { features: applyLayer(normalised, tf.layers.reLU({ name: `${name}_relu` })), knownMask };
  }
  for (let level = levels; level >= 1; level--) {
    const name = `up_${level}`;
    const filters = level === 1 ? 3 : encoder[Math.min(level - 1, encoder.length) - 1][0] * width;
    const { features, knownMask } = convolve(join(x, skips[level - 1], level), { name, filters, shares: true });
    if (level === 1) return tf.model({ name: "partial_unet", inputs: input, outputs: features });
    const normalised = applyLayer(features, new BatchNormalization({ name: `${name}_norm` }));
    x = { features: applyLayer(normalised, tf.layers.leakyReLU({ name: `${name}_relu`, alpha: 0.2 })), knownMask };
  }
  throw new Error("Expected at least one level.");
}

/** One convolution of this kind, with its mask where it has one. */
function convolutionOf(
  convolution: Convolution,
  kernelInitializer: () => ReturnType<typeof tf.initializers.heNormal>,
): (x: Masked, args: PartialConv2DArgs) => Masked {
  return ({ features, knownMask }, args) => {
    const { name, filters, kernelSize = 3, strides = 1 } = args;
    if (knownMask === null) {
      const settings = { name, filters, kernelSize, strides, kernelInitializer: kernelInitializer() };
      return { features: applyLayer(features, tf.layers.conv2d({ ...settings, padding: "same" })), knownMask };
    }
    const slips = convolution === "studentProject" ? { windowFactor: false, useBias: name === "up_1" } : {};
    const layer = new PartialConv2D({ ...args, ...slips, kernelInitializer: kernelInitializer() });
    const [convolved, updated] = layer.apply([features, knownMask]) as tf.SymbolicTensor[];
    return { features: convolved, knownMask: updated };
  };
}

function split(input: tf.SymbolicTensor): Masked {
  const [features, knownMask] = new SplitMask({ name: "split" }).apply(input) as tf.SymbolicTensor[];
  return { features, knownMask };
}

/** What is coarser, doubled, and what has the same size. */
function join(coarse: Masked, skip: Masked, level: number): Masked {
  const wider = double(coarse.features, `double_${level}`);
  if (coarse.knownMask === null || skip.knownMask === null) {
    return {
      features: applyLayer([wider, skip.features], tf.layers.concatenate({ name: `join_${level}` })),
      knownMask: null,
    };
  }
  const [features, knownMask] = new JoinMasked({ name: `join_${level}` }).apply([
    wider,
    double(coarse.knownMask, `double_mask_${level}`),
    skip.features,
    skip.knownMask,
  ]) as tf.SymbolicTensor[];
  return { features, knownMask };
}

function double(x: tf.SymbolicTensor, name: string): tf.SymbolicTensor {
  return applyLayer(x, tf.layers.upSampling2d({ name, size: [2, 2], interpolation: "nearest" }));
}

function checkPartialUNet(
  levels: number,
  width: number,
  convolution: string,
  imageSize: readonly [number, number] | null,
): void {
  if (!["partial", "plain", "studentProject"].includes(convolution)) {
    throw new Error(
      `Expected convolution to be partial, plain or studentProject, but received "${convolution}". Use one of these words.`,
    );
  }
  if (!(Number.isInteger(levels) && levels >= 4 && levels <= 8)) {
    throw new Error(`Expected 4 to 8 levels, but received ${levels}. Use 8 for 512×512 pixels, 7 for 256×256.`);
  }
  checkWidth(encoder[0][0], width, 0.25);
  const multiple = 2 ** levels;
  if (imageSize === null || imageSize.every((side) => side > 0 && side % multiple === 0)) return;
  throw new Error(
    `Expected a height and width that are multiples of ${multiple} for ${levels} levels, but received ` +
      `${imageSize.join("×")}. Take fewer levels, or cut the images to such a size.`,
  );
}
