// Random cases of PartialConv2D and what it makes of them, with gradients: every stride of 1 to 3 with every kernel of 1, 3, 5 and 7,
// masks of one and of all channels, some of it known, a little, all and nothing; sizes and channels are drawn, so that kernels are
// also larger than the image.
import * as tf from "../../src/tensorflow";
import { PartialConv2D } from "../../src/layers/partialConv2D";
import { randomStream } from "../../src/random";

/** Settings of a case, and the shapes of what goes in. */
export interface Case {
  readonly kernelSize: number;
  readonly strides: number;
  readonly mask: keyof typeof knownShares;
  readonly features: readonly [number, number, number, number];
  /** As many as the features' channels, or 1. */
  readonly maskChannels: number;
  readonly filters: number;
}

/** Of what is drawn and of what came out, in this order: row-major float32, images [N,H,W,C], kernels [k,k,in,out]. */
export const arrayNames = [
  "features",
  "knownMask",
  "kernel",
  "bias",
  "weights",
  "output",
  "updatedMask",
  "featuresGradient",
  "kernelGradient",
  "biasGradient",
] as const;

export type Arrays = Readonly<Record<(typeof arrayNames)[number], tf.Tensor>>;

const knownShares = { some: 0.5, little: 0.05, all: 1, nothing: 0 } as const;

/** The 96 cases; the same seed gives the same. */
export function drawCases(seed = 1): Case[] {
  const random = randomStream(seed, "partial convolution cases");
  const cases: Case[] = [];
  for (const strides of [1, 2, 3])
    for (const kernelSize of [1, 3, 5, 7])
      for (const mask of ["some", "little", "all", "nothing"] as const)
        for (const isSingle of [true, false]) {
          const channels = random.integer(2, 5);
          const features = [2, random.integer(4, 14), random.integer(4, 14), channels] as const;
          const filters = random.integer(1, 4);
          cases.push({ kernelSize, strides, mask, features, maskChannels: isSingle ? 1 : channels, filters });
        }
  return cases;
}

/**
 * Draws the numbers of the case at this position, and computes by PartialConv2D the output, the new mask, and the gradients of the
 * sum of output × weights. The caller disposes of the tensors.
 */
export function computeCase(one: Case, position: number, seed = 1): Arrays {
  const { kernelSize, strides, features: shape, maskChannels, filters, mask } = one;
  const [count, height, width, channels] = shape;
  const random = randomStream(seed, "partial convolution values", position);
  const draw = (size: readonly number[], value: () => number): tf.Tensor =>
    tf.tensor(Float32Array.from({ length: tf.util.sizeFromShape([...size]) }, value), [...size]);
  const symmetric = (): number => 2 * random.uniform() - 1;
  return tf.tidy(() => {
    const layer = new PartialConv2D({ filters, kernelSize, strides });
    const maskShape = [count, height, width, maskChannels];
    layer.build([[...shape], maskShape]);
    const scale = Math.sqrt(6 / (kernelSize ** 2 * (channels + filters))); // Glorot's
    const kernel = draw([kernelSize, kernelSize, channels, filters], () => scale * symmetric());
    const bias = draw([filters], symmetric);
    const features = draw(shape, symmetric);
    const knownMask = draw(maskShape, () => (random.uniform() < knownShares[mask] ? 1 : 0));
    layer.setWeights([kernel, bias]);
    const apply = (x: tf.Tensor): tf.Tensor[] => layer.apply([x, knownMask]) as tf.Tensor[];
    const [output, updatedMask] = apply(features);
    const weights = draw(output.shape, symmetric);
    const weighed = (x: tf.Tensor): tf.Scalar => tf.sum(tf.mul(apply(x)[0], weights));
    const { grads } = tf.variableGrads(() => weighed(features));
    const [kernelGradient, biasGradient] = layer.trainableWeights.map((weight) => grads[weight.name]);
    const featuresGradient = tf.grad(weighed)(features);
    layer.weights.forEach((weight) => weight.dispose());
    const drawn = { features, knownMask, kernel, bias, weights };
    return { ...drawn, output, updatedMask, featuresGradient, kernelGradient, biasGradient };
  });
}
