// Colour and brightness of the fill matched to what lies around it: the mean step across the edge, channel by channel, is taken
// away from all of a hole, the same everywhere in it (hole by hole; poisson spreads each step from where it is instead). The
// simplest of the colour corrections for compositing (Szeliski, Computer Vision, 2010, section 9.3.4, exposure compensation).
import type { Region } from "../classical/regions";
import { eachPairAcross } from "./edgeBand";
import { eachHoleOf, editHoles, inUnitRange, type FilledCanvas } from "./editHoles";
import type { PostprocessStep } from "./postprocess";
import { checkSetting, type StepSetting } from "./stepSetting";

export interface MatchRimSettings {
  /** The share of the mean step that is taken away, 0 to 1; default 1. */
  readonly strength?: number;
}

export const matchRimStrength: StepSetting = { name: "strength", from: 0, to: 1, usual: 1, whole: false };

/** The step that matches the fill's mean colour along its rim to that of the known pixels beside it. Known pixels stay. */
export function matchRim({ strength = matchRimStrength.usual }: MatchRimSettings = {}): PostprocessStep {
  checkSetting("matchRim", matchRimStrength, strength);
  return (filled, image, knownMask) =>
    editHoles(filled, image, knownMask, (canvas) => {
      const { values, channels } = canvas;
      for (const hole of eachHoleOf(canvas)) {
        const step = meanStep(canvas, hole);
        for (const p of hole.pixels)
          for (let c = 0, k = p * channels; c < channels; c++, k++)
            values[k] = inUnitRange(values[k] + strength * step[c]);
      }
    });
}

/** The mean of known less filled over all pairs of neighbours, side by side, across the hole's edge; 0 where there are none. */
function meanStep(canvas: FilledCanvas, { pixels }: Region): Float64Array {
  const { values, channels } = canvas;
  const sums = new Float64Array(channels);
  let pairs = 0;
  eachPairAcross(canvas, pixels, (hole, near) => {
    pairs++;
    for (let c = 0; c < channels; c++) sums[c] += values[near * channels + c] - values[hole * channels + c];
  });
  return sums.map((sum) => sum / Math.max(1, pairs));
}
