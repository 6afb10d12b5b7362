// The six-term loss of Liu, Reda, Shih, Wang, Tao and Catanzaro 2018 (arXiv 1804.07723, section 3.3): L1 distances of pixels, known
// and hole, of features (perceptual), of their Gram matrices (style), and total variation at the hole. comp is the composite: the
// network's output in the hole, the truth where it is known. Every term is a mean, so that weights do not depend on sizes.
import * as tf from "../tensorflow";
import type { LossTerms, TermLoss } from "./loss";
import { checkSixTermSettings, sixTermNames, type SixTermName, type SixTermSettings } from "./sixTermSettings";
import { withGradient } from "./withGradient";

/** RGB images [N,H,W,3] in [0,1] to features [N,h,w,c], one tensor per layer. Gradients pass through it. */
export type FeatureExtractor = (images: tf.Tensor4D) => tf.Tensor4D[];

const featureTerms: readonly SixTermName[] = ["perceptual", "styleOut", "styleComposite"];

/**
 * The loss with these weights. `features` may be null where perceptual and both styles have weight 0; else out, comp and truth go
 * through it as one batch. Images are in [0,1], the mask is 1 or 0. Throws on settings that make no sense, and without features
 * that are needed.
 */
export function sixTermLoss(settings: SixTermSettings, features: FeatureExtractor | null): TermLoss {
  checkSixTermSettings(settings);
  const termNames = sixTermNames.filter((name) => settings[name] > 0);
  const ofFeatures = featureTerms.filter((name) => settings[name] > 0);
  if (features === null && ofFeatures.length > 0) {
    throw new Error(
      `Expected features for the terms ${ofFeatures.join(", ")} of the six-term loss, but received null. ` +
        "Give featuresOf(network, layers), or set these weights to 0.",
    );
  }
  const terms = (truth: tf.Tensor, predicted: tf.Tensor, knownMask: tf.Tensor): LossTerms =>
    tf.tidy(() => {
      const images = imagesOf(truth as tf.Tensor4D, predicted as tf.Tensor4D, knownMask as tf.Tensor4D);
      const layers = features === null || ofFeatures.length === 0 ? [] : featuresByImage(images, features);
      return Object.fromEntries(termNames.map((name) => [name, termOf(name, images, layers, settings)]));
    });
  const weightedSum = (given: LossTerms): tf.Scalar =>
    tf.tidy(() => tf.addN(termNames.map((name) => tf.mul<tf.Scalar>(given[name], settings[name]))));
  const loss = (truth: tf.Tensor, predicted: tf.Tensor, knownMask: tf.Tensor): tf.Scalar =>
    tf.tidy(() => weightedSum(terms(truth, predicted, knownMask)));
  return Object.assign(loss, { termNames, terms, weightedSum });
}

interface Images {
  /** Lets no gradient through. */
  readonly truth: tf.Tensor4D;
  readonly out: tf.Tensor4D;
  readonly comp: tf.Tensor4D;
  readonly known: tf.Tensor4D;
  readonly hole: tf.Tensor4D;
}

/** Features of one layer. */
interface Layer {
  readonly truth: tf.Tensor4D;
  readonly out: tf.Tensor4D;
  readonly comp: tf.Tensor4D;
}

function imagesOf(given: tf.Tensor4D, out: tf.Tensor4D, known: tf.Tensor4D): Images {
  const truth = withoutGradient(given);
  const hole = tf.sub<tf.Tensor4D>(1, known);
  const comp = tf.add<tf.Tensor4D>(tf.mul(truth, known), tf.mul(out, hole));
  return { truth, out, comp, known, hole };
}

/** One pass for all three kinds of images. */
function featuresByImage({ out, comp, truth }: Images, features: FeatureExtractor): Layer[] {
  return features(tf.concat([out, comp, truth], 0)).map((layer) => {
    const [ofOut, ofComp, ofTruth] = tf.split<tf.Tensor4D>(layer, 3, 0);
    return { out: ofOut, comp: ofComp, truth: ofTruth };
  });
}

function termOf(name: SixTermName, images: Images, layers: readonly Layer[], settings: SixTermSettings): tf.Scalar {
  const { truth, out, comp, known, hole } = images;
  switch (name) {
    case "valid":
      return meanAbsolute(tf.mul(tf.sub(out, truth), known));
    case "hole":
      return meanAbsolute(tf.mul(tf.sub(out, truth), hole));
    case "perceptual":
      return tf.addN(
        layers.flatMap((layer) => [
          meanAbsolute(tf.sub(layer.out, layer.truth)),
          meanAbsolute(tf.sub(layer.comp, layer.truth)),
        ]),
      );
    case "styleOut":
      return tf.addN(layers.map((layer) => meanAbsolute(tf.sub(gram(layer.out), gram(layer.truth)))));
    case "styleComposite":
      return tf.addN(layers.map((layer) => meanAbsolute(tf.sub(gram(layer.comp), gram(layer.truth)))));
    case "totalVariation":
      return totalVariation(comp, settings.totalVariationOver === "dilated hole" ? dilated(hole) : null);
  }
}

/** Gram matrices [N,C,C] of features [N,H,W,C], divided by C·H·W. */
function gram(features: tf.Tensor4D): tf.Tensor3D {
  const [count, height, width, channels] = features.shape;
  const rows = tf.reshape<tf.Rank.R3>(features, [count, height * width, channels]);
  return tf.div(tf.matMul(rows, rows, true), channels * height * width);
}

/** The hole [N,H,W,1], 1 inside, grown by one pixel to all eight sides. */
function dilated(hole: tf.Tensor4D): tf.Tensor4D {
  return tf.maxPool(hole, 3, 1, "same");
}

/** Of neighbours of which both lie in the region [N,H,W,1], 1 inside; null: of all. */
function totalVariation(images: tf.Tensor4D, region: tf.Tensor4D | null): tf.Scalar {
  const along = (axis: 1 | 2): tf.Scalar => {
    const [first, second] = neighbours(images, axis);
    const difference = tf.sub<tf.Tensor4D>(second, first);
    if (region === null) return absoluteSum(difference);
    const [inFirst, inSecond] = neighbours(region, axis);
    return absoluteSum(tf.mul(difference, tf.mul(inFirst, inSecond)));
  };
  return tf.div(tf.add(along(2), along(1)), images.size);
}

/** All pixels but the last along the axis, and those that follow them. */
function neighbours(images: tf.Tensor4D, axis: 1 | 2): [tf.Tensor4D, tf.Tensor4D] {
  const size = images.shape.map((length, i) => (i === axis ? length - 1 : length));
  return [tf.slice(images, [0, 0, 0, 0], size), tf.slice(images, axis === 1 ? [0, 1, 0, 0] : [0, 0, 1, 0], size)];
}

function meanAbsolute(x: tf.Tensor): tf.Scalar {
  return tf.div(absoluteSum(x), x.size);
}

/** Its gradient is 0 at 0, where TensorFlow.js's own rule gives -1. */
function absoluteSum(x: tf.Tensor): tf.Scalar {
  return withGradient(
    x,
    (values) => tf.sum(tf.abs(values)),
    (values, dy) => tf.mul(tf.sign(values), dy),
  );
}

function withoutGradient(x: tf.Tensor4D): tf.Tensor4D {
  const pass = tf.customGrad((given) => ({
    value: (given as tf.Tensor).clone(),
    gradFunc: (dy: tf.Tensor) => tf.zerosLike(dy),
  }));
  return pass(x) as tf.Tensor4D;
}
