// How far each pixel lies from the hole's edge, in steps to one of the eight neighbours (chessboard distance): the number of 3×3
// convolutions that a value needs to get there. Two passes over the image, down and up, give it exactly (Rosenfeld and
// Pfaltz, Distance functions on digital pictures, Pattern Recognition 1968). What lies outside the image is neither side.
import type { ImageBatch } from "../images/batch";

/**
 * Signed distances of image `index`, H×W: 1, 2, … in the hole, counted from the nearest known pixel, and -1, -2, … in known
 * pixels, counted from the nearest hole pixel. Undefined where one of the two is missing: then there is no edge.
 */
export function edgeDistances(knownMask: ImageBatch, index: number): Int32Array | undefined {
  const [, height, width] = knownMask.shape;
  const pixels = height * width;
  const known = knownMask.data.subarray(index * pixels, (index + 1) * pixels);
  if (!known.includes(0) || !known.includes(1)) return undefined;
  const toKnown = distancesTo(known, 1, height, width);
  const toHole = distancesTo(known, 0, height, width);
  return toKnown.map((distance, p) => distance - toHole[p]);
}

/** Chessboard distance to the nearest pixel that holds `side`. */
function distancesTo(known: Float32Array | Uint8Array, side: number, height: number, width: number): Int32Array {
  const distances = new Int32Array(known.length);
  for (let p = 0; p < known.length; p++) distances[p] = known[p] === side ? 0 : height + width;
  for (let p = 0; p < known.length; p++) relax(distances, p, -1, height, width);
  for (let p = known.length - 1; p >= 0; p--) relax(distances, p, 1, height, width);
  return distances;
}

/** One step from the neighbours that were visited before: on the row above (direction -1) or below (1), and beside. */
function relax(distances: Int32Array, p: number, direction: -1 | 1, height: number, width: number): void {
  const x = p % width;
  const y = (p - x) / width;
  let least = distances[p];
  if (least === 0) return;
  const beside = x + direction;
  const row = p + direction * width;
  if (beside >= 0 && beside < width) least = Math.min(least, distances[p + direction] + 1);
  if (y + direction >= 0 && y + direction < height) {
    least = Math.min(least, distances[row] + 1);
    if (x > 0) least = Math.min(least, distances[row - 1] + 1);
    if (x + 1 < width) least = Math.min(least, distances[row + 1] + 1);
  }
  distances[p] = least;
}
