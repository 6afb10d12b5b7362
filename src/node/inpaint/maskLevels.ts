// What the grey levels of a mask mean: from which level up a pixel is hole. A mask is black and white; its edges may be soft
// (antialiased letters, a feathered brush), and JPEG may have added noise. What holds other greys than these (a photograph, an
// infra-red scan, a map of labels) is not cut by a guess.
import { imageBatch, type ImageBatch } from "../../images/batch";
import { dilateHoles } from "../../masks/morphology";

/** From here up a level is nearer to white than to black. */
export const halfOfWhite = 128;

/** Below this level, 3 % of white, what shows through a soft edge is not seen. */
const trace = 8;
/** What JPEG of low quality adds to black beside an edge stays below this level. */
const noise = 32;
/** An antialiased edge is at most so many pixels wide. */
const edge = 2;

export type MaskCut =
  /** Levels from `from` up are hole: a share `hole` of the mask; `core` is the share from half of white up. */
  | { readonly kind: "cut"; readonly from: number; readonly hole: number; readonly core: number }
  /** There are greys that belong to no edge. */
  | { readonly kind: "grey" }
  /** Nothing reaches half of white. */
  | { readonly kind: "dark"; readonly brightest: number };

/**
 * Where a mask is to be cut. levels: 0..255, row by row, 0 for known and 255 for hole.
 *
 * The cut is 8, next to black, unless levels below 32 lie away from all edges, as JPEG leaves them: then it is 32. The mask
 * is "grey" where more than 15 % of what is not black is neither white nor within 2 pixels of black, unless that is a
 * feathered edge: smooth slopes beside at least as much black. It is "grey" too where there is noise and hardly any white.
 */
export function findCut(levels: Uint8Array, width: number, height: number): MaskCut {
  const histogram = new Float64Array(256);
  for (let p = 0; p < levels.length; p++) histogram[levels[p]]++;
  const between = (from: number, below = 256): number => histogram.subarray(from, below).reduce((sum, n) => sum + n, 0);
  const brightest = histogram.reduce((most, n, level) => (n > 0 ? level : most), 0);
  if (brightest < halfOfWhite) return { kind: "dark", brightest };
  const visible = between(noise);
  const white = brightest - noise;
  const strayAtMost = 0.15 * visible;
  if (between(noise, white + 1) > strayAtMost) {
    const { stray, sloping } = countStrays(levels, width, height, white);
    const feathered = sloping >= 0.9 * stray && between(0, trace) >= stray;
    if (stray > strayAtMost && !feathered) return { kind: "grey" };
  }
  const faintAtMost = 0.02 * visible;
  const noisy = between(1, noise) > faintAtMost && countFaint(levels, width, height) > faintAtMost;
  const from = noisy ? noise : trace;
  const hole = between(from);
  const core = between(halfOfWhite);
  if (noisy && core < 0.25 * hole) return { kind: "grey" };
  return { kind: "cut", from, hole: hole / levels.length, core: core / levels.length };
}

/** Pixels that are neither near black nor brighter than `white`, and how many of them lie on a slope. */
function countStrays(
  levels: Uint8Array,
  width: number,
  height: number,
  white: number,
): { stray: number; sloping: number } {
  const farFromBlack = spread((p) => levels[p] < noise, width, height);
  let stray = 0;
  let sloping = 0;
  for (let p = 0; p < levels.length; p++) {
    if (farFromBlack[p] === 0 || levels[p] > white) continue;
    stray++;
    if (isSlope(levels, p, width, height)) sloping++;
  }
  return { stray, sloping };
}

/** Pixels that are not quite black although nothing bright is near. */
function countFaint(levels: Uint8Array, width: number, height: number): number {
  const farFromBright = spread((p) => levels[p] >= noise, width, height);
  let faint = 0;
  for (let p = 0; p < levels.length; p++) if (levels[p] > 0 && farFromBright[p] === 1) faint++;
  return faint;
}

/** 0 wherever one of these pixels lies within an edge's width, 1 elsewhere. */
function spread(isOne: (p: number) => boolean, width: number, height: number): ImageBatch["data"] {
  const others = new Uint8Array(width * height);
  for (let p = 0; p < others.length; p++) others[p] = isOne(p) ? 0 : 1;
  return dilateHoles(imageBatch(others, [1, height, width, 1]), edge).data;
}

/** On a slope, levels change across the pixel by more than they bend at it. */
function isSlope(levels: Uint8Array, p: number, width: number, height: number): boolean {
  const x = p % width;
  const y = Math.floor(p / width);
  const left = levels[p - Math.min(2, x)];
  const right = levels[p + Math.min(2, width - 1 - x)];
  const above = levels[p - width * Math.min(2, y)];
  const below = levels[p + width * Math.min(2, height - 1 - y)];
  const change = Math.abs(right - left) + Math.abs(below - above);
  return change > 0 && Math.abs(left + right + above + below - 4 * levels[p]) <= change;
}
