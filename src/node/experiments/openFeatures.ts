// The network whose features an experiment's loss compares: the recorded classifier, or VGG16 with a user's weights. Its weights decide
// the numbers of a training as its images do, so a run's record has their hash.
import { join } from "node:path";
import type * as tf from "../../tensorflow";
import { featureNetworkOf, type FeatureNetwork, type LossSettings } from "../../experiments/lossSettings";
import type { FeatureExtractor } from "../../losses/sixTerms";
import { classifierBlocks } from "../../models/classifier";
import { featuresOf } from "../../models/features";
import { vgg16Input, vgg16Pools } from "../../models/vgg16";
import { sha256Hex } from "../files/sha256";
import { loadVgg16, vgg16WeightsFile } from "../files/vgg16Weights";
import { recordedRunsFolder } from "../paths";
import { loadModel } from "../store/modelFiles";

export interface OpenFeatures {
  readonly features: FeatureExtractor;
  /** Of all weights as float32, in the network's order. */
  readonly sha256: string;
  readonly dispose: () => void;
}

/**
 * The features that the loss compares; null where it compares none. Throws where the network cannot be had, and where `expected` is
 * the hash of other weights.
 */
export async function openFeatures(
  loss: LossSettings,
  expected?: string,
  recordedFolder: string = recordedRunsFolder,
): Promise<OpenFeatures | null> {
  const network = featureNetworkOf(loss);
  if (network === null) return null;
  const model = await loadNetwork(network, recordedFolder);
  const sha256 = weightsSha256(model);
  if (expected !== undefined && expected !== sha256) {
    model.dispose();
    throw new Error(
      `Expected the features of the ${network} that the run was planned with, whose weights are ${expected.slice(0, 8)}, but ` +
        `received ${sha256.slice(0, 8)}. Give the same weights, or start from the beginning, without --resume.`,
    );
  }
  const features =
    network === "vgg16" ? featuresOf(model, vgg16Pools, vgg16Input) : featuresOf(model, classifierBlocks());
  return { features, sha256, dispose: () => void model.dispose() };
}

/** The hash of those weights; undefined where the loss compares no features. Throws where the network cannot be had. */
export async function featuresSha256(loss: LossSettings): Promise<string | undefined> {
  const opened = await openFeatures(loss);
  opened?.dispose();
  return opened?.sha256;
}

async function loadNetwork(network: FeatureNetwork, recordedFolder: string): Promise<tf.LayersModel> {
  if (network === "classifier") return loadModel(join(recordedFolder, "classifier", "model"));
  const file = vgg16WeightsFile();
  if (file !== null) return loadVgg16(file);
  throw new Error(
    'Expected the weights of VGG16 for the features "vgg16", but VGG16_WEIGHTS is not set. Set it to a file of Keras or ' +
      'TensorFlow.js, or write step.loss.features="classifier".',
  );
}

function weightsSha256(model: tf.LayersModel): string {
  const bytes = model.getWeights().map((weight) => {
    const { buffer, byteOffset, byteLength } = weight.dataSync<"float32">();
    return new Uint8Array(buffer, byteOffset, byteLength);
  });
  return sha256Hex(Buffer.concat(bytes));
}
