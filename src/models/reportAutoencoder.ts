// The convolutional autoencoder of the report (section 3.3 and appendix A4): 13,347 parameters, 32×32×3 in and out,
// two poolings down to 8×8×16 and two up-samplings back. The initialiser is Glorot uniform (Glorot and Bengio 2010,
// equation 16), Keras's default; TensorFlow.js's own default for convolutions is Glorot normal, so it is set here.
import * as tf from "../tensorflow";
import { randomStream } from "../random";

export interface ReportAutoencoderOptions {
  /** Seeds the initial weights; default 1. */
  readonly seed?: number;
}

/** Builds the untrained network. Input [N,32,32,3] in [0,1] with black holes, output [N,32,32,3] in (0,1). */
export function buildReportAutoencoder(options: ReportAutoencoderOptions = {}): tf.Sequential {
  const random = randomStream(options.seed ?? 1, "initial weights");
  const convolution = (
    name: string,
    filters: number,
    activation: "relu" | "sigmoid" = "relu",
    first = false,
  ): tf.layers.Layer =>
    tf.layers.conv2d({
      name,
      filters,
      activation,
      kernelSize: 3,
      padding: "same",
      kernelInitializer: tf.initializers.glorotUniform({ seed: random.integer(1, 2 ** 31 - 1) }),
      ...(first ? { inputShape: [32, 32, 3] } : {}),
    });
  const halve = (name: string): tf.layers.Layer => tf.layers.maxPooling2d({ name, poolSize: 2, padding: "same" });
  const double = (name: string): tf.layers.Layer =>
    tf.layers.upSampling2d({ name, size: [2, 2], interpolation: "nearest" });
  return tf.sequential({
    name: "report_autoencoder",
    layers: [
      convolution("encoder_1", 32, "relu", true),
      halve("pool_1"),
      convolution("encoder_2", 16),
      halve("pool_2"),
      convolution("decoder_1", 16),
      double("up_1"),
      convolution("decoder_2", 32),
      double("up_2"),
      convolution("output", 3, "sigmoid"),
    ],
  });
}
