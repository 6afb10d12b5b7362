// Masks of a stated hole ratio, as Liu et al. 2018 sort theirs: one of the three techniques (threeTechniques.ts) per mask grows
// until the holes take a share drawn from (low, high], and the holes either touch the image's border or keep clear of it. A mask
// whose last shape passes the upper end is drawn again by the same technique.
import { imageBatch, type BatchShape, type ImageBatch } from "../images/batch";
import type { Random } from "../random";
import type { MaskCanvas } from "./canvas";
import type { Technique } from "./coverage";
import { scatterShapes } from "./linesCirclesEllipses";
import { scatterRectangles } from "./overlappingRectangles";
import { walkAtRandom } from "./randomWalk";

export interface HoleRatioMaskOptions {
  /** The share of hole pixels lies above the first and is at most the second; 0 ≤ first < second < 1. */
  readonly share: readonly [low: number, high: number];
  /** "touching": a hole pixel in an outermost row or column; "clear": none within a tenth of the shorter side of them. */
  readonly border: "touching" | "clear";
}

const techniques = [walkAtRandom, scatterShapes, scatterRectangles] as const;
const mostDrawings = 10_000;

/** knownMask uint8 [N,H,W,1]. Throws where the share cannot be reached on images of this size. */
export function drawHoleRatioMasks(shape: BatchShape, random: Random, options: HoleRatioMaskOptions): ImageBatch {
  const [count, height, width] = shape;
  const {
    share: [low, high],
    border,
  } = options;
  if (!(low >= 0 && low < high && high < 1)) {
    throw new Error(
      `Expected share to be two numbers 0 ≤ low < high < 1, but received ${low} and ${high}. Use for example [0.1, 0.2].`,
    );
  }
  const size = height * width;
  const data = new Uint8Array(count * size).fill(1);
  for (let i = 0; i < count; i++) {
    const canvas = { pixels: data.subarray(i * size, (i + 1) * size), height, width };
    const technique = techniques[random.integer(0, techniques.length - 1)];
    if (border === "clear") openClear(canvas, technique, random, options);
    else openTouching(canvas, technique, random, options);
  }
  return imageBatch(data, [count, height, width, 1]);
}

/** Holes in the middle of the canvas. */
function openClear(canvas: MaskCanvas, technique: Technique, random: Random, options: HoleRatioMaskOptions): void {
  const { pixels, height, width } = canvas;
  const margin = Math.max(1, Math.round(Math.min(height, width) / 10));
  const inside = canvasOf(Math.max(0, height - 2 * margin), Math.max(0, width - 2 * margin));
  grow(inside, pixels.length, technique, random, options, canvas);
  for (let row = 0; row < inside.height; row++) {
    const part = inside.pixels.subarray(row * inside.width, (row + 1) * inside.width);
    pixels.set(part, (row + margin) * width + margin);
  }
}

/** Holes anywhere; where none touches the border, all are moved, and what leaves at one side comes in at the other. */
function openTouching(canvas: MaskCanvas, technique: Technique, random: Random, options: HoleRatioMaskOptions): void {
  const { pixels, height, width } = canvas;
  const drawn = canvasOf(height, width);
  grow(drawn, pixels.length, technique, random, options, canvas);
  pixels.set(drawn.pixels);
  while (!touchesBorder(canvas)) {
    const down = random.integer(0, height - 1);
    const right = random.integer(0, width - 1);
    for (let y = 0; y < height; y++) {
      const from = drawn.pixels.subarray(y * width, (y + 1) * width);
      const start = ((y + down) % height) * width;
      pixels.set(from.subarray(0, width - right), start + right);
      pixels.set(from.subarray(width - right), start);
    }
  }
}

/** Opens holes until they take a share of `all` pixels that lies in the stated range. */
function grow(
  canvas: MaskCanvas,
  all: number,
  technique: Technique,
  random: Random,
  { share: [low, high], border }: HoleRatioMaskOptions,
  image: Pick<MaskCanvas, "height" | "width">,
): void {
  const room = canvas.pixels.length / all;
  for (let drawings = 0; drawings < mostDrawings && low < room; drawings++) {
    canvas.pixels.fill(1);
    const wanted = (high - (high - low) * random.uniform()) * all;
    const open = technique(canvas, random);
    let holes = 0;
    while (holes < wanted && holes < canvas.pixels.length) holes += open();
    if (holes >= wanted && holes <= high * all && holes > low * all) return;
  }
  throw new Error(
    `Expected a hole ratio in (${low}, ${high}], ${border === "clear" ? "clear of" : "touching"} the border, to be possible on images of ` +
      `${image.height}×${image.width}, but received none in ${mostDrawings.toLocaleString("en")} drawings. ` +
      `Choose another range or larger images.`,
  );
}

function canvasOf(height: number, width: number): MaskCanvas {
  return { pixels: new Uint8Array(height * width), height, width };
}

function touchesBorder({ pixels, height, width }: MaskCanvas): boolean {
  for (let x = 0; x < width; x++) if (pixels[x] === 0 || pixels[(height - 1) * width + x] === 0) return true;
  for (let y = 0; y < height; y++) if (pixels[y * width] === 0 || pixels[(y + 1) * width - 1] === 0) return true;
  return false;
}
