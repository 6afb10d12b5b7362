// A trained network's encoder as studies are given it: features, and classifiers that begin with it, trained by traced steps.
import type * as tf from "../../tensorflow";
import type { NetworkSettings } from "../../experiments/experiment";
import {
  buildEncoderClassifier,
  encoderNames,
  takeEncoderWeights,
  type EncoderName,
} from "../../models/encoderClassifier";
import type { StudyEncoder, StudyMethod } from "../../studies/study";
import { encoderFeatures } from "../../transfer/encoderFeatures";
import { classifyImages, fineTune } from "../../transfer/fineTune";
import { holdBytes } from "./holdBytes";
import { compileTraced } from "../tracedGraph/compile";

/** Of a network that stays open as long as the encoders; undefined where it is none that a classifier may begin with. */
export function encoderOf(
  network: tf.LayersModel,
  { name, options }: NetworkSettings,
): NonNullable<StudyMethod["openEncoder"]> | undefined {
  const encoder = encoderNameOf(name, options);
  if (encoder === undefined) return undefined;
  return (weights, seed) => open(network, encoder, options, weights, seed);
}

function encoderNameOf(name: string, options: NetworkSettings["options"]): EncoderName | undefined {
  if (name === "contextEncoder" && options.maskChannel !== true) return "autoencoder";
  return encoderNames.find((encoder) => encoder === name);
}

function open(
  network: tf.LayersModel,
  encoder: EncoderName,
  encoderOptions: NetworkSettings["options"],
  weights: "trained" | "drawn",
  seed: number,
): StudyEncoder {
  const build = (): tf.LayersModel => {
    const classifier = buildEncoderClassifier({ encoder, encoderOptions, seed });
    if (weights === "trained") takeEncoderWeights(classifier, network);
    return classifier;
  };
  const untouched = build();
  return {
    architecture: encoder,
    features: (images, knownMask) => encoderFeatures(untouched, images, knownMask),
    fineTune: async ({ fit, validation, samples, seed: order, onEpoch }, images) => {
      const classifier = build();
      try {
        await fineTune(classifier, fit, validation, {
          samples,
          seed: order,
          compileStep: compileTraced,
          holdData: holdBytes,
          callbacks: { onEpoch: ({ epoch }) => onEpoch(epoch) },
        });
        return classifyImages(classifier, images);
      } finally {
        classifier.dispose();
      }
    },
    dispose: () => void untouched.dispose(),
  };
}
