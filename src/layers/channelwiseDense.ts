// The channel-wise fully connected layer of "Context Encoders" (Pathak, Krähenbühl, Donahue, Darrell and Efros 2016, arXiv
// 1604.07379, section 3.1): within each of the m channels every place of the n×n map feeds every other, and no channel feeds
// another, m·n⁴ weights in place of the m²·n⁴ of a dense layer. A convolution of stride 1 behind it joins the channels.
import * as tf from "../tensorflow";
import { oneShape, oneTensor } from "./oneInput";

export interface ChannelwiseDenseArgs {
  readonly name?: string;
  /** Adds a number of its own to each place of each channel; default true. */
  readonly useBias?: boolean;
  /** Seeds the initial weights, Glorot's uniform ones for each channel's matrix by itself; default 1. */
  readonly seed?: number;
}

/**
 * [N,H,W,C] to the same shape: out[b,:,c] = in[b,:,c] · kernel[c] + bias[c], the H·W places of a channel as one row. The kernel is
 * [C,H·W,H·W], from place to place, the bias [C,H·W]. Throws where height, width or channels are left open.
 */
export class ChannelwiseDense extends tf.layers.Layer {
  static readonly className: string = "ChannelwiseDense";
  private readonly useBias: boolean;
  private readonly seed: number;
  private kernel!: tf.LayerVariable;
  private bias: tf.LayerVariable | null = null;

  constructor(args: ChannelwiseDenseArgs = {}) {
    super(args as ConstructorParameters<typeof tf.layers.Layer>[0]);
    this.useBias = args.useBias ?? true;
    this.seed = args.seed ?? 1;
  }

  override build(inputShape: tf.Shape | tf.Shape[]): void {
    const [, height, width, channels] = oneShape(inputShape);
    if (height === null || width === null || channels === null) {
      throw new Error(
        "Expected a fixed height, width and number of channels for a channel-wise dense layer, but received " +
          `[${[height, width, channels].map((side) => side ?? "any").join(",")}]. Give the network's input a size.`,
      );
    }
    const places = height * width;
    const limit = Math.sqrt(3 / places);
    const initializer = tf.initializers.randomUniform({ minval: -limit, maxval: limit, seed: this.seed });
    this.kernel = this.addWeight("kernel", [channels, places, places], "float32", initializer);
    if (this.useBias) this.bias = this.addWeight("bias", [channels, places], "float32", tf.initializers.zeros());
    this.built = true;
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    const x = oneTensor(inputs);
    return tf.tidy(() => {
      const [count, height, width, channels] = x.shape;
      // Channels first: one multiplication of matrices each, [N,H·W] by [H·W,H·W].
      const rows = tf.transpose(tf.reshape(x, [count, height * width, channels]), [2, 0, 1]);
      const dense = tf.matMul(rows, this.kernel.read());
      const shifted =
        this.bias === null ? dense : tf.add(dense, tf.reshape(this.bias.read(), [channels, 1, height * width]));
      return tf.reshape(tf.transpose(shifted, [1, 2, 0]), [count, height, width, channels]);
    });
  }

  override computeOutputShape(shape: tf.Shape | tf.Shape[]): tf.Shape | tf.Shape[] {
    return shape;
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), useBias: this.useBias, seed: this.seed };
  }
}

tf.serialization.registerClass(ChannelwiseDense);
