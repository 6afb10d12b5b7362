// What every classical method shares: the checks, the loop over the images, and the promise that known pixels come back
// bit for bit. A method itself only sees one image at a time, as a canvas whose hole pixels it has to set.
import { shapeText, type ImageBatch } from "../images/batch";
import { checkKnownMask, eachHole } from "../images/holes";
import { checkKnownValues } from "../images/values";
import type { KnownRange } from "./knownRange";

/** One image while it is filled. */
export interface Canvas {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  /**
   * Row by row, channels last: 0..255 for uint8 images, [0,1] for float32 ones.
   * Holes are 0 at first.
   */
  readonly values: Float32Array;
  /** 1 = known, 0 = hole, one value per pixel. */
  readonly known: Uint8Array;
  /** White: 255 or 1. */
  readonly peak: 255 | 1;
  /** How many pixels are holes: at least 1, and fewer than all. */
  readonly holePixels: number;
  /** To be called with how many hole pixels more are filled, or parts of them; undefined where nobody listens. */
  readonly settled?: ((pixels: number) => void) | undefined;
  /** What a fill may be clipped to, where it is not to be found from the canvas. */
  readonly range?: KnownRange | undefined;
}

/** What every fill can be told besides its own options. */
export interface FillOptions {
  /** Hears what share of the work is done, 0 to 1, from methods that know it while they work. */
  readonly onProgress?: (share: number) => void;
  /**
   * The range of known values in place of the image's own, for fills that are clipped to it: an image that is a part of
   * another takes that of the whole.
   */
  readonly range?: KnownRange;
}

/** A classical method with its options left at their defaults: uint8 images give uint8 images, float32 ones float32. */
export type Fill = <Batch extends ImageBatch>(image: Batch, knownMask: ImageBatch, options?: FillOptions) => Batch;

/**
 * Fills [N,H,W,C] image by image and returns a batch of the same type. `fillOne` sets the hole pixels of its canvas; what it
 * does to known ones is lost. uint8 values are rounded to the nearest level. What stands in the holes is not looked at. Throws
 * where an image has no known pixel, or one whose float32 values are no numbers in [0,1].
 */
export function fillEach<Batch extends ImageBatch>(
  image: Batch,
  knownMask: ImageBatch,
  fillOne: (canvas: Canvas) => void,
  { onProgress, range }: FillOptions = {},
): Batch {
  checkKnownMask(image, knownMask);
  checkKnownValues(image, knownMask);
  const [count, height, width, channels] = image.shape;
  const pixels = height * width;
  const size = pixels * channels;
  const peak = image.data instanceof Uint8Array ? 255 : 1;
  const data = image.data.slice();
  const values = new Float32Array(size);
  const known = new Uint8Array(pixels);
  for (let i = 0; i < count; i++) {
    known.set(knownMask.data.subarray(i * pixels, (i + 1) * pixels));
    const holePixels = countHoles(known);
    if (holePixels === 0) continue;
    if (holePixels === pixels) throw new Error(everythingIsHole(image, i));
    values.set(image.data.subarray(i * size, (i + 1) * size));
    eachHole(known, channels, (from, to) => values.fill(0, from, to));
    let done = 0;
    const settled =
      onProgress === undefined
        ? undefined
        : (more: number): void => onProgress((i + Math.min(1, (done += more) / holePixels)) / count);
    fillOne({ height, width, channels, values, known, peak, holePixels, settled, range });
    writeHoles(
      data.subarray(i * size, (i + 1) * size),
      values,
      knownMask.data.subarray(i * pixels, (i + 1) * pixels),
      channels,
    );
  }
  return { ...image, data };
}

function countHoles(known: Uint8Array): number {
  let holes = 0;
  for (let p = known.indexOf(0); p >= 0; p = known.indexOf(0, p)) {
    for (; p < known.length && known[p] === 0; p++) holes++;
  }
  return holes;
}

function writeHoles(
  data: Float32Array | Uint8Array,
  values: Float32Array,
  known: Float32Array | Uint8Array,
  channels: number,
): void {
  const bytes = data instanceof Uint8Array;
  eachHole(known, channels, (from, to) => {
    for (let k = from; k < to; k++) {
      data[k] = bytes ? Math.min(255, Math.max(0, Math.round(values[k]))) : values[k];
    }
  });
}

/** What fillEach throws for the first image [N,H,W,C] without a known pixel, before anything is filled. */
export function checkSomethingKnown(image: ImageBatch, knownMask: ImageBatch): void {
  const [count, height, width] = image.shape;
  const pixels = height * width;
  for (let i = 0; i < count; i++) {
    if (!knownMask.data.subarray(i * pixels, (i + 1) * pixels).includes(1)) throw new Error(everythingIsHole(image, i));
  }
}

/** The message for an image without a known pixel. */
function everythingIsHole(image: ImageBatch, index: number): string {
  return (
    `Expected at least one known pixel per image, but image ${index} of ${shapeText(image.shape)} is all hole. ` +
    `Leave something for the fill to start from.`
  );
}
