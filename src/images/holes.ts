// What a knownMask does to images: it is checked against them, repeated for them, hides and uncovers pixels.
import {
  checkBatch,
  imageBatch,
  shapeDifference,
  shapeText,
  toFloat,
  type FloatImageBatch,
  type ImageBatch,
} from "./batch";

/** One mask of shape [1,H,W,1], given to each of `count` images. */
export function repeatMask(knownMask: ImageBatch, count: number): ImageBatch {
  const [, height, width] = knownMask.shape;
  const one = knownMask.data.subarray(0, height * width);
  const data =
    knownMask.data instanceof Uint8Array ? new Uint8Array(count * one.length) : new Float32Array(count * one.length);
  for (let i = 0; i < count; i++) data.set(one, i * one.length);
  return imageBatch(data, [count, height, width, 1]);
}

/** A mask without a hole for each of the images [N,H,W,C]: [N,H,W,1]. */
export function nothingHidden({ shape: [count, height, width] }: Pick<ImageBatch, "shape">): ImageBatch {
  return imageBatch(new Uint8Array(count * height * width).fill(1), [count, height, width, 1]);
}

/** Throws unless there is one mask of the images' size per image, holding 0 and 1 only. */
export function checkKnownMask(images: ImageBatch, knownMask: ImageBatch): void {
  checkBatch(images);
  const [count, height, width] = images.shape;
  const wanted = [count, height, width, 1];
  if (knownMask.shape.length !== 4 || wanted.some((side, i) => side !== knownMask.shape[i])) {
    throw new Error(
      `Expected knownMask of shape ${shapeText(wanted)} to match images ${shapeText(images.shape)}, ` +
        `but received ${shapeText(knownMask.shape)}. ${maskWayOut(wanted, knownMask.shape)}`,
    );
  }
  checkBatch(knownMask, "knownMask");
  const { data } = knownMask;
  for (let i = 0; i < data.length; i++) {
    const value = data[i];
    if (value === 1 || value === 0) continue;
    throw new Error(
      `Expected knownMask values 0 (hole) or 1 (known), but received ${value}. Threshold the mask first.`,
    );
  }
}

function maskWayOut(wanted: readonly number[], given: readonly number[]): string {
  const [count, height, width] = wanted;
  const fits = given.length === 4 && given[1] === height && given[2] === width;
  if (fits && given[3] !== 1) return "A mask has one channel.";
  if (fits && given[0] === 1) return `Give one mask per image: repeatMask(knownMask, ${count}).`;
  if (fits) return `Give one mask per image, ${count} of them.`;
  return `${shapeDifference(wanted, given, "the masks")} Draw the masks for the images' own shape.`;
}

/** Known pixels from `image`, hole pixels from `filled`: float32 [N,H,W,C]. */
export function composite(image: ImageBatch, filled: ImageBatch, knownMask: ImageBatch): FloatImageBatch {
  checkKnownMask(image, knownMask);
  const known = toFloat(image);
  const other = toFloat(filled);
  const channels = image.shape[3];
  if (image.shape.some((side, i) => side !== filled.shape[i])) {
    throw new Error(
      `Expected filled images of shape ${shapeText(image.shape)}, but received ${shapeText(filled.shape)}. ` +
        `${shapeDifference(image.shape, filled.shape, "the filled images")} Fill the same images that are composited.`,
    );
  }
  const data = known.data.slice();
  eachHole(knownMask.data, channels, (from, to) => {
    for (let k = from; k < to; k++) data[k] = other.data[k];
  });
  return { data, shape: image.shape };
}

/** The images with every hole pixel set to `paint` (0 = the report's black), float32 [N,H,W,C]. */
export function paintHoles(image: ImageBatch, knownMask: ImageBatch, paint = 0): FloatImageBatch {
  checkKnownMask(image, knownMask);
  const data = toFloat(image).data.slice();
  const channels = image.shape[3];
  eachHole(knownMask.data, channels, (from, to) => data.fill(paint, from, to));
  return { data, shape: image.shape };
}

/** Calls `act` with where the values of each run of hole pixels (known 0) begin and end. */
export function eachHole(
  known: Float32Array | Uint8Array,
  channels: number,
  act: (from: number, to: number) => void,
): void {
  for (let p = known.indexOf(0); p >= 0;) {
    let end = p + 1;
    while (end < known.length && known[end] === 0) end++;
    act(p * channels, end * channels);
    p = known.indexOf(0, end);
  }
}
