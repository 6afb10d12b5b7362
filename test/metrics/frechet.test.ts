// The Fréchet feature distance against SciPy's square root of a matrix, eigenvalues against LAPACK's.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { featureRows, type FeatureRows } from "../../src/images/featureRows";
import { frechetFeatureDistance } from "../../src/metrics/frechet";
import { symmetricEigen } from "../../src/metrics/symmetricEigen";
import { near } from "./near";

interface Case {
  readonly first: number;
  readonly second: number;
  readonly size: number;
  readonly distance: number;
  readonly eigenvalues: readonly number[];
}

const { cases } = JSON.parse(readFileSync(join(__dirname, "../fixtures/frechet.json"), "utf8")) as {
  readonly cases: readonly Case[];
};

/** The formulas of the fixture. */
function features(count: number, size: number, seed: number, scale: number, shift: number): FeatureRows {
  const base = Float64Array.from(
    { length: count * size },
    (_, k) => ((((k * k) % 1013) * 31 + k * 7919 + seed * 104729) % 1009) / 504 - 1,
  );
  const data = base.map((value, k) => {
    const before = k % size === 0 ? k + size - 1 : k - 1;
    return scale * (value + 0.5 * base[before]) + shift;
  });
  return featureRows(data, count);
}

const setsOf = ({ first, second, size }: Case): [FeatureRows, FeatureRows] => [
  features(first, size, 1, 1, 0),
  features(second, size, 2, 1.5, 0.25),
];

test(`SciPy's distances of ${cases.length} pairs of sets to 1e-6, also of fewer images than features, either way round`, () => {
  assert.equal(cases.length, 6);
  for (const one of cases) {
    const [first, second] = setsOf(one);
    const name = `${one.first} and ${one.second} of ${one.size}:`;
    near(frechetFeatureDistance(first, second), one.distance, 1e-6 * one.distance, name);
    near(frechetFeatureDistance(second, first), one.distance, 1e-6 * one.distance, name);
  }
});

test("0 for the same set, in any order; the squared distance of means where only these differ", () => {
  const { data, count, size } = features(30, 5, 1, 1, 0);
  const set = featureRows(data, count);
  near(frechetFeatureDistance(set, set), 0, 1e-9);
  const turned = data.map((_, k) => data[(count - 1 - Math.floor(k / size)) * size + (k % size)]);
  near(frechetFeatureDistance(set, featureRows(turned, count)), 0, 1e-9);
  const shifted = featureRows(
    data.map((value, k) => value + (k % size)),
    count,
  );
  near(frechetFeatureDistance(set, shifted), 0 + 1 + 4 + 9 + 16, 1e-9);
});

test("float32 features are summed in double precision", () => {
  const values = Float32Array.from({ length: 4000 }, (_, k) => 1000 + (k % 7) / 8);
  const doubles = featureRows(Float64Array.from(values), 1000);
  near(frechetFeatureDistance(featureRows(values, 1000), doubles), 0, 1e-9);
});

test("LAPACK's eigenvalues, and vectors of length 1 that the matrix stretches by them", () => {
  for (const one of cases) {
    const [{ data, count, size }] = setsOf(one);
    const mean = Array.from(
      { length: size },
      (_, i) =>
        Array.from(data)
          .filter((_, k) => k % size === i)
          .reduce((a, b) => a + b) / count,
    );
    const covariance = new Float64Array(size * size);
    for (let k = 0; k < size * size; k++) {
      const [i, j] = [Math.floor(k / size), k % size];
      for (let r = 0; r < count; r++) {
        covariance[k] += ((data[r * size + i] - mean[i]) * (data[r * size + j] - mean[j])) / (count - 1);
      }
    }
    const { values, vectors } = symmetricEigen(covariance, size);
    [...values].sort((a, b) => a - b).forEach((value, i) => near(value, one.eigenvalues[i], 1e-12));
    values.forEach((value, i) => {
      const vector = Array.from({ length: size }, (_, k) => vectors[k * size + i]);
      near(Math.hypot(...vector), 1, 1e-12);
      for (let row = 0; row < size; row++) {
        const stretched = vector.reduce((sum, entry, k) => sum + covariance[row * size + k] * entry, 0);
        near(stretched, value * vector[row], 1e-12);
      }
    });
  }
});

test("a set of one image, and features of different lengths, are refused with the way out", () => {
  assert.throws(() => frechetFeatureDistance(features(5, 3, 1, 1, 0), features(1, 3, 1, 1, 0)), {
    message: "Expected features of at least two images for a Fréchet distance, but received 1. Compare larger sets.",
  });
  assert.throws(() => frechetFeatureDistance(features(5, 3, 1, 1, 0), features(5, 4, 1, 1, 0)), /rows of 3 and of 4/);
});
