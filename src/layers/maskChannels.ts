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

/**
 * Layer: features and masks of several sources, [a [N,H,W,A], knownMask of a [N,H,W,1], b [N,H,W,B], knownMask of b, …], to
 * [features [N,H,W,A+B+…] with 0 where they are not known, the share of channels that are known [N,H,W,1]]: what a PartialConv2D
 * with `shares` takes. It stands for a mask of as many channels at a small part of its cost.
 */
export class JoinMasked extends tf.layers.Layer {
  static readonly className: string = "JoinMasked";

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor[] {
    const all = inputs as tf.Tensor4D[];
    return tf.tidy(() => {
      const masked: tf.Tensor4D[] = [];
      const known: tf.Tensor[] = [];
      for (let i = 0; i < all.length; i += 2) {
        masked.push(tf.mul(all[i], all[i + 1]));
        known.push(tf.mul(all[i + 1], all[i].shape[3]));
      }
      const channels = masked.reduce((sum, { shape }) => sum + shape[3], 0);
      return [tf.concat(masked, 3), tf.div(tf.addN(known), channels)];
    });
  }

  override computeOutputShape(shapes: tf.Shape | tf.Shape[]): tf.Shape[] {
    const all = shapes as tf.Shape[];
    const place = all[0].slice(0, 3);
    const channels = all.reduce((sum, shape, i) => (i % 2 === 0 ? sum + (shape[3] as number) : sum), 0);
    return [
      [...place, channels],
      [...place, 1],
    ];
  }
}

tf.serialization.registerClass(JoinMasked);
tf.serialization.registerClass(SplitMask);
tf.serialization.registerClass(RepeatMask);
