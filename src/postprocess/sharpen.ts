// Unsharp masking of the hole (Gonzalez and Woods, Digital Image Processing, 2018, section 3.6): what a Gaussian blur takes
// away, known pixels around included, is added once more, and the image is mirrored at its border, as in scikit-image's
// unsharp_mask.
import { editHoles, inUnitRange, type FilledCanvas } from "./editHoles";
import { eachReflected, gaussianWindow } from "./gaussianWindow";
import type { PostprocessStep } from "./postprocess";
import { checkSetting, type StepSetting } from "./stepSetting";

export interface SharpenSettings {
  /** How much of what the blur takes away is added, 0 to 3; default 0.5. */
  readonly amount?: number;
  /** Standard deviation of the blur, 0.5 to 4 pixels; the window reaches four times as far. Default 1. */
  readonly sigma?: number;
}

export const sharpenAmount: StepSetting = { name: "amount", from: 0, to: 3, usual: 0.5, whole: false };
const sharpenSigma: StepSetting = { name: "sigma", from: 0.5, to: 4, usual: 1, whole: false };

/** The step that sharpens the hole. Known pixels stay. */
export function sharpen({
  amount = sharpenAmount.usual,
  sigma = sharpenSigma.usual,
}: SharpenSettings = {}): PostprocessStep {
  checkSetting("sharpen", sharpenAmount, amount);
  checkSetting("sharpen", sharpenSigma, sigma);
  return (filled, image, knownMask) =>
    editHoles(filled, image, knownMask, (canvas) => sharpenImage(canvas, amount, sigma));
}

function sharpenImage(canvas: FilledCanvas, amount: number, sigma: number): void {
  const { values, channels, holes } = canvas;
  const before = values.slice();
  const window = gaussianWindow(sigma, Math.round(4 * sigma));
  const blurred = new Float64Array(channels);
  for (const p of holes) {
    blurred.fill(0);
    eachReflected(window, canvas, p, (q, weight) => {
      for (let c = 0; c < channels; c++) blurred[c] += weight * before[q * channels + c];
    });
    for (let c = 0, k = p * channels; c < channels; c++, k++)
      values[k] = inUnitRange(before[k] + amount * (before[k] - blurred[c]));
  }
}
