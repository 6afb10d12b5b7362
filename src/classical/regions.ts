// Connected regions of a hole: hole pixels belong together where an equation couples them, directly or through others. Each
// region is a system of equations of its own, so that a large picture with many small holes needs little memory and time.
import type { Canvas } from "./fillEach";

/** Hole pixels of one image that have to be solved together. */
export interface Region {
  /** Positions row × width + column in the image, ascending. */
  readonly pixels: Int32Array;
  /** The smallest box around them. */
  readonly top: number;
  readonly left: number;
  readonly height: number;
  readonly width: number;
}

/**
 * Yields an image's regions in the order of their first pixel. `steps` are the row and column distances of the pixels that an
 * equation couples, one pair after the other.
 */
export function* connectedRegions(
  { known, height, width, holePixels }: Pick<Canvas, "known" | "height" | "width" | "holePixels">,
  steps: Int32Array,
): Generator<Region> {
  const seen = known.slice();
  const queue = new Int32Array(holePixels);
  let head = 0;
  for (let first = 0; head < holePixels; first++) {
    if (seen[first] === 1) continue;
    const start = head;
    let tail = start;
    let top = height;
    let bottom = 0;
    let left = width;
    let right = 0;
    queue[tail++] = first;
    seen[first] = 1;
    for (; head < tail; head++) {
      const row = Math.floor(queue[head] / width);
      const column = queue[head] - row * width;
      top = Math.min(top, row);
      bottom = Math.max(bottom, row);
      left = Math.min(left, column);
      right = Math.max(right, column);
      for (let s = 0; s < steps.length; s += 2) {
        const y = row + steps[s];
        const x = column + steps[s + 1];
        const near = y * width + x;
        if (y < 0 || y >= height || x < 0 || x >= width || seen[near] === 1) continue;
        seen[near] = 1;
        queue[tail++] = near;
      }
    }
    yield { pixels: queue.subarray(start, tail).sort(), top, left, height: bottom - top + 1, width: right - left + 1 };
  }
}
