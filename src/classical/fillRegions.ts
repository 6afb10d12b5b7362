// Fills the hole of one image with the solution of its equations, region by region: directly where the factor fits into memory,
// otherwise by iteration. Results are clipped to the range of the known pixels, channel by channel, as scikit-image does.
import { factoredRegion, fillFactoredRegion } from "./factoredRegion";
import type { Canvas } from "./fillEach";
import { fillRegionIteratively } from "./iterativeRegion";
import { knownRange } from "./knownRange";
import { connectedRegions } from "./regions";
import type { Stencil } from "./stencil";

/** Sets every hole pixel of the canvas so that its equation holds. */
export function fillRegions(canvas: Canvas, stencil: Stencil): void {
  for (const region of connectedRegions(canvas, stencil.steps)) {
    const solver = factoredRegion(region, canvas, stencil);
    if (solver === undefined) fillRegionIteratively(canvas, region, stencil);
    else {
      fillFactoredRegion(canvas, region, solver);
      canvas.settled?.(region.pixels.length);
    }
  }
  clipToKnown(canvas);
}

function clipToKnown({ values, known, channels, range }: Canvas): void {
  const { lowest, highest } = range ?? knownRange(values, known);
  for (let p = 0; p < known.length; p++) {
    if (known[p] === 1) continue;
    for (let c = 0, k = p * channels; c < channels; c++, k++)
      values[k] = Math.min(highest[c], Math.max(lowest[c], values[k]));
  }
}
