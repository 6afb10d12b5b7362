// The U-Net of partial convolutions of Liu, Reda, Shih, Wang, Tao and Catanzaro 2018 (arXiv 1804.07723, section 3.2 and table 1):
// an encoder of strides 2 with kernels of 7, 5, 5 and then 3, a decoder of nearest-neighbour doubling with skips, batch
// normalisation everywhere but in the first and the last layer. The paper's 512×512 pixels are eight levels, 256×256 seven.
import { BatchNormalization } from "../layers/batchNormalization";
import { JoinMasked, SplitMask } from "../layers/maskChannels";
import { PartialConv2D } from "../layers/partialConv2D";
import { randomStream } from "../random";
import * as tf from "../tensorflow";
import { applyLayer } from "./applyLayer";

export interface PartialUNetOptions {
  /** How often the encoder halves, 4 to 8; default 8, the paper's for 512×512. */
  readonly levels?: number;
  /** Multiplies all channels but the picture's 3; default 1. */
  readonly width?: number;
  /** The encoder's batch normalisation is frozen, as in the paper's second phase; default false. */
  readonly frozenEncoder?: boolean;
  /** Height and width, multiples of 2^levels; null (default) takes any such size. */
  readonly imageSize?: readonly [number, number] | null;
  /** Seeds the initial weights; default 1. */
  readonly seed?: number;
}

interface Masked {
  readonly features: tf.SymbolicTensor;
  /** One channel for all. */
  readonly knownMask: tf.SymbolicTensor;
}

/** Channels and kernel of each encoder layer; deeper ones are as the last. */
const encoder = [
  [64, 7],
  [128, 5],
  [256, 5],
  [512, 3],
] as const;

/**
 * Builds the untrained network: 32,865,236 parameters that are trained at eight levels, 25,784,276 at seven. Images with 0 in the holes
 * and their knownMask [N,H,W,4] (addMaskChannel makes it) to [N,H,W,3], of any value. Throws for levels, width and sizes that it
 * cannot have.
 */
export function buildPartialUNet(options: PartialUNetOptions = {}): tf.LayersModel {
  const { levels = 8, width = 1, frozenEncoder = false, imageSize = null, seed = 1 } = options;
  checkPartialUNet(levels, width, imageSize);
  const random = randomStream(seed, "initial weights");
  // He et al. 2015, as the paper has it.
  const kernelInitializer = (): ReturnType<typeof tf.initializers.heNormal> =>
    tf.initializers.heNormal({ seed: random.integer(1, 2 ** 31 - 1) });
  const input = tf.input({ shape: [imageSize?.[0] ?? null, imageSize?.[1] ?? null, 4], name: "image_and_mask" });
  const [image, mask] = new SplitMask({ name: "split" }).apply(input) as tf.SymbolicTensor[];
  let x: Masked = { features: image, knownMask: mask };
  const skips: Masked[] = [];
  for (let level = 1; level <= levels; level++) {
    skips.push(x);
    const [filters, kernelSize] = encoder[Math.min(level, encoder.length) - 1];
    const name = `down_${level}`;
    const args = { name, filters: filters * width, kernelSize, strides: 2, kernelInitializer: kernelInitializer() };
    const [features, knownMask] = new PartialConv2D(args).apply([x.features, x.knownMask]) as tf.SymbolicTensor[];
    const normalised =
      level === 1
        ? features
        : applyLayer(features, new BatchNormalization({ name: `${name}_norm`, frozen: frozenEncoder }));
    x = { features: applyLayer(normalised, tf.layers.reLU({ name: `${name}_relu` })), knownMask };
  }
  for (let level = levels; level >= 1; level--) {
    const skip = skips[level - 1];
    const joined = new JoinMasked({ name: `join_${level}` }).apply([
      double(x.features, `double_${level}`),
      double(x.knownMask, `double_mask_${level}`),
      skip.features,
      skip.knownMask,
    ]) as tf.SymbolicTensor[];
    const name = `up_${level}`;
    const filters = level === 1 ? 3 : encoder[Math.min(level - 1, encoder.length) - 1][0] * width;
    const args = { name, filters, shares: true, kernelInitializer: kernelInitializer() };
    const [features, knownMask] = new PartialConv2D(args).apply(joined) as tf.SymbolicTensor[];
    if (level === 1) return tf.model({ name: "partial_unet", inputs: input, outputs: features });
    const normalised = applyLayer(features, new BatchNormalization({ name: `${name}_norm` }));
    x = { features: applyLayer(normalised, tf.layers.leakyReLU({ name: `${name}_relu`, alpha: 0.2 })), knownMask };
  }
  throw new Error("Expected at least one level.");
}

function double(x: tf.SymbolicTensor, name: string): tf.SymbolicTensor {
  return applyLayer(x, tf.layers.upSampling2d({ name, size: [2, 2], interpolation: "nearest" }));
}

function checkPartialUNet(levels: number, width: number, imageSize: readonly [number, number] | null): void {
  if (!(Number.isInteger(levels) && levels >= 4 && levels <= 8)) {
    throw new Error(`Expected 4 to 8 levels, but received ${levels}. Use 8 for 512×512 pixels, 7 for 256×256.`);
  }
  if (!(width > 0 && Number.isInteger(encoder[0][0] * width))) {
    throw new Error(
      `Expected a width that makes ${encoder[0][0]} × width a whole number, but received ${width}. Use for example 0.25.`,
    );
  }
  const multiple = 2 ** levels;
  if (imageSize === null || imageSize.every((side) => side > 0 && side % multiple === 0)) return;
  throw new Error(
    `Expected a height and width that are multiples of ${multiple} for ${levels} levels, but received ` +
      `${imageSize.join("×")}. Take fewer levels, or cut the images to such a size.`,
  );
}
