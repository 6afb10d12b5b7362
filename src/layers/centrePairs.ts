// Takes from every channel its mean over the batch, as mean-only batch normalisation does (Salimans and Kingma 2016, arXiv
// 1602.07868, section 4), both of a pair of mirrorConvolution alike. Units that follow with a ReLU are then above 0 somewhere in
// every batch, so that none of them falls silent for good. No offset is learned: that could push them all below 0 again.
import * as tf from "../tensorflow";
import { forPairs } from "./mirrorConvolution";
import { oneShape, oneTensor } from "./oneInput";

/** The part of the moving mean that stays in a step. */
const momentum = 0.98;

/** [N,H,W,C] to the same shape, C even. In training the batch's means are taken away, else their moving averages. */
export class CentrePairs extends tf.layers.Layer {
  static readonly className: string = "CentrePairs";
  private movingMean!: tf.LayerVariable;

  override build(inputShape: tf.Shape | tf.Shape[]): void {
    const channels = oneShape(inputShape)[3] as number;
    this.movingMean = this.addWeight(
      "moving_mean",
      [channels / 2],
      "float32",
      tf.initializers.zeros(),
      undefined,
      false,
    );
    this.built = true;
  }

  override call(inputs: tf.Tensor | tf.Tensor[], kwargs: { training?: boolean }): tf.Tensor {
    const x = oneTensor(inputs) as tf.Tensor4D;
    return tf.tidy(() => {
      const before = this.movingMean.read() as tf.Tensor1D;
      if (!kwargs.training) return tf.sub(x, forPairs(before));
      const [first, second] = tf.split(tf.mean(x, [0, 1, 2]) as tf.Tensor1D, 2);
      const mean = tf.mul(tf.add(first, second), 0.5) as tf.Tensor1D;
      this.movingMean.write(tf.add(before, tf.mul(tf.sub(mean, before), 1 - momentum)));
      return tf.sub(x, forPairs(mean));
    });
  }

  override computeOutputShape(shape: tf.Shape | tf.Shape[]): tf.Shape | tf.Shape[] {
    return shape;
  }
}

tf.serialization.registerClass(CentrePairs);
