// A convolutional inpainter on a picture of any size: window after window, each with known surroundings, so that memory does not
// grow with the picture. Windows are multiples of 64 pixels, since the network halves its grids; beyond the picture's
// edge the picture is mirrored. A window that sees no known pixel is widened until it sees one.
import { imageBatch, toFloat, type FloatImageBatch, type ImageBatch } from "../images/batch";
import { checkKnownMask } from "../images/holes";

export interface FillByWindowsOptions {
  /** Pixels per side that one window fills; default 256. */
  readonly core?: number;
  /** Pixels around them that it sees; default 64. */
  readonly context?: number;
  /** Sides of a window are multiples of this; default 64. */
  readonly multiple?: number;
}

const usualCore = 256;

/** Fills a window: image [1,h,w,C] and knownMask [1,h,w,1], both float32. */
export type FillWindow = (image: FloatImageBatch, knownMask: FloatImageBatch) => ImageBatch | Promise<ImageBatch>;

/** Fills the holes of an image [1,H,W,C] by a network that takes such sizes. float32 [1,H,W,C]; known pixels as they were. */
export async function fillByWindows(
  image: ImageBatch,
  knownMask: ImageBatch,
  fill: FillWindow,
  options: FillByWindowsOptions = {},
): Promise<FloatImageBatch> {
  checkKnownMask(image, knownMask);
  if (!knownMask.data.includes(1))
    throw new Error("Expected at least one known pixel, but the image is all hole. Leave something known.");
  const { core = usualCore, context = 64, multiple = 64 } = options;
  const [, height, width, channels] = image.shape;
  const source = toFloat(image);
  const data = source.data.slice();
  for (const inner of windowsWithHoles(knownMask, core)) {
    let reach = context;
    while (!has(knownMask, widen(inner, reach, height, width), 1)) reach *= 2;
    const outer = widen(inner, reach, height, width);
    const filled = toFloat(await fill(cut(source, outer, multiple), cut(knownMask, outer, multiple)));
    for (let y = inner.top; y < inner.top + inner.height; y++) {
      for (let x = inner.left; x < inner.left + inner.width; x++) {
        const to = (y * width + x) * channels;
        const from = ((y - outer.top) * filled.shape[2] + x - outer.left) * channels;
        if (knownMask.data[y * width + x] === 0) data.set(filled.data.subarray(from, from + channels), to);
      }
    }
  }
  return imageBatch(data, image.shape);
}

/** What each window of fillByWindows() fills, in its order: those of `core` pixels per side that hold a hole. */
export function windowsWithHoles(knownMask: ImageBatch, core: number = usualCore): Box[] {
  const [, height, width] = knownMask.shape;
  const windows: Box[] = [];
  for (let top = 0; top < height; top += core) {
    for (let left = 0; left < width; left += core) {
      const box = { top, left, height: Math.min(core, height - top), width: Math.min(core, width - left) };
      if (has(knownMask, box, 0)) windows.push(box);
    }
  }
  return windows;
}

/** A part of an image, in pixels. */
export interface Box {
  readonly top: number;
  readonly left: number;
  readonly height: number;
  readonly width: number;
}

function widen({ top, left, height, width }: Box, by: number, rows: number, columns: number): Box {
  const y = Math.max(0, top - by);
  const x = Math.max(0, left - by);
  return {
    top: y,
    left: x,
    height: Math.min(rows, top + height + by) - y,
    width: Math.min(columns, left + width + by) - x,
  };
}

function has({ data, shape: [, , columns] }: ImageBatch, { top, left, height, width }: Box, value: number): boolean {
  for (let y = top; y < top + height; y++) {
    if (data.subarray(y * columns + left, y * columns + left + width).includes(value)) return true;
  }
  return false;
}

/** The box as an image of its own, filled up at the right and at the bottom by mirroring. */
function cut({ data, shape: [, , columns, channels] }: ImageBatch, box: Box, multiple: number): FloatImageBatch {
  const height = Math.ceil(box.height / multiple) * multiple;
  const width = Math.ceil(box.width / multiple) * multiple;
  const result = new Float32Array(height * width * channels);
  for (let y = 0, to = 0; y < height; y++) {
    for (let x = 0; x < width; x++, to += channels) {
      const from = ((box.top + mirrored(y, box.height)) * columns + box.left + mirrored(x, box.width)) * channels;
      for (let c = 0; c < channels; c++) result[to + c] = data[from + c];
    }
  }
  return imageBatch(result, [1, height, width, channels]);
}

/** 0 1 2 … last, last … 1 0, 0 1 …: the edge's pixel stands twice. */
function mirrored(at: number, size: number): number {
  const place = at % (2 * size);
  return place < size ? place : 2 * size - 1 - place;
}
