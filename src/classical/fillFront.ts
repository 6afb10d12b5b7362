// Which patch is filled next: the fill front and its priorities P(p) = C(p) D(p) after Criminisi, Perez and Toyama 2004,
// section III.A. The confidence C says how much of the patch is known, the data term D how strong an edge runs into the hole
// at p. D is at least .001 here, so that confidence still decides where no edge arrives. Only priorities near the last patch
// are computed anew.
import type { Canvas } from "./fillEach";
import { followIsophotes } from "./isophotes";
import { eachPixel, growWindow, patchWindow, windowArea, type PatchWindow } from "./patchWindow";

/** The least data term. */
export const leastDataTerm: number = 0.001;

/** The hole pixels that touch what is known or filled, while a hole closes. */
export interface FillFront {
  /** 1 = known or filled by now, one value per pixel. */
  readonly filled: Uint8Array;
  /** 1 at known pixels, 0 in the hole; a filled pixel takes the confidence term of the patch that filled it. */
  readonly confidence: Float32Array;
  /** P of every hole pixel with a filled one to its left, right, above or below it. */
  readonly priorities: ReadonlyMap<number, number>;
  /** The pixel of highest priority, the first in reading order among equals; undefined when everything is filled. */
  next(): number | undefined;
  /** Marks these hole pixels of the patch around `centre` as filled; their values stand in the canvas by then. */
  advance(centre: number, pixels: readonly number[]): void;
}

/** The front of an image of which nothing is filled yet. Patches have 2 radius + 1 pixels a side. */
export function startFront(canvas: Canvas, radius: number): FillFront {
  const { height, width, known } = canvas;
  const filled = known.slice();
  const confidence = Float32Array.from(known);
  const priorities = new Map<number, number>();
  const isophotes = followIsophotes(canvas, filled);
  const confidenceTerm = (window: PatchWindow): number => sumOver(confidence, window, width) / windowArea(window);
  const update = (changed: PatchWindow): void => {
    isophotes.update(growWindow(changed, 1, height, width));
    eachPixel(growWindow(changed, radius + 1, height, width), width, (p) => {
      if (!onFront(filled, p, height, width)) {
        priorities.delete(p);
        return;
      }
      const window = patchWindow(p, radius, height, width);
      priorities.set(p, confidenceTerm(window) * Math.max(leastDataTerm, isophotes.dataTerm(p, window)));
    });
  };
  update({ top: 0, bottom: height - 1, left: 0, right: width - 1 });
  return {
    filled,
    confidence,
    priorities,
    next: () => highest(priorities),
    advance: (centre, pixels) => {
      const window = patchWindow(centre, radius, height, width);
      const term = confidenceTerm(window);
      for (const p of pixels) {
        filled[p] = 1;
        confidence[p] = term;
      }
      update(window);
    },
  };
}

function highest(priorities: ReadonlyMap<number, number>): number | undefined {
  let best: number | undefined;
  let most = -1;
  for (const [p, priority] of priorities) {
    if (best === undefined || priority > most || (priority === most && p < best)) [best, most] = [p, priority];
  }
  return best;
}

function onFront(filled: Uint8Array, p: number, height: number, width: number): boolean {
  if (filled[p] === 1) return false;
  const column = p % width;
  return (
    (column > 0 && filled[p - 1] === 1) ||
    (column < width - 1 && filled[p + 1] === 1) ||
    (p >= width && filled[p - width] === 1) ||
    (p < (height - 1) * width && filled[p + width] === 1)
  );
}

function sumOver(values: Float32Array, window: PatchWindow, width: number): number {
  let sum = 0;
  eachPixel(window, width, (p) => (sum += values[p]));
  return sum;
}
