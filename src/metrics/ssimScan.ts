// Structural similarity after Wang, Bovik, Sheikh and Simoncelli (IEEE TIP 2004, section III): Gaussian window 11×11 with
// sigma 1.5, K1 = .01, K2 = .03, data range 1, population covariance, borders mirrored. In terms of d = y − x the map is a
// product of two factors that are 1 where d vanishes, so a composite needs work only within 5 pixels of its hole:
//   SSIM = (1 − mean(d)² / (mean(x)² + mean(y)² + C1)) · (1 − var(d) / (var(x) + var(y) + C2)).
// Four windowed means are enough (x, d, x² + y², d²); of these only x could be kept for the next method on the same truth.

const sigma = 1.5;
/** The window reaches this many pixels to each side. */
export const ssimRadius = 5;
const luminanceConstant = 0.01 ** 2;
const contrastConstant = 0.03 ** 2;

const gaussian: Float64Array = Float64Array.from({ length: ssimRadius + 1 }, (_, i) =>
  Math.exp(-(i * i) / (2 * sigma * sigma)),
);
const gaussianSum = gaussian.reduce((sum, weight) => sum + 2 * weight, -gaussian[0]);
const [w0, w1, w2, w3, w4, w5] = gaussian.map((weight) => weight / gaussianSum);

/** Receives 1 − SSIM for the values `from` to `to` − 1 of one row (channels interleaved); outside of them it is 0. */
export type LossRowVisitor = (row: number, from: number, to: number, loss: Float64Array) => void;

/** Scans one image: `truth` in [0,1] and `difference` = image − truth, both H×W×C. Rows without any loss are not visited. */
export type SsimScan = (truth: Float32Array, difference: Float64Array, visitRow: LossRowVisitor) => void;

/** A scan for images of this size; its memory is used again for every image. Throws for images below 11×11 pixels. */
export function ssimScan(height: number, width: number, channels: number): SsimScan {
  if (height <= 2 * ssimRadius || width <= 2 * ssimRadius) {
    throw new Error(
      `Expected images of at least 11×11 pixels for SSIM's window, but received ${height}×${width}. ` +
        `For smaller ones take pooledMse or pooledHolePsnrDb.`,
    );
  }
  const row = width * channels;
  const pad = ssimRadius * channels;
  const size = height * row;
  const x = new Float64Array(size);
  const energy = x.slice();
  const squareD = x.slice();
  const padded = new Float64Array(row + 2 * pad);
  const means = Array.from({ length: 4 }, () => new Float64Array(row));
  const loss = new Float64Array(row);
  const starts = new Int32Array(height);
  const ends = new Int32Array(height);
  const rows = new Int32Array(2 * ssimRadius + 1);

  return (truth, difference, visitRow) => {
    for (let k = 0; k < size; k++) {
      const a = truth[k];
      const d = difference[k];
      const b = a + d;
      x[k] = a;
      energy[k] = a * a + b * b;
      squareD[k] = d * d;
    }
    for (let y = 0; y < height; y++) changedPart(difference, y, row, channels, starts, ends);
    for (let y = 0; y < height; y++) {
      let start = row;
      let end = 0;
      for (let k = -ssimRadius; k <= ssimRadius; k++) {
        const near = mirrored(y + k, height);
        rows[k + ssimRadius] = near * row;
        start = Math.min(start, starts[near]);
        end = Math.max(end, ends[near]);
      }
      if (end === 0) continue;
      const from = Math.max(0, start - pad);
      const to = Math.min(row, end + pad);
      const left = Math.max(0, from - pad);
      const right = Math.min(row, to + pad);
      const mean = (source: Float64Array, first: number, last: number, out: Float64Array): void => {
        if (first > left) padded.fill(0, left + pad, first + pad);
        if (last < right) padded.fill(0, last + pad, right + pad);
        blurColumns(source, rows, first, last, padded, pad);
        mirrorEnds(padded, row, channels);
        blurRow(padded, from, to, out, channels);
      };
      mean(x, left, right, means[0]);
      mean(difference, start, end, means[1]);
      mean(energy, left, right, means[2]);
      mean(squareD, start, end, means[3]);
      lostSimilarity(means[0], means[1], means[2], means[3], from, to, loss);
      visitRow(y, from, to, loss);
    }
  };
}

/** 1 − SSIM from the windowed means of x, d, x² + y² and d². */
function lostSimilarity(
  x: Float64Array,
  d: Float64Array,
  energy: Float64Array,
  squareD: Float64Array,
  from: number,
  to: number,
  loss: Float64Array,
): void {
  for (let j = from; j < to; j++) {
    const meanX = x[j];
    const meanD = d[j];
    const meanY = meanX + meanD;
    const squaredMeans = meanX * meanX + meanY * meanY;
    const luminance = (meanD * meanD) / (squaredMeans + luminanceConstant);
    const structure = (squareD[j] - meanD * meanD) / (energy[j] - squaredMeans + contrastConstant);
    loss[j] = luminance + structure - luminance * structure;
  }
}

/** The Gaussian down the columns, for the values first..last − 1 of a row; `rows` holds where its eleven rows begin. */
function blurColumns(
  source: Float64Array,
  rows: Int32Array,
  first: number,
  last: number,
  padded: Float64Array,
  pad: number,
): void {
  const r0 = rows[0];
  const r1 = rows[1];
  const r2 = rows[2];
  const r3 = rows[3];
  const r4 = rows[4];
  const r5 = rows[5];
  const r6 = rows[6];
  const r7 = rows[7];
  const r8 = rows[8];
  const r9 = rows[9];
  const r10 = rows[10];
  for (let j = first; j < last; j++) {
    padded[j + pad] =
      w5 * (source[r0 + j] + source[r10 + j]) +
      w4 * (source[r1 + j] + source[r9 + j]) +
      w3 * (source[r2 + j] + source[r8 + j]) +
      w2 * (source[r3 + j] + source[r7 + j]) +
      w1 * (source[r4 + j] + source[r6 + j]) +
      w0 * source[r5 + j];
  }
}

/** The Gaussian along a padded row: out[from..to − 1] from the values up to five pixels to either side. */
function blurRow(padded: Float64Array, from: number, to: number, out: Float64Array, channels: number): void {
  const c1 = channels;
  const c2 = 2 * c1;
  const c3 = 3 * c1;
  const c4 = 4 * c1;
  const c5 = 5 * c1;
  for (let j = from, at = from + c5; j < to; j++, at++) {
    out[j] =
      w5 * (padded[at - c5] + padded[at + c5]) +
      w4 * (padded[at - c4] + padded[at + c4]) +
      w3 * (padded[at - c3] + padded[at + c3]) +
      w2 * (padded[at - c2] + padded[at + c2]) +
      w1 * (padded[at - c1] + padded[at + c1]) +
      w0 * padded[at];
  }
}

/** Mirrors the five pixels at each end of a padded row outward: c b a | a b c. */
function mirrorEnds(padded: Float64Array, row: number, channels: number): void {
  const pad = ssimRadius * channels;
  for (let k = 0; k < ssimRadius; k++) {
    for (let c = 0; c < channels; c++) {
      padded[pad - (k + 1) * channels + c] = padded[pad + k * channels + c];
      padded[pad + row + k * channels + c] = padded[pad + row - (k + 1) * channels + c];
    }
  }
}

function mirrored(position: number, length: number): number {
  if (position < 0) return -position - 1;
  return position < length ? position : 2 * length - 1 - position;
}

/** Where row y differs: starts[y] to ends[y] − 1 in whole pixels; row and 0 where it does not. */
function changedPart(
  difference: Float64Array,
  y: number,
  row: number,
  channels: number,
  starts: Int32Array,
  ends: Int32Array,
): void {
  let start = 0;
  let end = row;
  while (start < row && difference[y * row + start] === 0) start++;
  while (end > start && difference[y * row + end - 1] === 0) end--;
  starts[y] = start - (start % channels);
  ends[y] = start === row ? 0 : Math.ceil(end / channels) * channels;
}
