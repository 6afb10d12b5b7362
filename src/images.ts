// The currency between all rooms: a batch of images held in one flat typed array, channels last (NHWC).
// Large sets stay uint8 (0..255) until a batch needs them; methods and networks work on float32 in [0,1].
// A knownMask is a batch with one channel: 1 = known pixel, 0 = hole, in uint8 and float32 alike.
/** [count, height, width, channels] */
export type BatchShape = readonly [number, number, number, number];

/** Images in NHWC order: float32 in [0,1] or uint8 in 0..255. A knownMask holds 0 and 1 in either type. */
export interface ImageBatch {
  readonly data: Float32Array | Uint8Array;
  readonly shape: BatchShape;
}

/** A batch whose values are float32. */
export interface FloatImageBatch extends ImageBatch {
  readonly data: Float32Array;
}

/**
 * Any way of filling holes: images float32 [N,H,W,C] in [0,1] with 0 in the holes, and their knownMask [N,H,W,1], to the filled
 * images [N,H,W,C]. Known pixels may come back changed: composite() puts the given ones back.
 */
export type FillFunction = (images: FloatImageBatch, knownMask: ImageBatch) => ImageBatch | Promise<ImageBatch>;

/** "[128,32,32,3]" */
export function shapeText(shape: readonly number[]): string {
  return `[${shape.join(",")}]`;
}

/** Wraps pixel data as a batch. Throws if the length does not fit the shape, and for arrays of another type. */
export function imageBatch(data: Float32Array, shape: BatchShape): FloatImageBatch;
export function imageBatch(data: Float32Array | Uint8Array, shape: BatchShape): ImageBatch;
export function imageBatch(data: Float32Array | Uint8Array, shape: BatchShape): ImageBatch {
  const batch = { data, shape };
  checkBatch(batch);
  return batch;
}

/** Throws unless the values are float32 or uint8 and as many as the shape [N,H,W,C] says. `what` names the batch. */
export function checkBatch({ data, shape }: ImageBatch, what = "images"): void {
  if (!(data instanceof Float32Array || data instanceof Uint8Array)) {
    throw new Error(
      `Expected ${what} as Float32Array in [0,1] or Uint8Array in 0..255, but received ${typeName(data)}. ` +
        `Convert the values: Float32Array.from(data, (value) => value / white).`,
    );
  }
  const size = shape[0] * shape[1] * shape[2] * shape[3];
  if (shape.length === 4 && data.length === size) return;
  throw new Error(
    `Expected ${Number.isNaN(size) ? "count × height × width × channels" : size} values for ${what} of shape ` +
      `${shapeText(shape)}, but received ${data.length}. Check the order: [count, height, width, channels].`,
  );
}

function typeName(data: unknown): string {
  return (data as object | null | undefined)?.constructor.name ?? String(data);
}

const byteToUnit = Float32Array.from({ length: 256 }, (_, byte) => byte / 255);

/** The images at the given positions, as float32 in [0,1]: uint8 values are divided by 255. Positions may repeat. */
export function takeImages(images: ImageBatch, positions: ArrayLike<number>): FloatImageBatch {
  return take(images, positions, images.data instanceof Uint8Array ? byteToUnit : undefined);
}

/** The masks at the given positions, as float32 holding 0 and 1 (nothing is divided). Positions may repeat. */
export function takeMasks(knownMask: ImageBatch, positions: ArrayLike<number>): FloatImageBatch {
  return take(knownMask, positions, undefined);
}

function take(images: ImageBatch, positions: ArrayLike<number>, table: Float32Array | undefined): FloatImageBatch {
  checkBatch(images);
  const [count, height, width, channels] = images.shape;
  const size = height * width * channels;
  checkPositions(positions, count);
  const data = new Float32Array(positions.length * size);
  for (let i = 0; i < positions.length; i++) {
    const position = positions[i];
    const source = images.data.subarray(position * size, (position + 1) * size);
    if (table === undefined) data.set(source, i * size);
    else for (let k = 0, to = i * size; k < size; k++) data[to + k] = table[source[k]];
  }
  return { data, shape: [positions.length, height, width, channels] };
}

/** Throws on the first position that lies outside a set of `count` images. */
export function checkPositions(positions: ArrayLike<number>, count: number): void {
  for (let i = 0; i < positions.length; i++) {
    if (positions[i] >= 0 && positions[i] < count) continue;
    throw new Error(
      `Expected image positions from 0 to ${count - 1}, but received ${positions[i]}. ` +
        `Choose a position inside the set.`,
    );
  }
}

/** All images as float32 in [0,1]; the batch itself where it already is float32. */
export function toFloat(images: ImageBatch): FloatImageBatch {
  if (images.data instanceof Float32Array) return { data: images.data, shape: images.shape };
  return takeImages(images, range(images.shape[0]));
}

/** Positions start, start + 1, … (count of them). */
export function range(count: number, start = 0): Int32Array {
  return Int32Array.from({ length: count }, (_, i) => start + i);
}

/** The first `count` images as a view, nothing copied; all of them where there are fewer. */
export function firstImages({ data, shape: [all, height, width, channels] }: ImageBatch, count: number): ImageBatch {
  const kept = Math.min(count, all);
  return { data: data.subarray(0, kept * height * width * channels), shape: [kept, height, width, channels] };
}

/** Images first … last - 1 as a batch of their own, in the type they have; a copy, where a view would drag all others along. */
export function sliceImages(
  { data, shape: [, height, width, channels] }: ImageBatch,
  first: number,
  last: number,
): ImageBatch {
  const size = height * width * channels;
  return { data: data.slice(first * size, last * size), shape: [last - first, height, width, channels] };
}

/** Batches of one size and type, or masks, one after another. Throws where they differ. */
export function joinImages<Batch extends ImageBatch>(batches: readonly Batch[]): Batch {
  const [first] = batches;
  if (first === undefined) throw new Error("Expected at least one batch to join, but received none. Pass [batch, …].");
  const [, height, width, channels] = first.shape;
  const floats = first.data instanceof Float32Array;
  const kind = ({ data, shape }: ImageBatch): string =>
    `${data instanceof Float32Array ? "float32" : "uint8"} ${shapeText(shape)}`;
  const odd = batches.find(
    ({ data, shape }) =>
      data instanceof Float32Array !== floats || shape.some((side, i) => i > 0 && side !== first.shape[i]),
  );
  if (odd !== undefined) {
    const sameSize = odd.shape[1] === height && odd.shape[2] === width;
    const sameChannels = odd.shape[3] === channels;
    throw new Error(
      `Expected batches of one size and type, but received ${kind(first)} and ${kind(odd)}. ` +
        (!sameSize
          ? "Bring them to one size."
          : sameChannels
            ? "Bring images to one type with toFloat."
            : "Join images with images of as many channels, and masks with masks."),
    );
  }
  const values = batches.reduce((sum, { data }) => sum + data.length, 0);
  const data = floats ? new Float32Array(values) : new Uint8Array(values);
  let at = 0;
  for (const batch of batches) {
    data.set(batch.data, at);
    at += batch.data.length;
  }
  return { ...first, data, shape: [batches.reduce((sum, { shape }) => sum + shape[0], 0), height, width, channels] };
}

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

/**
 * How two shapes that should agree differ, as a sentence: in pixels, in the number of images or in channels, the first of these that
 * does. `received` is whose shape is wrong: "the masks".
 */
export function shapeDifference(expected: readonly number[], other: readonly number[], received: string): string {
  const [count, height, width, channels] = expected;
  const [otherCount, otherHeight, otherWidth, otherChannels] = other;
  if (other.length !== 4) return `The four sides are [count, height, width, channels].`;
  if (height !== otherHeight || width !== otherWidth) {
    return `The sizes differ: ${received} have ${otherHeight}×${otherWidth} pixels, not ${height}×${width}.`;
  }
  if (count !== otherCount) return `The numbers of images differ: ${otherCount} in place of ${count}.`;
  return `The channels differ: ${otherChannels} in place of ${channels}.`;
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

/** Throws if a value is not a finite number. */
export function checkFinite(images: ImageBatch): void {
  if (images.data instanceof Uint8Array) return; // bytes always are
  const bad = images.data.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0) {
    throw new Error(
      `Expected finite pixel values, but received ${images.data[bad]} at position ${bad}. ` +
        `Check how the image was read or computed.`,
    );
  }
}

/** How far beyond [0,1] a value may lie that came out of a computation in float32. */
const rounding = 1e-3;

/**
 * Throws where a float32 value lies so far outside [0,1], below -1 or above 2, that it is no overshoot of a network or a filter:
 * as a rule it then comes from images in 0..255. `what` names the batch.
 */
export function checkScale({ data }: ImageBatch, what: string): void {
  if (data instanceof Uint8Array) return;
  for (let k = 0; k < data.length; k++) if (data[k] < -1 || data[k] > 2) throw new Error(notUnit(what, data[k], k));
}

/** Throws where a known float32 value is no number in [0,1]. What lies under the holes is not looked at, whatever it is. */
export function checkKnownValues(images: ImageBatch, knownMask: ImageBatch): void {
  if (images.data instanceof Uint8Array) return;
  const channels = images.shape[3];
  const { data } = images;
  for (let p = 0; p < knownMask.data.length; p++) {
    if (knownMask.data[p] === 0) continue;
    for (let k = p * channels; k < (p + 1) * channels; k++) {
      if (!isUnit(data[k])) throw new Error(notUnit("known pixels", data[k], k));
    }
  }
}

function isUnit(value: number): boolean {
  return value >= -rounding && value <= 1 + rounding;
}

function notUnit(what: string, value: number, position: number): string {
  return (
    `Expected float32 values of ${what} in [0,1], but received ${value} at position ${position}. ` +
    (Number.isFinite(value)
      ? "Divide them by white, or give a Uint8Array in 0..255."
      : "Check how they were read or computed, or make a hole of such pixels: knownMask 0.")
  );
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
