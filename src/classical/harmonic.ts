// Harmonic filling: every hole pixel becomes the mean of its four neighbours, which solves the Laplace equation with the
// known pixels as boundary values (Bertalmio et al. 2000 name it as isotropic diffusion; Chan and Shen 2001, section 2).
// At the image's border only the neighbours that exist count. Solved by successive over-relaxation (Young 1954).
import { checkFinite, checkKnownMask, imageBatch, toFloat, type FloatImageBatch, type ImageBatch } from "../images";
import { everythingIsHole, fillMean } from "./mean";

export interface HarmonicOptions {
  /** Stop when no pixel moves by more than this in one sweep; default 1e-6. */
  readonly tolerance?: number;
  /** Most sweeps over the hole; default 10,000. */
  readonly sweeps?: number;
  /** 1 repeats the plain neighbour mean in place; values up to 2 converge faster. Default: from the hole's size. */
  readonly relaxation?: number;
}

/** Fills [N,H,W,C]; known pixels come back untouched. float32 in [0,1]. Throws where an image has no known pixel. */
export function fillHarmonic(image: ImageBatch, knownMask: ImageBatch, options: HarmonicOptions = {}): FloatImageBatch {
  checkKnownMask(image, knownMask);
  checkFinite(image);
  const [count, height, width, channels] = image.shape;
  const data = toFloat(image).data.slice(), start = fillMean(image, knownMask).data;
  for (let i = 0; i < count; i++) {
    const hole = holePixels(knownMask, i);
    if (hole.length === height * width) throw new Error(everythingIsHole(image, i));
    for (let c = 0; c < channels; c++) solve(data, start, hole, i, c, image, options);
  }
  return imageBatch(data, image.shape);
}

function holePixels(knownMask: ImageBatch, index: number): number[] {
  const pixels = knownMask.shape[1] * knownMask.shape[2], hole: number[] = [];
  for (let p = 0; p < pixels; p++) if (knownMask.data[index * pixels + p] === 0) hole.push(p);
  return hole;
}

function solve(data: Float32Array, start: Float32Array, hole: number[], index: number, channel: number, image: ImageBatch,
  options: HarmonicOptions): void {
  const [, height, width, channels] = image.shape;
  const { tolerance = 1e-6, sweeps = 10_000 } = options;
  const relaxation = options.relaxation ?? 2 / (1 + Math.sin(Math.PI / (Math.sqrt(hole.length) + 2)));
  const at = (p: number): number => (index * height * width + p) * channels + channel;
  const values = Float64Array.from({ length: height * width }, (_, p) => data[at(p)]);
  for (const p of hole) values[p] = start[at(p)];
  for (let sweep = 0; sweep < sweeps; sweep++) {
    let largest = 0;
    for (const p of hole) {
      const row = Math.floor(p / width), column = p - row * width;
      let sum = 0, neighbours = 0;
      if (row > 0) { sum += values[p - width]; neighbours++; }
      if (row < height - 1) { sum += values[p + width]; neighbours++; }
      if (column > 0) { sum += values[p - 1]; neighbours++; }
      if (column < width - 1) { sum += values[p + 1]; neighbours++; }
      const change = relaxation * (sum / neighbours - values[p]);
      values[p] += change;
      largest = Math.max(largest, Math.abs(change));
    }
    if (largest < tolerance) break;
  }
  for (const p of hole) data[at(p)] = values[p];
}
