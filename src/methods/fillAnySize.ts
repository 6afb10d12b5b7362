// A network on a picture of any size and holes of any size. It has learnt holes of a few pixels, and windows of one large hole
// see different surroundings: their fills would not meet. So what lies deep inside a hole is filled on a copy of half the size
// first, in the same way, and enlarged; it then counts as known, and windows at full size fill the margin along what is known.
import { imageBatch, toFloat, type FloatImageBatch, type ImageBatch } from "../images/batch";
import { erodeHoles } from "../masks/morphology";
import {
  countWindows as countInside,
  fillByWindows,
  usualWindows,
  type FillByWindowsOptions,
  type FillWindow,
} from "../models/fillByWindows";

export interface FillAnySizeOptions {
  /** Most pixels per side that a window fills; default 448. */
  readonly side?: number;
  /**
   * Pixels along the known that are filled at full size. Default 6: of 4, 6, 8 and 10 best or within .1 dB for holes of 60 to
   * 220 pixels' width in three or four photographs each; there 1.4 and .3 dB above one window without halving, on text equal.
   */
  readonly margin?: number;
  /** Sides of a window are multiples of this; default 32. */
  readonly multiple?: number;
}

/** Fills the holes of an image [1,H,W,C]; known pixels as they were. */
export async function fillAnySize(
  image: ImageBatch,
  knownMask: ImageBatch,
  fill: FillWindow,
  options: FillAnySizeOptions = {},
): Promise<FloatImageBatch> {
  const filled = ownFloats(image);
  await fillInPlace(filled, knownMask, fill, options);
  return filled;
}

/** A large picture is held once, whatever its holes. */
async function fillInPlace(
  image: FloatImageBatch,
  knownMask: ImageBatch,
  fill: FillWindow,
  options: FillAnySizeOptions,
): Promise<void> {
  const { margin, windows } = settle(options);
  const shallow = erodeHoles(knownMask, margin);
  if (!shallow.data.includes(0) || !knownMask.data.includes(1)) return fillByWindows(image, knownMask, fill, windows);
  const small = halve(image, knownMask);
  await fillInPlace(small.image, small.knownMask, fill, options);
  enlargeInto(image, shallow, small.image);
  return fillByWindows(image, knownWith(knownMask, shallow), fill, windows);
}

/** How many windows fillAnySize() fills: how often it calls its `fill`. */
export function countWindows(knownMask: ImageBatch, options: FillAnySizeOptions = {}): number {
  const { margin, windows } = settle(options);
  const shallow = erodeHoles(knownMask, margin);
  if (!shallow.data.includes(0) || !knownMask.data.includes(1)) return countInside(knownMask, windows);
  const [count, height, width] = knownMask.shape;
  const noColours = imageBatch(new Float32Array(0), [count, height, width, 0]);
  const inside = countWindows(halve(noColours, knownMask).knownMask, options);
  return inside + countInside(knownWith(knownMask, shallow), windows);
}

const usualMargin = 6;

/** The margin, and windows that see at least as far around. */
function settle({ side, margin = usualMargin, multiple }: FillAnySizeOptions): {
  readonly margin: number;
  readonly windows: FillByWindowsOptions;
} {
  return { margin, windows: { core: side, multiple, context: Math.max(usualWindows.context, margin) } };
}

/** What is known once the depth of the holes, 0 in `shallow`, is filled. */
function knownWith(knownMask: ImageBatch, shallow: ImageBatch): ImageBatch {
  const known = knownMask.data.map((value, p) => (value === 1 || shallow.data[p] === 0 ? 1 : 0));
  return imageBatch(known, knownMask.shape);
}

/** Means of the known pixels of blocks of 2 × 2; a block without any is a hole. */
function halve(image: FloatImageBatch, knownMask: ImageBatch): { image: FloatImageBatch; knownMask: ImageBatch } {
  const [, height, width, channels] = image.shape;
  const rows = Math.ceil(height / 2);
  const columns = Math.ceil(width / 2);
  const sums = new Float32Array(rows * columns * channels);
  const counts = new Uint8Array(rows * columns);
  for (let p = 0; p < height * width; p++) {
    if (knownMask.data[p] !== 1) continue;
    const to = (Math.floor(p / width) >> 1) * columns + ((p % width) >> 1);
    counts[to]++;
    for (let c = 0; c < channels; c++) sums[to * channels + c] += image.data[p * channels + c];
  }
  return {
    image: imageBatch(
      sums.map((sum, i) => sum / Math.max(1, counts[Math.floor(i / channels)])),
      [1, rows, columns, channels],
    ),
    knownMask: imageBatch(
      Uint8Array.from(counts, (count) => Math.min(1, count)),
      [1, rows, columns, 1],
    ),
  };
}

/** Puts the small image, enlarged bilinearly and cut off at 0 and 1, as known values must be, where `shallow` is 0. */
function enlargeInto({ data, shape }: FloatImageBatch, shallow: ImageBatch, small: FloatImageBatch): void {
  const [, height, width, channels] = shape;
  const [, rows, columns] = small.shape;
  for (let p = 0; p < height * width; p++) {
    if (shallow.data[p] === 1) continue;
    const y = between((Math.floor(p / width) + 0.5) / 2 - 0.5, rows);
    const x = between(((p % width) + 0.5) / 2 - 0.5, columns);
    for (let c = 0; c < channels; c++) {
      const at = (row: number, column: number): number => small.data[(row * columns + column) * channels + c];
      const upper = at(y.low, x.low) * (1 - x.part) + at(y.low, x.high) * x.part;
      const lower = at(y.high, x.low) * (1 - x.part) + at(y.high, x.high) * x.part;
      data[p * channels + c] = Math.min(1, Math.max(0, upper * (1 - y.part) + lower * y.part));
    }
  }
}

function between(place: number, size: number): { low: number; high: number; part: number } {
  const inside = Math.min(size - 1, Math.max(0, place));
  const low = Math.floor(inside);
  return { low, high: Math.min(size - 1, low + 1), part: inside - low };
}

/** A copy of the image in float32. */
function ownFloats(image: ImageBatch): FloatImageBatch {
  const floats = toFloat(image);
  return floats.data === image.data ? imageBatch(floats.data.slice(), image.shape) : floats;
}
