// Poisson blending (Pérez, Gangnet and Blake, Poisson image editing, 2003, equation 7): the colours in the hole whose
// differences between neighbours are those of the fill, as nearly as the known pixels around allow, which are the boundary.
// Across the edge the fill has no differences of its own, and none is asked for there. What is solved for is the correction,
// the membrane of section 2 of the paper: its source are the steps at the edge, and it is zero at the boundary.
import { eachPairAcross, edgeBand } from "./edgeBand";
import { editHoles, type FilledCanvas } from "./editHoles";
import { addCorrection } from "./laplaceCorrection";
import type { PostprocessStep } from "./postprocess";
import { checkSetting, type StepSetting } from "./stepSetting";

export interface PoissonSettings {
  /**
   * How many known pixels along the hole are blended too, 0 to 4, counted in steps to one of eight neighbours: they then take
   * their part of a step at the edge. Default 0. Where it would leave no pixel as it is, it is shortened for that image.
   */
  readonly reach?: number;
}

export const poissonReach: StepSetting = { name: "reach", from: 0, to: 4, usual: 0, whole: true };

/** The step that blends the fill by its gradients. It changes known pixels within `reach` of a hole, and no others. */
export function poisson({ reach = poissonReach.usual }: PoissonSettings = {}): PostprocessStep {
  checkSetting("poisson", poissonReach, reach);
  return (filled, image, knownMask) => editHoles(filled, image, knownMask, (canvas) => blendImage(canvas, reach));
}

/** An image that is all hole has no boundary: it keeps its fill. */
function blendImage(canvas: FilledCanvas, reach: number): void {
  if (!canvas.known.includes(1)) return;
  const fixed = fixedPixels(canvas, reach);
  addCorrection(canvas, fixed, edgeSource(canvas, fixed));
}

/** 1 for the pixels that stay as they are. */
function fixedPixels(canvas: FilledCanvas, reach: number): Uint8Array {
  const fixed = canvas.known.slice();
  for (const p of edgeBand(canvas, canvas.holes, reach).pixels) fixed[p] = 0;
  return fixed.includes(1) ? fixed : fixedPixels(canvas, reach - 1);
}

/** Per pixel and channel, the sum of the steps to its neighbours on the other side of the edge. */
function edgeSource(canvas: FilledCanvas, fixed: Uint8Array): Map<number, Float64Array> {
  const { values, channels, holes } = canvas;
  const source = new Map<number, Float64Array>();
  const add = (from: number, to: number): void => {
    const sums = source.get(from) ?? new Float64Array(channels);
    source.set(from, sums);
    for (let c = 0; c < channels; c++) sums[c] += values[to * channels + c] - values[from * channels + c];
  };
  eachPairAcross(canvas, holes, (hole, near) => {
    add(hole, near);
    if (fixed[near] === 0) add(near, hole);
  });
  return source;
}
