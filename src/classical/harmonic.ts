// Harmonic filling: every hole pixel becomes the mean of its four neighbours, which solves the Laplace equation with the
// known pixels as boundary values (Bertalmio et al. 2000 name it as isotropic diffusion; Chan and Shen 2001, section 2).
// At the image's border only the neighbours that exist count. Solved by successive over-relaxation (Young 1954).
import type { ImageBatch } from "../images";
import { fillEach, type Canvas } from "./fillEach";
import { paintMean } from "./mean";

export interface HarmonicOptions {
  /** Stop when no pixel moves by more than this in one sweep; default 1e-6. */
  readonly tolerance?: number;
  /** Most sweeps over the hole; default 10,000. */
  readonly sweeps?: number;
  /** 1 repeats the plain neighbour mean in place; values up to 2 converge faster. Default: from the hole's size. */
  readonly relaxation?: number;
}

/** Fills [N,H,W,C]; known pixels come back untouched, in the type they had. Throws where an image has no known pixel. */
export function fillHarmonic<Batch extends ImageBatch>(image: Batch, knownMask: ImageBatch, options: HarmonicOptions = {}): Batch {
  return fillEach(image, knownMask, (canvas) => {
    paintMean(canvas);
    const hole = holePixels(canvas);
    for (let c = 0; c < canvas.channels; c++) solve(canvas, hole, c, options);
  });
}

function holePixels({ known }: Canvas): number[] {
  const hole: number[] = [];
  for (let p = 0; p < known.length; p++) if (known[p] === 0) hole.push(p);
  return hole;
}

function solve(canvas: Canvas, hole: number[], channel: number, options: HarmonicOptions): void {
  const { height, width, channels, peak } = canvas;
  const { tolerance = 1e-6, sweeps = 10_000 } = options;
  const relaxation = options.relaxation ?? 2 / (1 + Math.sin(Math.PI / (Math.sqrt(hole.length) + 2)));
  const values = Float64Array.from({ length: height * width }, (_, p) => canvas.values[p * channels + channel]);
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
    if (largest < tolerance * peak) break;
  }
  for (const p of hole) canvas.values[p * channels + channel] = values[p];
}
