// Exemplar-based filling: the hole closes patch by patch from its edge inwards, each patch copied from the place that looks
// most like what is known around it. After Criminisi, Perez and Toyama 2004 (IEEE Trans. Image Processing 13(9), section III
// and table I). What differs: patches are compared in the values as they come, RGB for photographs, not in CIE Lab; and
// where holes leave hardly a whole patch to copy, pixels are copied one by one (see copyAlike).
import type { ImageBatch } from "../images/batch";
import { copyAlike, copyPixel } from "./copyAlike";
import { fillEach, type Canvas, type FillOptions } from "./fillEach";
import { startFront } from "./fillFront";
import { findAlike, valueDistance, type Field } from "./findAlike";
import { eachPixel, patchWindow } from "./patchWindow";
import { wholePatches, type WholePatches } from "./wholePatches";

export interface ExemplarOptions extends FillOptions {
  /** Pixels per side of a patch, odd. Default: 9 as in the paper, or a sixth of a shorter side below 54 pixels, at least 3. */
  readonly patchSize?: number;
  /**
   * How many rows and columns away may be copied from; Infinity = from anywhere in the image. Default: anywhere up to 256×256
   * pixels, 128 in larger images, 16 for pixels copied one by one. Where nothing is known within that reach, twice as far is
   * searched, and so on.
   */
  readonly searchRadius?: number;
}

/** Where fewer of the patches are whole, there is too little to choose from, and copying single pixels does better. */
const leastWholeShare = 0.15;

/**
 * Fills [N,H,W,C] with values copied from known pixels of the same image; known pixels come back untouched, in the type they
 * had. Throws where an image has no known pixel, and on a patch size or search radius that makes no sense.
 */
export function fillExemplar<Batch extends ImageBatch>(
  image: Batch,
  knownMask: ImageBatch,
  options: ExemplarOptions = {},
): Batch {
  const [, height, width] = image.shape;
  const { patchSize = usualPatchSize(height, width), searchRadius } = options;
  checkPatchSize(patchSize);
  checkSearchRadius(searchRadius);
  return fillEach(
    image,
    knownMask,
    (canvas) => {
      const whole = wholePatches(canvas, (patchSize - 1) / 2);
      if (whole.share < leastWholeShare) copyAlike(canvas, searchRadius ?? 16);
      else fillByPatches(canvas, whole, searchRadius ?? (height * width <= 256 * 256 ? Infinity : 128));
    },
    options,
  );
}

function usualPatchSize(height: number, width: number): number {
  const sixth = Math.floor(Math.min(height, width) / 6);
  return Math.min(9, Math.max(3, sixth - 1 + (sixth % 2)));
}

function fillByPatches(canvas: Canvas, whole: WholePatches, searchRadius: number): void {
  const front = startFront(canvas, whole.radius);
  const field: Field = { ...canvas, margin: 0 };
  for (let centre = front.next(); centre !== undefined; centre = front.next()) {
    const source = findSource(field, front.filled, centre, whole, searchRadius);
    const hole: number[] = [];
    eachPixel(patchWindow(centre, whole.radius, canvas.height, canvas.width), canvas.width, (p) => {
      if (front.filled[p] === 0) hole.push(p);
    });
    for (const p of hole) copyPixel(canvas, p - centre + source, p);
    front.advance(centre, hole);
    canvas.settled?.(hole.length);
  }
}

/** The whole patch most like the target's, over the pixels of the target that are known or filled by now. */
function findSource(
  field: Field,
  filled: Uint8Array,
  centre: number,
  whole: WholePatches,
  searchRadius: number,
): number {
  const { height, width } = field;
  const window = patchWindow(centre, whole.radius, height, width);
  const offsets: number[] = [];
  eachPixel(window, width, (p) => {
    if (filled[p] === 1) offsets.push(valueDistance(field, 0, p - centre));
  });
  return findAlike(field, centre, {
    offsets: Int32Array.from(offsets),
    radius: searchRadius,
    allowed: whole.shapedLike(centre),
  });
}

function checkPatchSize(size: number): void {
  if (Number.isSafeInteger(size) && size >= 3 && size % 2 === 1) return;
  throw new Error(
    `Expected patchSize to be an odd whole number of pixels from 3 up, but received ${size}. Use for example 9.`,
  );
}

function checkSearchRadius(radius: number | undefined): void {
  if (radius === undefined || radius === Infinity || (Number.isSafeInteger(radius) && radius >= 1)) return;
  throw new Error(
    `Expected searchRadius to be a whole number of pixels from 1 up, or Infinity, but received ${radius}. ` +
      `Use for example 64.`,
  );
}
