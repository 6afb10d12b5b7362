// The report's autoencoder (reportAutoencoder.ts) with repairs that can be switched on one by one: the knownMask as a fourth
// input channel, skip connections as in a U-Net (Ronneberger, Fischer and Brox 2015), a prefill that the network corrects.
// Layers and channels stay the report's, so that a repair and not a larger network makes the difference.
import * as tf from "../tensorflow";
import { AddResidual, PrefillHoles } from "../layers/prefill";
import { randomStream } from "../random";
import { applyLayer } from "./applyLayer";

export interface RepairedAutoencoderOptions {
  /** Input [N,32,32,4], the image with 0 in the holes and its knownMask, instead of [N,32,32,3]; default false. */
  readonly maskChannel?: boolean;
  /** The encoder's outputs at 32×32 and 16×16 are also handed to the decoder's layers of that size; default false. */
  readonly skips?: boolean;
  /**
   * The network sees a prefill near the harmonic one too and gives what is to be added to it: nothing, untrained. Known pixels
   * come out as they were. Needs maskChannel; default false.
   */
  readonly prefill?: boolean;
  /** Seeds the initial weights; default 1. */
  readonly seed?: number;
}

/**
 * Builds the untrained network; output [N,32,32,3]. Without repairs it is the report's, with the same 13,347 initial weights.
 * Throws where prefill is asked for without maskChannel.
 */
export function buildRepairedAutoencoder(options: RepairedAutoencoderOptions = {}): tf.LayersModel {
  const { maskChannel = false, skips = false, prefill = false } = options;
  if (prefill && !maskChannel) {
    throw new Error(
      "Expected maskChannel with prefill, which has to know where the holes are, but received prefill alone. " +
        "Use { maskChannel: true, prefill: true }.",
    );
  }
  const random = randomStream(options.seed ?? 1, "initial weights");
  const convolve = (x: tf.SymbolicTensor, name: string, filters: number, last = false): tf.SymbolicTensor => {
    // Drawn for every layer, so that the others keep their weights where one starts at zero.
    const drawn = tf.initializers.glorotUniform({ seed: random.integer(1, 2 ** 31 - 1) });
    return applyLayer(
      x,
      tf.layers.conv2d({
        name,
        filters,
        kernelSize: 3,
        padding: "same",
        activation: !last ? "relu" : prefill ? "linear" : "sigmoid",
        kernelInitializer: last && prefill ? "zeros" : drawn,
      }),
    );
  };
  const halve = (x: tf.SymbolicTensor, name: string): tf.SymbolicTensor =>
    applyLayer(x, tf.layers.maxPooling2d({ name, poolSize: 2, padding: "same" }));
  const double = (x: tf.SymbolicTensor, name: string, skipped: tf.SymbolicTensor): tf.SymbolicTensor => {
    const wide = applyLayer(x, tf.layers.upSampling2d({ name, size: [2, 2], interpolation: "nearest" }));
    return skips ? applyLayer([skipped, wide], tf.layers.concatenate({ name: `${name}_skip` })) : wide;
  };

  const input = tf.input({ shape: [32, 32, maskChannel ? 4 : 3], name: "image" });
  const seen = prefill ? applyLayer(input, new PrefillHoles({ name: "prefill" })) : input;
  const fine = convolve(seen, "encoder_1", 32);
  const middle = convolve(halve(fine, "pool_1"), "encoder_2", 16);
  const coarse = convolve(halve(middle, "pool_2"), "decoder_1", 16);
  const back = convolve(double(coarse, "up_1", middle), "decoder_2", 32);
  const output = convolve(double(back, "up_2", fine), "output", 3, true);
  const outputs = prefill ? applyLayer([input, seen, output], new AddResidual({ name: "composite" })) : output;
  return tf.model({ name: "repaired_autoencoder", inputs: input, outputs });
}
