// Holes filled from the image whose known pixels are nearest: retrieval without features. Distances are summed value by
// value over what is known, and a candidate is left as soon as it cannot be the nearest any more.
import { takeImages, type ImageBatch } from "../images/batch";
import { checkKnownMask, composite } from "../images/holes";
import { checkKnownValues } from "../images/values";
import { checkCandidates } from "./checkCandidates";
import type { NeighbourFill } from "./fillByNeighbour";

/** So many candidates are compared with every image while they lie near the processor. */
const candidatesAtOnce = 64;

/** What an image shows, in the order in which candidates are compared with it, and the nearest that it has met. */
interface Query {
  /** Where in an image each known value stands. */
  readonly offsets: Int32Array;
  /** The known values, 0 to 255. */
  readonly values: Float64Array;
  /** The candidate's position. */
  nearest: number;
  /** Its squared distance. */
  distance: number;
}

/**
 * Fills images [N,H,W,C], float32 in [0,1] or uint8, at the same place from the nearest candidate [M,H,W,C], uint8: the one
 * whose sum of squared differences over the image's known pixels is smallest. Of equally near ones that of the lower
 * position is taken; an image without a known pixel is as far from all and gets candidate 0. Float32 values k/255 are
 * compared as the bytes k, exactly. Throws where sizes differ, where candidates are none or no bytes, and for known values
 * outside [0,1].
 */
export function fillByNearestImage(images: ImageBatch, knownMask: ImageBatch, candidates: ImageBatch): NeighbourFill {
  checkKnownMask(images, knownMask);
  checkKnownValues(images, knownMask);
  checkCandidates(images, candidates);
  const { data } = candidates;
  if (!(data instanceof Uint8Array)) {
    throw new Error("Expected candidates as Uint8Array in 0..255, but received Float32Array. Give them as bytes.");
  }
  const [count, height, width, channels] = candidates.shape;
  const size = height * width * channels;
  const queries = Array.from({ length: images.shape[0] }, (_, image) => queryOf(images, knownMask, image));
  for (let first = 0; first < count; first += candidatesAtOnce) {
    const last = Math.min(first + candidatesAtOnce, count);
    for (const query of queries) compare(query, data, size, first, last);
  }
  const positions = Int32Array.from(queries, ({ nearest }) => nearest);
  return { filled: composite(images, takeImages(candidates, positions), knownMask), positions };
}

/** Very dark and very bright values come first: most candidates differ from them, and are left early. */
function queryOf(images: ImageBatch, knownMask: ImageBatch, image: number): Query {
  const [, height, width, channels] = images.shape;
  const size = height * width * channels;
  const known = knownMask.data.subarray(image * height * width, (image + 1) * height * width);
  const bytes = asBytes(images.data.subarray(image * size, (image + 1) * size));
  const fromGrey = (offset: number): number => Math.abs(bytes[offset] - 127.5);
  const offsets = Int32Array.from(bytes.keys())
    .filter((offset) => known[Math.floor(offset / channels)] === 1)
    .sort((one, other) => fromGrey(other) - fromGrey(one));
  return { offsets, values: Float64Array.from(offsets, (offset) => bytes[offset]), nearest: 0, distance: Infinity };
}

/** Values as numbers from 0 to 255, whole ones where float32 values are bytes divided by 255. */
function asBytes(values: Float32Array | Uint8Array): Float64Array {
  if (values instanceof Uint8Array) return Float64Array.from(values);
  return Float64Array.from(values, (value) => {
    const byte = Math.round(value * 255);
    return Math.fround(byte / 255) === value ? byte : value * 255;
  });
}

/** Compares one image with the candidates first … last - 1: four values at a time, until they are too far. */
function compare(query: Query, data: Uint8Array, size: number, first: number, last: number): void {
  const { offsets, values } = query;
  const count = values.length;
  const rest = count % 4;
  let { nearest, distance } = query;
  for (let candidate = first; candidate < last; candidate++) {
    const from = candidate * size;
    let sum = 0;
    let k = 0;
    for (; k < rest; k++) sum += (data[from + offsets[k]] - values[k]) ** 2;
    for (; k < count && sum < distance; k += 4) {
      const a = data[from + offsets[k]] - values[k];
      const b = data[from + offsets[k + 1]] - values[k + 1];
      const c = data[from + offsets[k + 2]] - values[k + 2];
      const d = data[from + offsets[k + 3]] - values[k + 3];
      sum += a * a + b * b + c * c + d * d;
    }
    if (sum < distance) {
      nearest = candidate;
      distance = sum;
    }
  }
  query.nearest = nearest;
  query.distance = distance;
}
