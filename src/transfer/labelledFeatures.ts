// Features of images with the images' classes: what classifiers of features are fitted to.
import type { FeatureRows } from "../images/featureRows";

export interface LabelledFeatures {
  readonly features: FeatureRows;
  /** The class of each row, counted from 0. */
  readonly labels: Uint8Array;
}

/** Throws unless there is a class below `classes` for each row. */
export function checkLabels({ features, labels }: LabelledFeatures, classes: number): void {
  if (labels.length === features.count && labels.every((label) => label < classes)) return;
  const largest = labels.reduce((most, label) => Math.max(most, label), 0);
  throw new Error(
    `Expected a class below ${classes} for each of ${features.count} rows of features, but received ${labels.length} ` +
      `classes up to ${largest}. Take both from the same images.`,
  );
}
