// How much one output pixel depends on each input pixel: the absolute gradient (Simonyan, Vedaldi and Zisserman 2014, there
// of a class score). It lies inside the receptive field, which says what can count; the gradient says what does, and how
// little lies far away (Luo et al. 2016 call that the effective receptive field).
import * as tf from "../tensorflow";
import { imageBatch, takeImages, type FloatImageBatch, type ImageBatch } from "../images/batch";
import { checkKnownMask } from "../images/holes";
import { toTensor } from "../tensors";

/**
 * The absolute gradient of output pixel (row, column) by each input pixel: float32 [1,H,W,1], ≥ 0. Summed over input channels,
 * averaged over output channels and over the images [N,H,W,C], which are given as the network is to see them:
 * paintHoles(image, knownMask). Needs a backend with gradients: startEngine({ purpose: "training" }).
 */
export function inputDependence(
  model: tf.LayersModel,
  images: ImageBatch,
  row: number,
  column: number,
): FloatImageBatch {
  const [count, height, width] = images.shape;
  const [, outputHeight, outputWidth] = model.outputs[0].shape;
  const high = outputHeight ?? height;
  const wide = outputWidth ?? width;
  const inside = (place: number, side: number): boolean => Number.isInteger(place) && place >= 0 && place < side;
  if (!inside(row, high) || !inside(column, wide)) {
    throw new Error(
      `Expected an output pixel inside ${high}×${wide}, but received row ${row}, column ${column}. ` +
        `Rows and columns count from 0.`,
    );
  }
  const sums = new Float64Array(height * width);
  for (let i = 0; i < count; i++) {
    const gradients = tf.tidy(() => gradientsOf(model, toTensor(takeImages(images, [i])), row, column));
    gradients.dataSync().forEach((value, p) => {
      sums[p] += value / count;
    });
    gradients.dispose();
  }
  return imageBatch(Float32Array.from(sums), [1, height, width, 1]);
}

/** Of one image, [H·W]. */
function gradientsOf(model: tf.LayersModel, image: tf.Tensor4D, row: number, column: number): tf.Tensor1D {
  const channels = model.outputs[0].shape[3] as number;
  const each = Array.from({ length: channels }, (_, channel) => {
    const value = (x: tf.Tensor): tf.Tensor =>
      tf.sum(tf.slice(model.apply(x) as tf.Tensor4D, [0, row, column, channel], [1, 1, 1, 1]));
    return tf.reshape(tf.sum(tf.abs(tf.grad(value)(image)), 3), [-1]);
  });
  return tf.mean(tf.stack(each), 0) as tf.Tensor1D;
}

/** Which part of the dependence lies on hole pixels of knownMask [1,H,W,1], 0..1: what the pixel expects there is only paint. */
export function dependenceInHole(dependence: ImageBatch, knownMask: ImageBatch): number {
  checkKnownMask(dependence, knownMask);
  return partOf(dependence, (p) => knownMask.data[p] === 0);
}

/** The side of the smallest square centred on (row, column) that holds at least `share` (0..1, default .9) of the dependence. */
export function dependenceSide(dependence: ImageBatch, row: number, column: number, share = 0.9): number {
  if (!(share > 0 && share <= 1)) {
    throw new Error(`Expected a share above 0 and up to 1, but received ${share}. Use for example 0.9.`);
  }
  const [, height, width] = dependence.shape;
  const widest = Math.max(row, column, height - 1 - row, width - 1 - column);
  const held = (reach: number): number =>
    partOf(dependence, (p) => {
      const x = p % width;
      const y = (p - x) / width;
      return Math.abs(y - row) <= reach && Math.abs(x - column) <= reach;
    });
  let reach = 0;
  // What rounding leaves of the whole counts as the whole.
  while (reach < widest && held(reach) < share - 1e-9) reach++;
  return 2 * reach + 1;
}

function partOf({ data }: ImageBatch, counts: (pixel: number) => boolean): number {
  let part = 0;
  let whole = 0;
  data.forEach((value, p) => {
    whole += value;
    if (counts(p)) part += value;
  });
  if (whole > 0) return part / whole;
  throw new Error(
    "Expected an output pixel that depends on the input, but all gradients are 0. Choose another pixel or image.",
  );
}
