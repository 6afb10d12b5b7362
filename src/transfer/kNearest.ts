// The class that most of an image's nearest neighbours have, by the cosine of features (Wu, Xiong, Yu and Lin 2018, arXiv 1805.01978,
// section 3.4, without their weights): what features hold without anything fitted to them.
import { checkSameFeatures, type FeatureRows } from "../images/featureRows";
import * as tf from "../tensorflow";
import { checkLabels, type LabelledFeatures } from "./labelledFeatures";

export interface NearestOptions {
  /** Neighbours that vote; default 20. */
  readonly neighbours?: number;
  /** Default 10. */
  readonly classes?: number;
}

/** So many rows at a time are compared with all candidates. */
const rowsAtOnce = 250;

/**
 * The class of each row by its neighbours among the candidates; of classes with equally many votes the one whose cosines sum to more.
 * Throws where features are of another length, and where there are fewer candidates than neighbours.
 */
export function kNearest(
  candidates: LabelledFeatures,
  features: FeatureRows,
  options: NearestOptions = {},
): Uint8Array {
  const { neighbours = 20, classes = 10 } = options;
  const { count } = candidates.features;
  checkLabels(candidates, classes);
  checkSameFeatures(candidates.features, features);
  if (!(Number.isInteger(neighbours) && neighbours >= 1 && neighbours <= count)) {
    throw new Error(
      `Expected neighbours to be a whole number from 1 to the ${count} candidates, but received ${neighbours}. ` +
        "Ask for fewer, or give more candidates.",
    );
  }
  const given = new Uint8Array(features.count);
  const known = unitRows(candidates.features, 0, count);
  for (let start = 0; start < features.count; start += rowsAtOnce) {
    const end = Math.min(start + rowsAtOnce, features.count);
    const { values, indices } = tf.tidy(() =>
      tf.topk(tf.matMul(unitRows(features, start, end), known, false, true), neighbours),
    );
    const [cosines, positions] = [values.dataSync(), indices.dataSync()];
    tf.dispose([values, indices]);
    for (let row = start; row < end; row++) {
      const from = (row - start) * neighbours;
      const votes = new Float64Array(classes);
      const sums = new Float64Array(classes);
      for (let k = from; k < from + neighbours; k++) {
        votes[candidates.labels[positions[k]]] += 1;
        sums[candidates.labels[positions[k]]] += cosines[k];
      }
      given[row] = votes.reduce((best, vote, one) => {
        const ahead = vote > votes[best] || (vote === votes[best] && sums[one] > sums[best]);
        return ahead ? one : best;
      }, 0);
    }
  }
  known.dispose();
  return given;
}

/** These rows, each of length 1; rows of zeros stay. */
function unitRows({ data, size }: FeatureRows, start: number, end: number): tf.Tensor2D {
  return tf.tidy(() => {
    const rows = tf.tensor2d(new Float32Array(data.subarray(start * size, end * size)), [end - start, size]);
    const length = tf.sqrt(tf.sum(tf.square(rows), 1, true));
    return tf.div(rows, tf.maximum(length, 1e-12));
  });
}
