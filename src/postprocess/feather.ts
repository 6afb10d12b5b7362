// Feathering: two pictures are blended linearly across their seam (Szeliski, Computer Vision, 2010, section 9.3.2). Neither is
// there beyond the seam, so each is taken to go on in the other's texture, shifted by the step that the values make at the edge
// nearby: the step becomes a ramp of 2·radius + 1 equal steps, half of it in the fill and half in the known pixels.
import { edgeBand, type EdgeBand } from "./edgeBand";
import { editHoles, inUnitRange, type FilledCanvas } from "./editHoles";
import { eachInside, gaussianWindow } from "./gaussianWindow";
import type { PostprocessStep } from "./postprocess";
import { checkSetting, type StepSetting } from "./stepSetting";

export interface FeatherSettings {
  /** How many pixels on each side of the edge are blended, 1 to 4, counted in steps to one of eight neighbours; default 2. */
  readonly radius?: number;
}

export const featherRadius: StepSetting = { name: "radius", from: 1, to: 4, usual: 2, whole: true };

/** The step that feathers the hole's edge. It changes known pixels within `radius` of a hole, and no others. */
export function feather({ radius = featherRadius.usual }: FeatherSettings = {}): PostprocessStep {
  checkSetting("feather", featherRadius, radius);
  return (filled, image, knownMask) => editHoles(filled, image, knownMask, (canvas) => featherImage(canvas, radius));
}

function featherImage(canvas: FilledCanvas, radius: number): void {
  const { values, channels, holes } = canvas;
  const outside = edgeBand(canvas, holes, radius);
  const rim = outside.pixels.filter((_, i) => outside.distances[i] === 1);
  const inside = edgeBand(canvas, rim, radius);
  const steps = stepsAlong(rim, canvas);
  const window = gaussianWindow(radius, radius);
  const mean = new Float64Array(channels);
  const blend = ({ pixels, distances }: EdgeBand, towards: 1 | -1): void => {
    for (let i = 0; i < pixels.length; i++) {
      let sum = 0;
      mean.fill(0);
      eachInside(window, canvas, pixels[i], (q, weight) => {
        const step = steps.get(q);
        if (step === undefined) return;
        sum += weight;
        for (let c = 0; c < channels; c++) mean[c] += weight * step[c];
      });
      const share = (towards * (radius + 1 - distances[i])) / (2 * radius + 1);
      for (let c = 0, k = pixels[i] * channels; c < channels; c++, k++)
        values[k] = inUnitRange(values[k] + (share * mean[c]) / sum);
    }
  };
  blend(inside, 1);
  blend(outside, -1);
}

/** For each known pixel that touches a hole: how much it is above the mean of the hole pixels that it touches, per channel. */
function stepsAlong(rim: readonly number[], canvas: FilledCanvas): Map<number, Float64Array> {
  const { values, known, channels } = canvas;
  const steps = new Map<number, Float64Array>();
  for (const q of rim) {
    const step = new Float64Array(channels);
    let touched = 0;
    eachInside(neighbours, canvas, q, (p) => {
      if (known[p] === 1) return;
      touched++;
      for (let c = 0; c < channels; c++) step[c] += values[q * channels + c] - values[p * channels + c];
    });
    steps.set(
      q,
      step.map((sum) => sum / touched),
    );
  }
  return steps;
}

const neighbours = gaussianWindow(1, 1);
