// Isophotes, the lines of equal grey that run into a hole, and the data term of Criminisi, Perez and Toyama 2004, equation 1
// and section III.A: D(p) = |isophote at p · normal of the front at p| / white. The isophote is the gradient turned by a right
// angle; a hole pixel has none of its own and takes the largest one of its patch.
import type { Canvas } from "./fillEach";
import { eachPixel, type PatchWindow } from "./patchWindow";

export interface Isophotes {
  /** To be called for every window in which, or beside which, pixels were filled. */
  update(window: PatchWindow): void;
  /** D of the hole pixel `p` whose patch is `window`; 0 where nothing runs into the hole. */
  dataTerm(p: number, window: PatchWindow): number;
}

/** The isophotes of a canvas; `filled` says which of its pixels are known or filled by now. */
export function followIsophotes(canvas: Canvas, filled: Uint8Array): Isophotes {
  const { height, width, peak } = canvas;
  const pixels = height * width;
  const gradients: Gradients = { x: new Float32Array(pixels), y: new Float32Array(pixels) };
  return {
    update: (window) => updateGradients(gradients, canvas, filled, window),
    dataTerm: (p, window) => {
      const [gx, gy] = strongestGradient(gradients, window, width);
      const [nx, ny] = frontNormal(filled, p, height, width);
      return Math.abs(gx * ny - gy * nx) / peak;
    },
  };
}

/** Grey value (mean of the channels) per pixel of distance, at known or filled pixels; 0 elsewhere. */
interface Gradients {
  readonly x: Float32Array;
  readonly y: Float32Array;
}

/** Central differences, one-sided beside a hole or the border; 0 where a pixel has no neighbour to compare with. */
function updateGradients(gradients: Gradients, canvas: Canvas, filled: Uint8Array, window: PatchWindow): void {
  const { height, width } = canvas;
  eachPixel(window, width, (p) => {
    if (filled[p] === 0) return;
    const column = p % width;
    const row = (p - column) / width;
    const before = column > 0 && filled[p - 1] === 1 ? p - 1 : p;
    const after = column < width - 1 && filled[p + 1] === 1 ? p + 1 : p;
    const above = row > 0 && filled[p - width] === 1 ? p - width : p;
    const below = row < height - 1 && filled[p + width] === 1 ? p + width : p;
    gradients.x[p] = (grey(canvas, after) - grey(canvas, before)) / Math.max(1, after - before);
    gradients.y[p] = (grey(canvas, below) - grey(canvas, above)) / Math.max(1, (below - above) / width);
  });
}

function grey({ values, channels }: Canvas, p: number): number {
  let sum = 0;
  for (let k = p * channels; k < (p + 1) * channels; k++) sum += values[k];
  return sum / channels;
}

/** The paper takes the largest gradient among the known pixels of the patch; the first in reading order among equals. */
function strongestGradient({ x, y }: Gradients, window: PatchWindow, width: number): [number, number] {
  let best = 0;
  let most = -1;
  eachPixel(window, width, (p) => {
    const square = x[p] * x[p] + y[p] * y[p];
    if (square > most) [best, most] = [p, square];
  });
  return [x[best], y[best]];
}

/** The unit vector (x, y) across the front at `p`: the Sobel gradient of what is filled; (0, 0) where it has no direction. */
function frontNormal(filled: Uint8Array, p: number, height: number, width: number): [number, number] {
  const column = p % width;
  const row = (p - column) / width;
  const above = row > 0 ? p - column - width : p - column;
  const below = row < height - 1 ? p - column + width : p - column;
  const here = p - column;
  const before = Math.max(0, column - 1);
  const after = Math.min(width - 1, column + 1);
  const side = (c: number): number => filled[above + c] + 2 * filled[here + c] + filled[below + c];
  const line = (r: number): number => filled[r + before] + 2 * filled[r + column] + filled[r + after];
  const x = side(after) - side(before);
  const y = line(below) - line(above);
  const length = Math.sqrt(x * x + y * y);
  return length === 0 ? [0, 0] : [x / length, y / length];
}
