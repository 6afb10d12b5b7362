// A U-Net (Ronneberger, Fischer and Brox 2015): convolutions at ever coarser levels and back, each level handed the finer
// one of the same size. It differs from the paper where later practice does: "same" padding, so that output and input have
// one size, nearest-neighbour up-sampling in place of the up-convolution, and far fewer channels.
import * as tf from "../tensorflow";
import { randomStream } from "../random";
import { applyLayer } from "./applyLayer";

export interface UNetOptions {
  /** Channels of the input; default 3. */
  readonly inputChannels?: number;
  /** Channels of the output; default 3. */
  readonly outputChannels?: number;
  /** Channels per level, finest first; each further level halves height and width. Default [16, 32, 64, 96]. */
  readonly channels?: readonly number[];
  /** Default "sigmoid": values in (0,1). */
  readonly outputActivation?: "sigmoid" | "linear" | "tanh" | "relu";
  /** Height and width, multiples of 2^(levels - 1); null takes any such size. Default [32, 32]. */
  readonly imageSize?: readonly [number, number] | null;
  /** Seeds the initial weights; default 1. */
  readonly seed?: number;
}

/** Builds the untrained network: [N,H,W,inputChannels] to [N,H,W,outputChannels]. Throws where the size does not halve evenly. */
export function buildUNet(options: UNetOptions = {}): tf.LayersModel {
  const { inputChannels = 3, outputChannels = 3, channels = [16, 32, 64, 96] } = options;
  const { outputActivation = "sigmoid", imageSize = [32, 32] } = options;
  checkSize(channels, imageSize);
  const random = randomStream(options.seed ?? 1, "initial weights");
  const nextSeed = (): number => random.integer(1, 2 ** 31 - 1);
  // He et al. 2015, equation 10: the variance 2 / fan-in that the paper asks for in section 3, drawn uniformly.
  const convolve = (x: tf.SymbolicTensor, filters: number, name: string): tf.SymbolicTensor =>
    applyLayer(
      x,
      tf.layers.conv2d({
        name,
        filters,
        kernelSize: 3,
        padding: "same",
        activation: "relu",
        kernelInitializer: tf.initializers.heUniform({ seed: nextSeed() }),
      }),
    );
  const twice = (x: tf.SymbolicTensor, filters: number, name: string): tf.SymbolicTensor =>
    convolve(convolve(x, filters, `${name}_a`), filters, `${name}_b`);

  const input = tf.input({ shape: [imageSize?.[0] ?? null, imageSize?.[1] ?? null, inputChannels], name: "image" });
  const skips: tf.SymbolicTensor[] = [];
  const deepest = channels.length - 1;
  let x = input;
  for (let level = 0; level < deepest; level++) {
    skips.push((x = twice(x, channels[level], `down_${level + 1}`)));
    x = applyLayer(x, tf.layers.maxPooling2d({ name: `pool_${level + 1}`, poolSize: 2 }));
  }
  x = twice(x, channels[deepest], "bottom");
  for (let level = deepest - 1; level >= 0; level--) {
    const wider = applyLayer(
      x,
      tf.layers.upSampling2d({ name: `double_${level + 1}`, size: [2, 2], interpolation: "nearest" }),
    );
    x = applyLayer([skips[level], wider], tf.layers.concatenate({ name: `skip_${level + 1}` }));
    x = twice(x, channels[level], `up_${level + 1}`);
  }
  const output = tf.layers.conv2d({
    name: "output",
    filters: outputChannels,
    kernelSize: 1,
    activation: outputActivation,
    kernelInitializer: tf.initializers.glorotUniform({ seed: nextSeed() }),
  });
  return tf.model({ name: "unet", inputs: input, outputs: applyLayer(x, output) });
}

function checkSize(channels: readonly number[], size: readonly [number, number] | null): void {
  if (channels.length === 0) {
    throw new Error("Expected channels for at least one level, but received none. Use for example [16, 32, 64, 96].");
  }
  const step = 2 ** (channels.length - 1);
  if (size !== null && size.some((side) => !(side > 0 && side % step === 0))) {
    throw new Error(
      `Expected a height and width that are multiples of ${step} for ${channels.length} levels, but received ` +
        `${size.join("×")}. Use fewer levels or cut the images to such a size.`,
    );
  }
}
