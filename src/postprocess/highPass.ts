// The noise of an image on one side of the edge: what is left of its pixels once a Gaussian mean of those around them, on the
// same side, is taken away. Such a remainder of white noise is smaller than the noise, by a factor that the weights tell, and
// is divided by it. Remainders beyond three standard deviations are edges; the deviation is estimated from the median, which
// edges hardly change (Donoho and Johnstone 1994).
import type { FilledCanvas } from "./editHoles";
import { eachInside, gaussianWindow } from "./gaussianWindow";

/** Noise as samples: of each pixel all channels together, since the noise of one often goes with that of the others. */
export interface NoiseSamples {
  readonly count: number;
  /** [count, channels] */
  readonly values: Float32Array;
  /** The standard deviation of each channel; 0 without samples. */
  readonly deviations: Float64Array;
}

const window = gaussianWindow(1, 3);
/** Where nearly all the weight is the pixel's own, its remainder tells nothing: less than this of the variance is left. */
const leastVariance = 0.1;
/** The standard deviation of a normal distribution, in medians of the distance from its mean. */
const deviationPerMedian = 1.4826;

/** The noise at these pixels, all of them on one side of the edge. */
export function noiseAt(canvas: FilledCanvas, pixels: ArrayLike<number>): NoiseSamples {
  const { values, known, channels } = canvas;
  const found: number[] = [];
  const sums = new Float64Array(channels);
  for (let i = 0; i < pixels.length; i++) {
    const p = pixels[i];
    let all = 0;
    let squares = 0;
    let own = 0;
    sums.fill(0);
    eachInside(window, canvas, p, (q, weight) => {
      if (known[q] !== known[p]) return;
      if (q === p) own = weight;
      all += weight;
      squares += weight * weight;
      for (let c = 0; c < channels; c++) sums[c] += weight * values[q * channels + c];
    });
    const variance = 1 - (2 * own) / all + squares / (all * all);
    if (variance < leastVariance) continue;
    const scale = 1 / Math.sqrt(variance);
    for (let c = 0; c < channels; c++) found.push((values[p * channels + c] - sums[c] / all) * scale);
  }
  return samplesOf(withoutEdges(found, channels), channels);
}

function withoutEdges(found: readonly number[], channels: number): number[] {
  const limits = Array.from({ length: channels }, (_, c) => {
    const distances = found.filter((_, k) => k % channels === c).map(Math.abs);
    return 3 * deviationPerMedian * median(distances);
  });
  const kept: number[] = [];
  for (let from = 0; from < found.length; from += channels) {
    const sample = found.slice(from, from + channels);
    if (sample.every((value, c) => Math.abs(value) <= limits[c])) kept.push(...sample);
  }
  return kept;
}

function samplesOf(values: readonly number[], channels: number): NoiseSamples {
  const count = values.length / channels;
  const squares = new Float64Array(channels);
  values.forEach((value, k) => (squares[k % channels] += value * value));
  const deviations = squares.map((sum) => Math.sqrt(sum / Math.max(1, count)));
  return { count, values: Float32Array.from(values), deviations };
}

function median(values: readonly number[]): number {
  const sorted = Float64Array.from(values).sort();
  const middle = sorted.length / 2;
  return sorted.length === 0 ? 0 : (sorted[Math.floor(middle - 0.5)] + sorted[Math.floor(middle)]) / 2;
}
