// Masks on their way through a network of partial convolutions: taken off the picture that they came with, and repeated for the
// features that they belong to, where features of several masks are joined. No weights.
import * as tf from "../tensorflow";
import { oneShape, oneTensor } from "./oneInput";

/** [N,H,W,C+1], an image and its knownMask behind it, as the two. */
export function splitMask(x: tf.Tensor4D): { image: tf.Tensor4D; knownMask: tf.Tensor4D } {
  const channels = x.shape[3] - 1;
  return {
    image: tf.slice(x, [0, 0, 0, 0], [-1, -1, -1, channels]),
    knownMask: tf.slice(x, [0, 0, 0, channels], [-1, -1, -1, 1]),
  };
}

/** Layer: [N,H,W,C+1], an image and its knownMask behind it, to [image [N,H,W,C], knownMask [N,H,W,1]]. */
export class SplitMask extends tf.layers.Layer {
  static readonly className: string = "SplitMask";

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor[] {
    const { image, knownMask } = splitMask(oneTensor(inputs) as tf.Tensor4D);
    return [image, knownMask];
  }

  override computeOutputShape(shape: tf.Shape | tf.Shape[]): tf.Shape[] {
    const [count, height, width, channels] = oneShape(shape);
    return [
      [count, height, width, (channels as number) - 1],
      [count, height, width, 1],
    ];
  }
}

/** Layer: knownMask [N,H,W,1] to [N,H,W,channels], the same for each. */
export class RepeatMask extends tf.layers.Layer {
  static readonly className: string = "RepeatMask";
  private readonly channels: number;

  constructor(args: { readonly channels: number; readonly name?: string }) {
    super(args as ConstructorParameters<typeof tf.layers.Layer>[0]);
    this.channels = args.channels;
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tile(oneTensor(inputs) as tf.Tensor4D, [1, 1, 1, this.channels]);
  }

  override computeOutputShape(shape: tf.Shape | tf.Shape[]): tf.Shape {
    return [...oneShape(shape).slice(0, 3), this.channels];
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), channels: this.channels };
  }
}

tf.serialization.registerClass(SplitMask);
tf.serialization.registerClass(RepeatMask);
