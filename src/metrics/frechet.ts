// The Fréchet distance between two sets of features, each taken as a normal distribution (Dowson and Landau 1982), as Heusel,
// Ramsauer, Unterthiner, Nessler and Hochreiter 2017 (arXiv 1706.08500, equation 6) compare sets of pictures by it. Theirs is called
// FID because the features are Inception's; this one takes any features, so that its numbers compare only among themselves.
import { checkSameFeatures, type FeatureRows } from "../images/featureRows";
import { symmetricEigen } from "./symmetricEigen";

/**
 * |m1 - m2|² + tr(C1 + C2 - 2 (C1 C2)^½), in the features' units squared, from 0 up, with means m and covariances C (divided by
 * count - 1), in double precision. Sets of fewer images than features are compared too, but the number then depends much on how many
 * there are. Throws for features of different lengths and for sets of fewer than two.
 */
export function frechetFeatureDistance(first: FeatureRows, second: FeatureRows): number {
  checkSameFeatures(first, second);
  const { size } = first;
  const [one, two] = [first, second].map(moments);
  let distance = 0;
  for (let i = 0; i < size; i++) {
    distance += (one.mean[i] - two.mean[i]) ** 2 + one.covariance[i * size + i] + two.covariance[i * size + i];
  }
  // (C1 C2)^½ has the trace of (R C2 R)^½ with R = C1^½, and R C2 R is symmetric.
  const root = squareRoot(one.covariance, size);
  const { values } = symmetricEigen(product(product(root, two.covariance, size), root, size), size);
  // Rounding can leave a little below 0, of an eigenvalue and of the whole.
  return Math.max(0, distance - 2 * values.reduce((sum, value) => sum + Math.sqrt(Math.max(0, value)), 0));
}

interface Moments {
  readonly mean: Float64Array;
  /** size × size. */
  readonly covariance: Float64Array;
}

function moments({ data, count, size }: FeatureRows): Moments {
  if (count < 2) {
    throw new Error(
      `Expected features of at least two images for a Fréchet distance, but received ${count}. Compare larger sets.`,
    );
  }
  const mean = new Float64Array(size);
  for (let k = 0; k < data.length; k++) mean[k % size] += data[k] / count;
  const covariance = new Float64Array(size * size);
  const row = new Float64Array(size);
  for (let r = 0; r < count; r++) {
    for (let i = 0; i < size; i++) row[i] = data[r * size + i] - mean[i];
    for (let i = 0; i < size; i++) {
      const scaled = row[i] / (count - 1);
      for (let j = i; j < size; j++) covariance[i * size + j] += scaled * row[j];
    }
  }
  for (let i = 0; i < size; i++) for (let j = 0; j < i; j++) covariance[i * size + j] = covariance[j * size + i];
  return { mean, covariance };
}

/** The symmetric root of a symmetric matrix without eigenvalues below 0 but for rounding. */
function squareRoot(matrix: Float64Array, n: number): Float64Array {
  const { values, vectors } = symmetricEigen(matrix, n);
  const scaled = vectors.map((value, k) => value * Math.sqrt(Math.max(0, values[k % n])));
  const transposed = new Float64Array(n * n);
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) transposed[j * n + i] = vectors[i * n + j];
  return product(scaled, transposed, n);
}

function product(a: Float64Array, b: Float64Array, n: number): Float64Array {
  const result = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    const row = result.subarray(i * n, (i + 1) * n);
    for (let k = 0; k < n; k++) {
      const factor = a[i * n + k];
      for (let j = 0; j < n; j++) row[j] += factor * b[k * n + j];
    }
  }
  return result;
}
