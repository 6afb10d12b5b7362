// The search of exemplar-based filling: of all allowed places in a window, the one whose patch differs least from the
// target's. Distances are sums of squared differences over all channels, and a sum ends as soon as it exceeds the least one.
// Among equals the nearest centre wins, then the first in reading order, so the answer depends on nothing but the picture.
import { patchWindow, type PatchWindow } from "./patchWindow";

/** Pixels in which patches are compared. */
export interface Field {
  /** Size of the image, without the margin. */
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  /** Pixels that `values` holds beyond the image on each side. */
  readonly margin: number;
  /** Row by row, channels last. */
  readonly values: Float32Array;
}

export interface Search {
  /** The pixels of the patch to compare, each given by the distance of its values from the centre's: see valueDistance. */
  readonly offsets: Int32Array;
  /** Rows and columns that the search may go from the target; twice as many where nothing is allowed there, and so on. */
  readonly radius: number;
  /** Whether the patch around this pixel may be the answer. */
  readonly allowed: (row: number, column: number) => boolean;
}

/** How far apart in `values` two pixels lie, the second `rows` below and `columns` to the right of the first. */
export function valueDistance({ width, margin, channels }: Field, rows: number, columns: number): number {
  return (rows * (width + 2 * margin) + columns) * channels;
}

/** The allowed pixel whose patch is most like that of pixel `target`. Somewhere in the image one has to be allowed. */
export function findAlike(field: Field, target: number, search: Search): number {
  let best: number | undefined;
  for (let radius = search.radius; best === undefined; radius *= 2) {
    best = searchWindow(field, target, search, patchWindow(target, radius, field.height, field.width));
  }
  return best;
}

function searchWindow(
  field: Field,
  target: number,
  { offsets, allowed }: Search,
  window: PatchWindow,
): number | undefined {
  const { values, width, channels, margin } = field;
  const targetColumn = target % width;
  const targetRow = (target - targetColumn) / width;
  const start = (row: number, column: number): number => valueDistance(field, row + margin, column + margin);
  const wanted = patchValues(field, start(targetRow, targetColumn), offsets);
  let best: number | undefined;
  let least = Infinity;
  let nearest = Infinity;
  for (let row = window.top; row <= window.bottom; row++) {
    let centre = start(row, window.left);
    for (let column = window.left; column <= window.right; column++, centre += channels) {
      if (!allowed(row, column)) continue;
      const sum = squaredDistance(values, centre, offsets, wanted, channels, least);
      if (sum > least) continue;
      const distance = (row - targetRow) ** 2 + (column - targetColumn) ** 2;
      if (sum === least && distance >= nearest) continue;
      [best, least, nearest] = [row * width + column, sum, distance];
    }
  }
  return best;
}

/** The values of a patch, pixel after pixel. */
function patchValues({ values, channels }: Field, centre: number, offsets: Int32Array): Float32Array {
  const wanted = new Float32Array(offsets.length * channels);
  offsets.forEach((offset, i) =>
    wanted.set(values.subarray(centre + offset, centre + offset + channels), i * channels),
  );
  return wanted;
}

/** A patch's sum of squared differences from the wanted values; above `limit` not the whole sum. */
function squaredDistance(
  values: Float32Array,
  centre: number,
  offsets: Int32Array,
  wanted: Float32Array,
  channels: number,
  limit: number,
): number {
  let sum = 0;
  for (let i = 0, k = 0; i < offsets.length && sum <= limit; i++) {
    const from = centre + offsets[i];
    for (let c = 0; c < channels; c++, k++) {
      const difference = values[from + c] - wanted[k];
      sum += difference * difference;
    }
  }
  return sum;
}
