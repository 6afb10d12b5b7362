// The "vanilla autoencoder" of the article (Thakur and Paul, Introduction to image inpainting with deep learning, Weights & Biases),
// which is a U-Net (Ronneberger, Fischer and Brox 2015) with "same" padding: pairs of 3×3 convolutions, max pooling, transposed
// convolutions without activation, skips joined behind what came up. Initial weights are Keras's: Glorot uniform, bias 0.
import * as tf from "../tensorflow";
import { randomStream } from "../random";
import { applyLayer } from "./applyLayer";
import { checkWidth } from "./checkWidth";

export interface ArticleUNetOptions {
  /** Multiplies the channels 32, 64, 128, 256 and 512 of the levels; default 1. */
  readonly width?: number;
  /** Whether the network is given the mask as a fourth channel, which the article's is not; default false. */
  readonly maskChannel?: boolean;
  /** Height and width, multiples of 16; null takes any such size. Default [32, 32]. */
  readonly imageSize?: readonly [number, number] | null;
  /** Seeds the initial weights; default 1. */
  readonly seed?: number;
}

const levels = [32, 64, 128, 256, 512] as const;

/**
 * Builds the untrained network, 7,760,931 parameters at width 1: images [N,H,W,3], or with their mask [N,H,W,4], to [N,H,W,3] in
 * (0,1). Throws for a width that gives no whole numbers of channels, and for sizes that do not halve four times.
 */
export function buildArticleUNet(options: ArticleUNetOptions = {}): tf.LayersModel {
  const { width = 1, maskChannel = false, imageSize = [32, 32], seed = 1 } = options;
  checkArticleSize(width, imageSize);
  const random = randomStream(seed, "initial weights");
  const kernelInitializer = (): ReturnType<typeof tf.initializers.glorotUniform> =>
    tf.initializers.glorotUniform({ seed: random.integer(1, 2 ** 31 - 1) });
  const twice = (x: tf.SymbolicTensor, filters: number, name: string): tf.SymbolicTensor => {
    for (const part of ["a", "b"]) {
      const settings = {
        name: `${name}_${part}`,
        filters,
        kernelSize: 3,
        padding: "same",
        activation: "relu",
      } as const;
      x = applyLayer(x, tf.layers.conv2d({ ...settings, kernelInitializer: kernelInitializer() }));
    }
    return x;
  };
  const channels = levels.map((count) => count * width);
  const deepest = channels.length - 1;
  const input = tf.input({
    shape: [imageSize?.[0] ?? null, imageSize?.[1] ?? null, maskChannel ? 4 : 3],
    name: maskChannel ? "image_and_mask" : "image",
  });
  const skips: tf.SymbolicTensor[] = [];
  let x = input;
  for (let level = 0; level < deepest; level++) {
    skips.push((x = twice(x, channels[level], `down_${level + 1}`)));
    x = applyLayer(x, tf.layers.maxPooling2d({ name: `pool_${level + 1}`, poolSize: 2 }));
  }
  x = twice(x, channels[deepest], "bottom");
  for (let level = deepest - 1; level >= 0; level--) {
    const settings = { name: `double_${level + 1}`, filters: channels[level], kernelSize: 2, strides: 2 } as const;
    const wider = tf.layers.conv2dTranspose({ ...settings, padding: "same", kernelInitializer: kernelInitializer() });
    x = applyLayer([applyLayer(x, wider), skips[level]], tf.layers.concatenate({ name: `skip_${level + 1}` }));
    x = twice(x, channels[level], `up_${level + 1}`);
  }
  const settings = { name: "output", filters: 3, kernelSize: 3, padding: "same", activation: "sigmoid" } as const;
  const output = tf.layers.conv2d({ ...settings, kernelInitializer: kernelInitializer() });
  return tf.model({ name: "article_unet", inputs: input, outputs: applyLayer(x, output) });
}

/** Throws where channels would not be whole, or the size does not halve four times. */
export function checkArticleSize(width: number, imageSize: readonly [number, number] | null): void {
  checkWidth(levels[0], width, 0.5);
  if (imageSize === null || imageSize.every((side) => side > 0 && side % 16 === 0)) return;
  throw new Error(
    `Expected a height and width that are multiples of 16, but received ${imageSize.join("×")}. ` +
      "Cut the images to such a size.",
  );
}
