// A classifier that begins as a network that fills holes: the convolutions of its encoder under their own names, so that weights are
// taken over by name, then one dense layer. So "Context Encoders" (Pathak et al. 2016, section 5.2) measures what an encoder has
// learned: it sees the whole image, and its last layer is new.
import { randomStream } from "../random";
import * as tf from "../tensorflow";
import { applyLayer } from "./applyLayer";
import { buildContextEncoder } from "./contextEncoder";
import { buildReportAutoencoder } from "./reportAutoencoder";
import { buildResidualInpainter } from "./residualInpainter";
import { weightsByName } from "./weightsByName";

/** "autoencoder": the context encoder's layers on the image alone, without a mask channel. */
export type EncoderName = "contextEncoder" | "autoencoder" | "reportAutoencoder" | "residualInpainter";

export interface EncoderClassifierOptions {
  /** Default "contextEncoder". */
  readonly encoder?: EncoderName;
  /** Options of that network's builder where they differ from those of 32×32 images: a width of .25 for context encoders. */
  readonly encoderOptions?: { readonly [option: string]: unknown };
  /** What stands before the dense layer: all places, or the mean over them; default "flatten". */
  readonly head?: "flatten" | "mean";
  /** Default 10. */
  readonly classes?: number;
  /** Seeds the initial weights, the encoder's and the dense layer's; default 1. */
  readonly seed?: number;
}

interface Encoder {
  readonly build: (options: { readonly [option: string]: unknown }) => tf.LayersModel;
  readonly defaults: { readonly [option: string]: unknown };
  /** The first layer that is no longer the encoder's. */
  readonly after: (network: tf.LayersModel) => string;
}

const contextEncoder: Encoder = {
  build: buildContextEncoder,
  defaults: { size: 32, width: 0.25, maskChannel: true },
  after: () => "channelwise",
};

const encoders: { readonly [name in EncoderName]: Encoder } = {
  contextEncoder,
  autoencoder: { ...contextEncoder, defaults: { ...contextEncoder.defaults, maskChannel: false } },
  reportAutoencoder: { build: buildReportAutoencoder, defaults: {}, after: () => "decoder_1" },
  residualInpainter: { build: buildResidualInpainter, defaults: { imageSize: [32, 32] }, after: firstDoubling },
};

export const encoderNames: readonly EncoderName[] = Object.keys(encoders) as EncoderName[];

const headName = "head";
const lastName = "logits";

/**
 * Builds the untrained classifier: whole images [N,H,W,3] in [0,1], with a fourth channel of ones where the encoder's network takes a
 * mask, to logits [N,classes]. Throws on an encoder that there is not.
 */
export function buildEncoderClassifier(options: EncoderClassifierOptions = {}): tf.LayersModel {
  const { encoder = "contextEncoder", encoderOptions = {}, head = "flatten", classes = 10, seed = 1 } = options;
  if (!Object.hasOwn(encoders, encoder)) {
    throw new Error(
      `Expected an encoder among ${encoderNames.join(", ")}, but received "${encoder}". Use one of these names.`,
    );
  }
  const { build, defaults, after } = encoders[encoder];
  const network = build({ ...defaults, ...encoderOptions, seed });
  const encoded = network.getLayer(after(network)).input as tf.SymbolicTensor;
  const joined =
    head === "mean" ? tf.layers.globalAveragePooling2d({ name: headName }) : tf.layers.flatten({ name: headName });
  const random = randomStream(seed, "classifier's last layer");
  const kernelInitializer = tf.initializers.glorotUniform({ seed: random.integer(1, 2 ** 31 - 1) });
  const logits = tf.layers.dense({ name: lastName, units: classes, kernelInitializer });
  const classifier = tf.model({
    name: "encoder_classifier",
    inputs: network.inputs,
    outputs: applyLayer(applyLayer(encoded, joined), logits),
  });
  for (const layer of network.layers) if (!classifier.layers.includes(layer)) layer.dispose();
  return classifier;
}

/** The name of the encoder's last layer, whose output [N,H,W,C] the head takes. */
export function encoderEnd(classifier: tf.LayersModel): string {
  return (classifier.getLayer(headName).input as tf.SymbolicTensor).sourceLayer.name;
}

/** Gives a classifier's encoder the weights of the same names. Throws where the network has none of such a name and shape. */
export function takeEncoderWeights(classifier: tf.LayersModel, network: tf.LayersModel): void {
  const given = weightsByName(network);
  const wanted = classifier.weights.filter(({ originalName }) => !originalName.startsWith(`${lastName}/`));
  for (const { originalName, shape } of wanted) {
    const found = given.get(originalName)?.shape;
    if (found?.join("×") === shape.join("×")) continue;
    throw new Error(
      `Expected a network with weights ${originalName} of ${shape.join("×")} for this encoder, but received one ` +
        `${found === undefined ? "without them" : `with ${found.join("×")}`}. Build the encoder with the network's options.`,
    );
  }
  for (const weight of wanted) weight.write(given.get(weight.originalName)?.read() as tf.Tensor);
}

/** The up-sampling from the coarsest level. */
function firstDoubling({ layers }: tf.LayersModel): string {
  const levels = layers.flatMap(({ name }) => /^double_(\d+)$/.exec(name)?.slice(1).map(Number) ?? []);
  if (levels.length > 0) return `double_${Math.max(...levels)}`;
  throw new Error(
    "Expected a residual inpainter of at least two levels for an encoder, but received one. Use more channels.",
  );
}
