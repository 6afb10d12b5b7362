// The table of networks, by the name that settings use. A line names the function that builds the network and the options that
// it takes, all of which can be written as JSON; their defaults are the ones that the network's own file states.
import type * as tf from "../tensorflow";
import { buildArticlePartialUNet } from "./articlePartialUNet";
import { buildArticleUNet } from "./articleUNet";
import { buildClassifier } from "./classifier";
import { buildContextEncoder } from "./contextEncoder";
import { buildEncoderClassifier } from "./encoderClassifier";
import { buildPartialUNet } from "./partialUNet";
import { buildRepairedAutoencoder } from "./repairedAutoencoder";
import { buildReportAutoencoder } from "./reportAutoencoder";
import { buildResidualInpainter } from "./residualInpainter";
import { buildUNet } from "./unet";

export interface ModelOptions {
  /** Seeds the initial weights; default 1. */
  readonly seed?: number;
  readonly [option: string]: unknown;
}

export interface NamedModel {
  /** For people, on figures and in tables. */
  readonly title: string;
  /** The function that builds it, as its file exports it. It does not look for options that it does not know. */
  readonly build: (options: ModelOptions) => tf.LayersModel;
  readonly optionNames: readonly string[];
}

export const models: { readonly [name: string]: NamedModel } = {
  reportAutoencoder: namedModel("the report's autoencoder", buildReportAutoencoder, ["seed"]),
  repairedAutoencoder: namedModel("the report's autoencoder, repaired", buildRepairedAutoencoder, [
    "maskChannel",
    "skips",
    "prefill",
    "seed",
  ]),
  residualInpainter: namedModel("residual inpainter", buildResidualInpainter, [
    "channels",
    "blocksDown",
    "blocksUp",
    "imageSize",
    "seed",
  ]),
  unet: namedModel("U-Net", buildUNet, [
    "inputChannels",
    "outputChannels",
    "channels",
    "outputActivation",
    "imageSize",
    "seed",
  ]),
  articleUNet: namedModel("the article's U-Net", buildArticleUNet, ["width", "maskChannel", "imageSize", "seed"]),
  articlePartialUNet: namedModel("the article's U-Net of partial convolutions", buildArticlePartialUNet, [
    "width",
    "convolution",
    "imageSize",
    "seed",
  ]),
  partialUNet: namedModel("the U-Net of partial convolutions", buildPartialUNet, [
    "levels",
    "width",
    "convolution",
    "frozenEncoder",
    "imageSize",
    "seed",
  ]),
  classifier: namedModel("a small classifier", buildClassifier, ["channels", "classes", "imageSize", "seed"]),
  contextEncoder: namedModel("the context encoder", buildContextEncoder, ["size", "width", "maskChannel", "seed"]),
  encoderClassifier: namedModel("a classifier that begins as an encoder", buildEncoderClassifier, [
    "encoder",
    "encoderOptions",
    "head",
    "classes",
    "seed",
  ]),
};

/** The untrained network of this name. Throws where there is none or where it has no such option, naming what there is. */
export function buildNamedModel(name: string, options: ModelOptions = {}): tf.LayersModel {
  const { build, optionNames } = modelNamed(name);
  const unknown = Object.keys(options).find((option) => !optionNames.includes(option));
  if (unknown !== undefined) {
    throw new Error(
      `Expected options of the network ${name} among ${optionNames.join(", ")}, but received "${unknown}". ` +
        `Use one of these names.`,
    );
  }
  return build(options);
}

/** The line of this name. Throws, naming all networks, where there is none. */
export function modelNamed(name: string): NamedModel {
  if (Object.hasOwn(models, name)) return models[name];
  throw new Error(
    `Expected a network among ${Object.keys(models).join(", ")}, but received "${name}". Use one of these names.`,
  );
}

/** A line whose option names are checked against the type of the options. */
function namedModel<Options extends object>(
  title: string,
  build: (options?: Options) => tf.LayersModel,
  optionNames: readonly (keyof Options & string)[],
): NamedModel {
  return { title, build: build as (options: object) => tf.LayersModel, optionNames };
}
