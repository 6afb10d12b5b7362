// The pixels along the edge between hole and known, on one side of it, level by level. Distances are counted in steps to one of
// the eight neighbours (chessboard distance), as in src/metrics/edgeDistance.ts.
import type { FilledCanvas } from "./editHoles";

/** Pixels on one side of the edge. */
export interface EdgeBand {
  /** Positions row × width + column, the nearest first. */
  readonly pixels: readonly number[];
  /** How far each is from the nearest pixel of the other side: 1, 2, … */
  readonly distances: readonly number[];
}

/**
 * The pixels within `reach` steps of the seeds, all of them on the other side than the seeds are. The seeds are all pixels of
 * their side, or at least all that touch the edge. `seen`: a 0 for each pixel, handed back so; whoever calls often keeps it.
 */
export function edgeBand(
  { known, height, width }: Pick<FilledCanvas, "known" | "height" | "width">,
  seeds: ArrayLike<number>,
  reach: number,
  seen = new Uint8Array(known.length),
): EdgeBand {
  const pixels: number[] = [];
  const distances: number[] = [];
  let level = seeds;
  for (let distance = 1; distance <= reach && level.length > 0; distance++) {
    const next: number[] = [];
    for (let i = 0; i < level.length; i++) {
      const row = Math.floor(level[i] / width);
      const column = level[i] - row * width;
      for (let y = Math.max(0, row - 1); y <= Math.min(height - 1, row + 1); y++) {
        for (let x = Math.max(0, column - 1); x <= Math.min(width - 1, column + 1); x++) {
          const near = y * width + x;
          if (seen[near] === 1 || known[near] === known[seeds[0]]) continue;
          seen[near] = 1;
          next.push(near);
        }
      }
    }
    for (const p of next) {
      pixels.push(p);
      distances.push(distance);
    }
    level = next;
  }
  for (const p of pixels) seen[p] = 0;
  return { pixels, distances };
}

/** Calls `use` with each of these hole pixels and each known one beside it, in the same row or column. */
export function eachPairAcross(
  { known, height, width }: Pick<FilledCanvas, "known" | "height" | "width">,
  pixels: Int32Array,
  use: (hole: number, near: number) => void,
): void {
  const pair = (hole: number, near: number): void => {
    if (known[near] === 1) use(hole, near);
  };
  for (const p of pixels) {
    const column = p % width;
    if (column > 0) pair(p, p - 1);
    if (column < width - 1) pair(p, p + 1);
    if (p >= width) pair(p, p - width);
    if (p < (height - 1) * width) pair(p, p + width);
  }
}
