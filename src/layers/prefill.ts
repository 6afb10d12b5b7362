// A first guess for the holes, made inside a network: close to the harmonic fill, at the cost of a few poolings. Averages of the
// known pixels on ever coarser grids and back, a pull-push pyramid (Gortler et al. 1996, section 3.4), with damped Jacobi
// steps of the Laplace equation after each step back (a cascade: Bornemann and Deuflhard 1996). No weights, no gradient.
import * as tf from "../tensorflow";
import { splitMask } from "./maskChannels";
import { oneShape, oneTensor } from "./oneInput";

/** Jacobi steps on each grid. */
const jacobiSteps = 4;

/**
 * image [N,H,W,C] with 0 in the holes and knownMask [N,H,W,1], 1 = known: the same known pixels, holes filled, every value
 * a weighted mean of known ones. Grids halve as long as height and width are even.
 */
export function prefillHoles(image: tf.Tensor4D, knownMask: tf.Tensor4D): tf.Tensor4D {
  return tf.tidy(() => {
    const channels = image.shape[3];
    const sums: tf.Tensor4D[] = [tf.concat([image, knownMask], 3)];
    for (let [, height, width] = image.shape; halves(height, width); height /= 2, width /= 2) {
      sums.push(tf.avgPool(sums[sums.length - 1], 2, 2, "valid"));
    }
    const coarsest = sums[sums.length - 1];
    let filled = ratio(tf.mean(coarsest, [1, 2], true) as tf.Tensor4D, channels);
    for (const sum of sums.reverse()) {
      const size = sum.shape.slice(1, 3) as [number, number];
      const known = tf.cast(tf.greater(weightOf(sum, channels), 0), "float32");
      const fixed = tf.mul(ratio(sum, channels), known);
      const open = tf.sub(1, known);
      filled = tf.add(fixed, tf.mul(tf.image.resizeNearestNeighbor(filled, size), open));
      for (let step = 0; step < jacobiSteps; step++) filled = tf.add(fixed, tf.mul(neighbours(filled), open));
    }
    return filled;
  });
}

function halves(height: number, width: number): boolean {
  return height % 2 === 0 && width % 2 === 0;
}

function weightOf(sum: tf.Tensor4D, channels: number): tf.Tensor4D {
  return tf.slice(sum, [0, 0, 0, channels], [-1, -1, -1, 1]);
}

/** The weighted mean that a sum of values and weights holds; 0 where nothing is known. */
function ratio(sum: tf.Tensor4D, channels: number): tf.Tensor4D {
  return tf.divNoNan(tf.slice(sum, [0, 0, 0, 0], [-1, -1, -1, channels]), weightOf(sum, channels));
}

/** Two thirds of the way to the mean of the four neighbours; at the border only pixels inside count. */
function neighbours(image: tf.Tensor4D): tf.Tensor4D {
  return tf.mul(tf.add(tf.avgPool(image, [3, 1], 1, "same"), tf.avgPool(image, [1, 3], 1, "same")), 0.5);
}

/**
 * Layer: [N,H,W,4], an image with 0 in the holes and its knownMask, to [N,H,W,7], what the convolutions see: the image less ½
 * with 0 in the holes, the mask, the prefilled image less ½.
 */
export class PrefillHoles extends tf.layers.Layer {
  static readonly className: string = "PrefillHoles";

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    const x = oneTensor(inputs) as tf.Tensor4D;
    return tf.tidy(() => {
      const { image, knownMask } = splitMask(x);
      return tf.concat(
        [tf.sub(image, tf.mul(knownMask, 0.5)), knownMask, tf.sub(prefillHoles(image, knownMask), 0.5)],
        3,
      );
    });
  }

  override computeOutputShape(shape: tf.Shape | tf.Shape[]): tf.Shape {
    const [count, height, width, channels] = oneShape(shape);
    return [count, height, width, 2 * (channels as number) - 1];
  }
}

/**
 * Layer: given [N,H,W,4] as PrefillHoles, what that made of it, and a residual [N,H,W,3]: known pixels as they were, holes
 * prefill + residual. Outside training clipped to [0,1].
 */
export class AddResidual extends tf.layers.Layer {
  static readonly className: string = "AddResidual";

  override call(inputs: tf.Tensor | tf.Tensor[], kwargs: { training?: boolean }): tf.Tensor {
    const [x, prepared, residual] = inputs as tf.Tensor4D[];
    const channels = residual.shape[3];
    return tf.tidy(() => {
      const { image, knownMask } = splitMask(x);
      const prefill = tf.slice(prepared, [0, 0, 0, channels + 1], [-1, -1, -1, channels]);
      const filled = tf.add(image, tf.mul(tf.add(tf.add(prefill, 0.5), residual), tf.sub(1, knownMask)));
      return kwargs.training ? filled : tf.clipByValue(filled, 0, 1);
    });
  }

  override computeOutputShape(shapes: tf.Shape | tf.Shape[]): tf.Shape {
    return (shapes as tf.Shape[])[2];
  }
}

tf.serialization.registerClass(PrefillHoles);
tf.serialization.registerClass(AddResidual);
