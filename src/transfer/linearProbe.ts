// A linear probe: what a linear classifier makes of features that stay as they are (Alain and Bengio 2017, arXiv 1610.01644; for
// networks that learned without labels Zhang, Isola and Efros 2016, section 3.2). Multinomial logistic regression on standardised
// features, all images at once, by L-BFGS; how much weights are held back is chosen on images that it is not fitted to.
import { checkSameFeatures, type FeatureRows } from "../images/featureRows";
import * as tf from "../tensorflow";
import { checkLabels, type LabelledFeatures } from "./labelledFeatures";
import { minimiseLbfgs } from "./lbfgs";

export interface LinearProbeOptions {
  /** Default 10. */
  readonly classes?: number;
  /** Half of λ · the squared weights is added to the mean cross-entropy; λ to choose from, default [.1, .01, .001, .0001]. */
  readonly penalties?: readonly number[];
  /** Steps of L-BFGS for each; default 60. */
  readonly iterations?: number;
  /** See minimiseLbfgs; default 1e-5. */
  readonly tolerance?: number;
}

export interface LinearProbe {
  /** λ that classified `choosing` best; of equals the largest. */
  readonly penalty: number;
  /** The share of `choosing` that it classified right, 0 to 1. */
  readonly chosenAt: number;
  /** On standardised features: [size × classes], row after row, then a bias for each class. */
  readonly weights: Float64Array;
  /** The class of each row. */
  classify(features: FeatureRows): Uint8Array;
}

/**
 * Fits to `fit`, from the largest penalty down, each from the one before, and keeps the penalty that `choosing` is classified best
 * with. Computes in float32. Throws where features and labels do not go together.
 */
export function linearProbe(
  fit: LabelledFeatures,
  choosing: LabelledFeatures,
  options: LinearProbeOptions = {},
): LinearProbe {
  const { classes = 10, penalties = [0.1, 0.01, 0.001, 0.0001], iterations = 60, tolerance } = options;
  checkLabels(fit, classes);
  checkLabels(choosing, classes);
  checkSameFeatures(fit.features, choosing.features);
  if (penalties.length === 0 || penalties.some((penalty) => !(penalty >= 0))) {
    throw new Error(`Expected penalties from 0 up, at least one, but received [${penalties.join(", ")}]. Use [0.01].`);
  }
  const { size } = fit.features;
  const scale = scaleOf(fit.features);
  const rows = tensorOf(fit.features, scale);
  const truth = tf.tidy(() => tf.oneHot(tf.tensor1d(Int32Array.from(fit.labels), "int32"), classes, 1, 0, "float32"));
  try {
    let weights: Float64Array = new Float64Array((size + 1) * classes);
    let best: Pick<LinearProbe, "penalty" | "chosenAt" | "weights"> | null = null;
    for (const penalty of [...penalties].sort((a, b) => b - a)) {
      const objective = (at: Float64Array): ReturnType<typeof regression> =>
        regression(at, rows, truth as tf.Tensor2D, penalty);
      weights = minimiseLbfgs(objective, weights, { iterations, tolerance }).at;
      const given = classesOf(choosing.features, weights, scale, classes);
      const chosenAt = given.filter((one, i) => one === choosing.labels[i]).length / given.length;
      if (best === null || chosenAt > best.chosenAt) best = { penalty, chosenAt, weights };
    }
    const found = best as NonNullable<typeof best>;
    return { ...found, classify: (features) => classesOf(features, found.weights, scale, classes) };
  } finally {
    tf.dispose([rows, truth]);
  }
}

/** The mean cross-entropy with its penalty, which biases do not pay, and its gradient. */
function regression(
  at: Float64Array,
  rows: tf.Tensor2D,
  truth: tf.Tensor2D,
  penalty: number,
): { value: number; gradient: Float64Array } {
  const [count, classes] = truth.shape;
  const size = rows.shape[1];
  const kernelValues = at.subarray(0, size * classes);
  const [loss, kernelGradient, biasGradient] = tf.tidy(() => {
    const logs = tf.logSoftmax(logitsOf(at, rows, classes));
    const residual = tf.div(tf.sub(tf.exp(logs), truth), count) as tf.Tensor2D;
    const mean = tf.div(tf.neg(tf.sum(tf.mul(truth, logs))), count);
    return [mean, tf.matMul(rows, residual, true), tf.sum(residual, 0)];
  });
  const gradient = Float64Array.from([...kernelGradient.dataSync(), ...biasGradient.dataSync()]);
  let value = loss.dataSync()[0];
  tf.dispose([loss, kernelGradient, biasGradient]);
  for (let k = 0; k < kernelValues.length; k++) {
    value += (penalty / 2) * kernelValues[k] ** 2;
    gradient[k] += penalty * kernelValues[k];
  }
  return { value, gradient };
}

function logitsOf(weights: Float64Array, rows: tf.Tensor2D, classes: number): tf.Tensor2D {
  const split = rows.shape[1] * classes;
  const kernel = tf.tensor2d(Float32Array.from(weights.subarray(0, split)), [rows.shape[1], classes]);
  return tf.add(tf.matMul(rows, kernel), tf.tensor1d(Float32Array.from(weights.subarray(split))));
}

interface Scale {
  readonly mean: Float64Array;
  readonly deviation: Float64Array;
}

/** Each feature's mean and deviation; a feature that is the same for all is divided by 1. */
function scaleOf({ data, count, size }: FeatureRows): Scale {
  const mean = new Float64Array(size);
  const deviation = new Float64Array(size);
  for (let k = 0; k < data.length; k++) mean[k % size] += data[k] / count;
  for (let k = 0; k < data.length; k++) deviation[k % size] += (data[k] - mean[k % size]) ** 2 / count;
  return { mean, deviation: deviation.map((variance) => (variance > 0 ? Math.sqrt(variance) : 1)) };
}

function tensorOf({ data, count, size }: FeatureRows, { mean, deviation }: Scale): tf.Tensor2D {
  const values = new Float32Array(data.length);
  for (let k = 0; k < data.length; k++) values[k] = (data[k] - mean[k % size]) / deviation[k % size];
  return tf.tensor2d(values, [count, size]);
}

function classesOf(features: FeatureRows, weights: Float64Array, scale: Scale, classes: number): Uint8Array {
  const given = tf.tidy(() => tf.argMax(logitsOf(weights, tensorOf(features, scale), classes), 1));
  const labels = Uint8Array.from(given.dataSync());
  given.dispose();
  return labels;
}
