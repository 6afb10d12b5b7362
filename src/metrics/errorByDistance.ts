// Error against the distance from the hole's edge, on both sides: fills get worse towards the middle of a hole, and a network
// that redraws the whole picture shows on the known side how much of what it was given it keeps.
import type { ImageBatch } from "../images/batch";
import { checkKnownMask } from "../images/holes";
import { checkFiniteSum, checkComparable, unitPixels } from "./compare";
import { edgeDistances } from "./edgeDistance";

/** The error of all pixels at one distance on one side of the edge. */
export interface DistanceError {
  readonly region: "hole" | "known";
  /** Chessboard distance to the nearest pixel of the other side: 1, 2, 3, … */
  readonly distance: number;
  /** How many pixels of all images lie there: at least 1. */
  readonly pixels: number;
  /** Pooled mean squared error of `filled` over them, all channels, values in [0,1]. */
  readonly pooledMse: number;
}

/**
 * Pooled error of `filled` [N,H,W,C] by distance from the hole's edge: the known side from far to near, then the hole from
 * its rim inward. Only distances that occur are listed. Images without a hole or without a known pixel have no edge and are
 * left out. Throws where that leaves none, for shapes that do not agree, and for values that are not finite.
 */
export function errorByDistance(groundTruth: ImageBatch, filled: ImageBatch, knownMask: ImageBatch): DistanceError[] {
  checkComparable(groundTruth, filled);
  checkKnownMask(groundTruth, knownMask);
  const [count, height, width, channels] = groundTruth.shape;
  const reach = Math.max(height, width);
  const squared = new Float64Array(2 * reach + 1);
  const pixels = new Float64Array(2 * reach + 1);
  for (let i = 0; i < count; i++) {
    const distances = edgeDistances(knownMask, i);
    if (distances === undefined) continue;
    const truth = unitPixels(groundTruth, i);
    const other = unitPixels(filled, i);
    let total = 0;
    for (let p = 0; p < distances.length; p++) {
      let sum = 0;
      for (let k = p * channels; k < (p + 1) * channels; k++) sum += (other[k] - truth[k]) ** 2;
      squared[reach + distances[p]] += sum;
      pixels[reach + distances[p]]++;
      total += sum;
    }
    checkFiniteSum(total, groundTruth, filled, i);
  }
  const rows = [...pixels.keys()]
    .filter((at) => pixels[at] > 0)
    .map((at): DistanceError => ({
      region: at > reach ? "hole" : "known",
      distance: Math.abs(at - reach),
      pixels: pixels[at],
      pooledMse: squared[at] / (pixels[at] * channels),
    }));
  if (rows.length > 0) return rows;
  throw new Error(
    `Expected at least one image with a hole and a known pixel, but none of ${count} has both. ` +
      `Draw masks with a hole and a rim.`,
  );
}

/** Joins the rows of parts of a set that were measured apart, weighted by their pixels. */
export function mergeErrorByDistance(parts: readonly (readonly DistanceError[])[]): DistanceError[] {
  const signed = ({ region, distance }: DistanceError): number => (region === "hole" ? distance : -distance);
  const merged = new Map<number, DistanceError>();
  for (const row of parts.flat()) {
    const before = merged.get(signed(row));
    const pixels = row.pixels + (before?.pixels ?? 0);
    const sum = row.pooledMse * row.pixels + (before === undefined ? 0 : before.pooledMse * before.pixels);
    merged.set(signed(row), { ...row, pixels, pooledMse: sum / pixels });
  }
  return [...merged.values()].sort((a, b) => signed(a) - signed(b));
}
