// The partial convolution as the article's code has it (ayulockin/deepimageinpainting, utils/pconv_layer.py, after
// MathiasGruber/PConv-Keras), slips included: the kernel of ones that counts known pixels is trained along, a window counts
// k·k numbers where k·k·C_in are summed, and the bias enters holes too. It is here to be compared; PartialConv2D is the layer.
import * as tf from "../tensorflow";
import { PartialConv2D } from "./partialConv2D";

/** As PartialConv2D, but the mask has as many channels as the features, before and after. */
export class ArticlePartialConv2D extends PartialConv2D {
  static override readonly className: string = "ArticlePartialConv2D";
  private maskKernel!: tf.LayerVariable;

  override build(inputShape: tf.Shape | tf.Shape[]): void {
    super.build(inputShape);
    const { filters, kernelSize = 3 } = this.args;
    const [[, , , channels]] = inputShape as number[][];
    const shape = [kernelSize, kernelSize, channels, filters];
    this.maskKernel = this.addWeight("mask_kernel", shape, "float32", tf.initializers.ones());
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor[] {
    const [features, knownMask] = inputs as [tf.Tensor4D, tf.Tensor4D];
    const { kernelSize = 3, strides = 1 } = this.args;
    return tf.tidy(() => {
      const sums = tf.conv2d(tf.mul<tf.Tensor4D>(features, knownMask), this.kernelValue(), strides, "same");
      const known = tf.conv2d(knownMask, this.maskKernel.read() as tf.Tensor4D, strides, "same");
      const updated = tf.clipByValue(known, 0, 1);
      const ratio = tf.mul(tf.div(kernelSize * kernelSize, tf.add(known, 1e-8)), updated);
      const weighed = tf.mul(sums, ratio);
      return [this.activate(this.bias === null ? weighed : tf.add(weighed, this.bias.read())), updated];
    });
  }

  override computeOutputShape(inputShape: tf.Shape | tf.Shape[]): tf.Shape[] {
    const [features] = super.computeOutputShape(inputShape);
    return [features, features];
  }
}

tf.serialization.registerClass(ArticlePartialConv2D);
