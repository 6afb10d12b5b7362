// The six-term loss of Liu, Reda, Shih, Wang, Tao and Catanzaro 2018 (arXiv 1804.07723, section 3.3): L1 distances of pixels, known
// and hole, of features (perceptual), of their Gram matrices (style), and total variation at the hole. comp is the composite: the
// network's output in the hole, the truth where it is known. Every term is a mean, so that weights do not depend on sizes.
import * as v from "valibot";
import * as tf from "../tensorflow";
import type { LossTerms, TermLoss } from "./loss";
import { withGradient } from "./withGradient";

/** Weights, 0 or more: a term of weight 0 is not computed. Plain values that fit into JSON. */
export interface SixTermSettings {
  /** Of mean |M⊙(out - truth)| over all values of the image, known or not; M is 1 where a pixel is known. */
  readonly valid: number;
  /** Of mean |(1-M)⊙(out - truth)| over all values of the image. */
  readonly hole: number;
  /** Of mean |Ψ(out) - Ψ(truth)| + mean |Ψ(comp) - Ψ(truth)|, added up over the layers of features Ψ. */
  readonly perceptual: number;
  /** Of mean |G(out) - G(truth)|, added up over the layers; G = ΨᵀΨ/(C·H·W) with Ψ as [H·W,C], the mean goes over its C×C values. */
  readonly styleOut: number;
  /** The same of comp. */
  readonly styleComposite: number;
  /** Of |differences| of comp's neighbours to the right and below, added up and divided by the number of comp's values. */
  readonly totalVariation: number;
  /**
   * "dilated hole": neighbours that both lie in the hole grown by one pixel, diagonally too, as which we read the paper's "1-pixel
   * dilation of the hole region".
   */
  readonly totalVariationOver: "dilated hole" | "whole composite";
}

export const sixTermSettingsSchema: v.GenericSchema<SixTermSettings> = v.looseObject({
  valid: v.number(),
  hole: v.number(),
  perceptual: v.number(),
  styleOut: v.number(),
  styleComposite: v.number(),
  totalVariation: v.number(),
  totalVariationOver: v.picklist(["dilated hole", "whole composite"]),
});

/** The paper's weights. */
export const liuSixTerms: SixTermSettings = {
  valid: 1,
  hole: 6,
  perceptual: 0.05,
  styleOut: 120,
  styleComposite: 120,
  totalVariation: 0.1,
  totalVariationOver: "dilated hole",
};

/**
 * The weights of the project viv66/image-inpainting (Inpainting_Partial_Convolution-2.ipynb, LAMBDAS), which takes total variation
 * over the whole composite. Its images are normalised by ImageNet's means and deviations, ours are in [0,1]: there differences of
 * pixels are 4.4 times as large. It divides differences by their own number, H·(W-1)·C and (H-1)·W·C.
 */
export const studentProjectSixTerms: SixTermSettings = {
  valid: 1,
  hole: 6,
  perceptual: 0.05,
  styleOut: 240,
  styleComposite: 240,
  totalVariation: 2,
  totalVariationOver: "whole composite",
};

export const sixTermSettings: { readonly [name: string]: SixTermSettings } = { liuSixTerms, studentProjectSixTerms };

/** RGB images [N,H,W,3] in [0,1] to features [N,h,w,c], one tensor per layer. Gradients pass through it. */
export type FeatureExtractor = (images: tf.Tensor4D) => tf.Tensor4D[];

type TermName = Exclude<keyof SixTermSettings, "totalVariationOver">;

const allTerms: readonly TermName[] = ["valid", "hole", "perceptual", "styleOut", "styleComposite", "totalVariation"];
const featureTerms: readonly TermName[] = ["perceptual", "styleOut", "styleComposite"];

/**
 * The loss with these weights. `features` may be null where perceptual and both styles have weight 0; else out, comp and truth go
 * through it as one batch. Images are in [0,1], the mask is 1 or 0. Throws on settings that make no sense, and without features
 * that are needed.
 */
export function sixTermLoss(settings: SixTermSettings, features: FeatureExtractor | null): TermLoss {
  checkSixTermSettings(settings);
  const termNames = allTerms.filter((name) => settings[name] > 0);
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

/** Throws, naming the weight, where one is no number from 0 up or all are 0, and where total variation has no such region. */
export function checkSixTermSettings(settings: SixTermSettings): void {
  for (const name of allTerms) {
    const weight: unknown = settings[name];
    if (Number.isFinite(weight) && (weight as number) >= 0) continue;
    throw new Error(
      `Expected the six-term loss's weight ${name} to be a finite number from 0 up, but received ` +
        `${typeof weight === "number" ? weight : JSON.stringify(weight)}. Use for example ${liuSixTerms[name]}.`,
    );
  }
  if (allTerms.every((name) => settings[name] === 0)) {
    throw new Error(
      `Expected a weight above 0 for one of the terms ${allTerms.join(", ")}, but received 0 for all. ` +
        "Use for example valid: 1, hole: 6.",
    );
  }
  const region: unknown = settings.totalVariationOver;
  if (region === "dilated hole" || region === "whole composite") return;
  throw new Error(
    `Expected totalVariationOver to be "dilated hole" or "whole composite", but received ${JSON.stringify(region)}. ` +
      "Use one of the two.",
  );
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

function termOf(name: TermName, images: Images, layers: readonly Layer[], settings: SixTermSettings): tf.Scalar {
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
