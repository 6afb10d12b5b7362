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
