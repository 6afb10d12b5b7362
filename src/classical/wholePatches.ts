// Where an image has patches without a hole: the places that may be copied from. Counting the known pixels of any rectangle
// takes four look-ups in a table of sums from the image's corner (Crow 1984, summed-area tables).
import type { Canvas } from "./fillEach";
import { patchWindow } from "./patchWindow";

export interface WholePatches {
  /** Patches have 2 radius + 1 pixels a side. */
  readonly radius: number;
  /** Of all places in the image where a patch of full size fits, the share in which every pixel is known; 0 where none fits. */
  readonly share: number;
  /** Tests whether a patch fits into the image and is known throughout; it is cut off as the patch around pixel `p` is. */
  shapedLike(p: number): (row: number, column: number) => boolean;
}

/** The patches of 2 radius + 1 pixels a side in which the canvas has no hole. */
export function wholePatches({ known, height, width }: Canvas, radius: number): WholePatches {
  const sums = knownSums(known, height, width);
  const line = width + 1;
  const whole =
    (above: number, below: number, before: number, after: number) =>
    (row: number, column: number): boolean => {
      if (row < above || row + below >= height || column < before || column + after >= width) return false;
      const top = (row - above) * line + column;
      const bottom = (row + below + 1) * line + column;
      const count = sums[bottom + after + 1] - sums[bottom - before] - sums[top + after + 1] + sums[top - before];
      return count === (above + below + 1) * (before + after + 1);
    };
  return {
    radius,
    share: shareOf(whole(radius, radius, radius, radius), radius, height, width),
    shapedLike: (p) => {
      const { top, bottom, left, right } = patchWindow(p, radius, height, width);
      const column = p % width;
      const row = (p - column) / width;
      return whole(row - top, bottom - row, column - left, right - column);
    },
  };
}

function shareOf(
  isWhole: (row: number, column: number) => boolean,
  radius: number,
  height: number,
  width: number,
): number {
  const places = Math.max(0, height - 2 * radius) * Math.max(0, width - 2 * radius);
  let count = 0;
  for (let row = radius; row < height - radius; row++) {
    for (let column = radius; column < width - radius; column++) if (isWhole(row, column)) count++;
  }
  return places === 0 ? 0 : count / places;
}

/** At (row, column): how many pixels above and to the left of it are known; one row and one column more than the image. */
function knownSums(known: Uint8Array, height: number, width: number): Int32Array {
  const line = width + 1;
  const sums = new Int32Array(line * (height + 1));
  for (let row = 0; row < height; row++) {
    let inRow = 0;
    for (let column = 0; column < width; column++) {
      inRow += known[row * width + column];
      sums[(row + 1) * line + column + 1] = sums[row * line + column + 1] + inRow;
    }
  }
  return sums;
}
