// Features of images as rows of numbers, one row per image: what distances between images, or between sets of them, are taken of.
import { checkPositions } from "./batch";

/** `data` holds count × size numbers, row after row. */
export interface FeatureRows {
  readonly data: Float32Array | Float64Array;
  /** Rows: images. */
  readonly count: number;
  /** Numbers per row. */
  readonly size: number;
}

/** These numbers as `count` rows. Throws where they do not divide into so many rows, and where one is not finite. */
export function featureRows(data: Float32Array | Float64Array, count: number): FeatureRows {
  const size = data.length / count;
  if (!(Number.isInteger(count) && count >= 1 && Number.isInteger(size) && size >= 1)) {
    throw new Error(
      `Expected numbers for ${count} rows of features of one length, but received ${data.length}. ` +
        "Give as many for each image.",
    );
  }
  const odd = data.findIndex((value) => !Number.isFinite(value));
  if (odd >= 0) {
    throw new Error(
      `Expected finite features, but received ${data[odd]} in row ${Math.floor(odd / size)}. ` +
        "Check the images and the network that the features come from.",
    );
  }
  return { data, count, size };
}

/** Rows of one kind one after another; float32 where all are. Throws as featureRows does. */
export function concatRows(parts: readonly FeatureRows[]): FeatureRows {
  const length = parts.reduce((sum, { data }) => sum + data.length, 0);
  const single = parts.every(({ data }) => data instanceof Float32Array);
  const all = single ? new Float32Array(length) : new Float64Array(length);
  let at = 0;
  for (const { data } of parts) {
    all.set(data, at);
    at += data.length;
  }
  return featureRows(
    all,
    parts.reduce((sum, { count }) => sum + count, 0),
  );
}

/** The rows at these positions, which may repeat. Throws on a position outside. */
export function takeRows({ data, count, size }: FeatureRows, positions: ArrayLike<number>): FeatureRows {
  checkPositions(positions, count);
  const taken =
    data instanceof Float32Array
      ? new Float32Array(positions.length * size)
      : new Float64Array(positions.length * size);
  for (let i = 0; i < positions.length; i++)
    taken.set(data.subarray(positions[i] * size, (positions[i] + 1) * size), i * size);
  return { data: taken, count: positions.length, size };
}

/** Throws unless both have rows of the same length. */
export function checkSameFeatures(first: FeatureRows, second: FeatureRows): void {
  if (first.size === second.size) return;
  throw new Error(
    `Expected features of one kind, but received rows of ${first.size} and of ${second.size} numbers. ` +
      "Compute both by the same function, for images of one size.",
  );
}
