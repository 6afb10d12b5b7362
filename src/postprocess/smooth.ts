// Bilateral filtering of the hole (Tomasi and Manduchi 1998, section 2): every hole pixel becomes the mean of those around
// it, known ones too, weighted by how near they are and by how alike their colours are, so that noise goes and edges stay.
import { editHoles, inUnitRange, type FilledCanvas } from "./editHoles";
import { eachInside, gaussianWindow } from "./gaussianWindow";
import type { PostprocessStep } from "./postprocess";
import { checkSetting, type StepSetting } from "./stepSetting";

export interface SmoothSettings {
  /**
   * Standard deviation of the weight in colour, 0.01 to 1 on the scale where white is 1; colours differ by the root of the mean
   * square over their channels. Default 0.1: smaller differences are smoothed, larger ones stay.
   */
  readonly sigmaColour?: number;
  /** Standard deviation of the weight in space, 0.5 to 4 pixels; the window reaches twice as far. Default 1.5. */
  readonly sigmaSpace?: number;
}

export const smoothColour: StepSetting = { name: "sigmaColour", from: 0.01, to: 1, usual: 0.1, whole: false };
const smoothSpace: StepSetting = { name: "sigmaSpace", from: 0.5, to: 4, usual: 1.5, whole: false };

/** The step that smooths the hole. Known pixels stay. */
export function smooth({
  sigmaColour = smoothColour.usual,
  sigmaSpace = smoothSpace.usual,
}: SmoothSettings = {}): PostprocessStep {
  checkSetting("smooth", smoothColour, sigmaColour);
  checkSetting("smooth", smoothSpace, sigmaSpace);
  return (filled, image, knownMask) =>
    editHoles(filled, image, knownMask, (canvas) => smoothImage(canvas, sigmaColour, sigmaSpace));
}

function smoothImage(canvas: FilledCanvas, sigmaColour: number, sigmaSpace: number): void {
  const { values, channels, holes } = canvas;
  const before = values.slice();
  const window = gaussianWindow(sigmaSpace, Math.ceil(2 * sigmaSpace), "disc");
  const scale = -1 / (2 * sigmaColour * sigmaColour * channels);
  const sums = new Float64Array(channels);
  for (const p of holes) {
    let weights = 0;
    sums.fill(0);
    eachInside(window, canvas, p, (q, nearness) => {
      let square = 0;
      for (let c = 0; c < channels; c++) square += (before[q * channels + c] - before[p * channels + c]) ** 2;
      const weight = nearness * Math.exp(scale * square);
      weights += weight;
      for (let c = 0; c < channels; c++) sums[c] += weight * before[q * channels + c];
    });
    for (let c = 0; c < channels; c++) values[p * channels + c] = inUnitRange(sums[c] / weights);
  }
}
