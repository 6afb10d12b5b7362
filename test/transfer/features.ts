// The features and classes of test/fixtures/linear-probe.py.
import { featureRows, type FeatureRows } from "../../src/images/featureRows";

export function formulaFeatures(count: number, size: number, seed: number): FeatureRows {
  const value = (k: number): number => ((((k * k) % 1013) * 31 + k * 7919 + seed * 104729) % 1009) / 504 - 1;
  return featureRows(
    Float64Array.from({ length: count * size }, (_, k) => value(k)),
    count,
  );
}

export function formulaLabels(count: number, classes: number): Uint8Array {
  return Uint8Array.from({ length: count }, (_, i) => ((i * i) % 11) % classes);
}
