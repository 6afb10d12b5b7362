// Which windows a network fills: boxes that hold all holes of a picture and, with what they see around them, as few pixels as can
// be. A box is cut in two where that makes the windows smaller, between lines of text for example, and where it is too large.
import type { ImageBatch } from "../images/batch";

/** A part of an image, in pixels. */
export interface Box {
  readonly top: number;
  readonly left: number;
  readonly height: number;
  readonly width: number;
}

export interface WindowOptions {
  /** Most pixels per side that one window fills. */
  readonly core: number;
  /** Pixels around them that it sees. */
  readonly context: number;
  /** Sides of a window are multiples of this. */
  readonly multiple: number;
}

/** Boxes are cut between cells of so many pixels per side. */
const usualCell = 8;
/** What a window costs beside its pixels, in pixels: about as long as these the network takes to start. */
const perWindow = 64 * 64;
/** Boxes are cut where the parts cost less than this share of the whole. */
const worthCutting = 0.95;

/** Boxes without overlap that hold every hole, 0 in knownMask [1,H,W,1], none higher or wider than `core`. */
export function windowsOver(knownMask: ImageBatch, options: WindowOptions): Box[] {
  const cells = new HoleCells(knownMask, Math.min(usualCell, options.core));
  const boxes: Box[] = [];
  const open: Box[] = [{ top: 0, left: 0, height: cells.rows, width: cells.columns }];
  for (let box = open.pop(); box !== undefined; box = open.pop()) {
    const whole = cells.around(box);
    if (whole === null) continue;
    const parts = cut(whole, cells, options);
    if (parts === null) boxes.push(cells.inPixels(whole));
    else open.push(parts[1], parts[0]);
  }
  return boxes;
}

/** The cheapest two parts of a box of cells, or null where it had better stay whole. */
function cut(whole: Box, cells: HoleCells, options: WindowOptions): readonly [Box, Box] | null {
  const { height, width } = cells.inPixels(whole);
  const fits = height <= options.core && width <= options.core;
  let least = fits ? worthCutting * cost(whole, cells, options) : Infinity;
  let farthest = Infinity;
  let best: readonly [Box, Box] | null = null;
  const consider = (first: Box, second: Box, fromMiddle: number): void => {
    const parts = [cells.around(first), cells.around(second)].filter((part) => part !== null);
    const sum = parts.reduce((total, part) => total + cost(part, cells, options), 0);
    if (sum > least || (sum === least && fromMiddle >= farthest)) return;
    [least, farthest, best] = [sum, fromMiddle, [first, second]];
  };
  for (let rows = 1; rows < whole.height; rows++) {
    const rest = { ...whole, top: whole.top + rows, height: whole.height - rows };
    consider({ ...whole, height: rows }, rest, Math.abs(2 * rows - whole.height));
  }
  for (let columns = 1; columns < whole.width; columns++) {
    const rest = { ...whole, left: whole.left + columns, width: whole.width - columns };
    consider({ ...whole, width: columns }, rest, Math.abs(2 * columns - whole.width));
  }
  return best;
}

/** Pixels of the box's windows, surroundings included; of a box that is too large, those of about equal parts. */
function cost(box: Box, cells: HoleCells, { core, context, multiple }: WindowOptions): number {
  const { top, left, height, width } = cells.inPixels(box);
  const along = (from: number, length: number, whole: number): readonly [parts: number, side: number] => {
    const parts = Math.ceil(length / core);
    const seen =
      parts === 1
        ? Math.min(whole, from + length + context) - Math.max(0, from - context)
        : Math.min(whole, Math.ceil(length / parts) + 2 * context);
    return [parts, Math.ceil(seen / multiple) * multiple];
  };
  const [down, high] = along(top, height, cells.height);
  const [across, wide] = along(left, width, cells.width);
  return down * across * (high * wide + perWindow);
}

/** Which cells of an image hold a hole. Boxes are counted in cells. */
class HoleCells {
  readonly height: number;
  readonly width: number;
  readonly rows: number;
  readonly columns: number;
  /** How many cells above and to the left of each corner hold one (Crow 1984, a summed-area table). */
  readonly #sums: Int32Array;

  constructor(
    { data, shape: [, height, width] }: ImageBatch,
    readonly side: number,
  ) {
    this.height = height;
    this.width = width;
    this.rows = Math.ceil(height / side);
    this.columns = Math.ceil(width / side);
    const { rows, columns } = this;
    const holds = new Uint8Array(rows * columns);
    for (let p = data.indexOf(0); p >= 0; p = data.indexOf(0, p + 1)) {
      const row = Math.floor(p / width);
      holds[Math.floor(row / side) * columns + Math.floor((p - row * width) / side)] = 1;
    }
    const sums = new Int32Array((rows + 1) * (columns + 1));
    for (let row = 0; row < rows; row++) {
      for (let column = 0, at = (row + 1) * (columns + 1) + 1; column < columns; column++, at++) {
        sums[at] = sums[at - 1] + sums[at - columns - 1] - sums[at - columns - 2] + holds[row * columns + column];
      }
    }
    this.#sums = sums;
  }

  #count({ top, left, height, width }: Box): number {
    const stride = this.columns + 1;
    const [above, below] = [top * stride, (top + height) * stride];
    const sums = this.#sums;
    return sums[below + left + width] - sums[above + left + width] - sums[below + left] + sums[above + left];
  }

  /** The smallest box around all holes of a box; null where it has none. */
  around({ top, left, height, width }: Box): Box | null {
    const has = (part: Box): boolean => this.#count(part) > 0;
    if (!has({ top, left, height, width })) return null;
    while (!has({ top, left, height: 1, width })) [top, height] = [top + 1, height - 1];
    while (!has({ top: top + height - 1, left, height: 1, width })) height--;
    while (!has({ top, left, height, width: 1 })) [left, width] = [left + 1, width - 1];
    while (!has({ top, left: left + width - 1, height, width: 1 })) width--;
    return { top, left, height, width };
  }

  inPixels({ top, left, height, width }: Box): Box {
    const { side } = this;
    return {
      top: top * side,
      left: left * side,
      height: Math.min(height * side, this.height - top * side),
      width: Math.min(width * side, this.width - left * side),
    };
  }
}
