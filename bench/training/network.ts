// A network as plain data, from which the Python contenders build the same one, and its cost in floating-point operations.
// Only convolutions are counted, two operations per multiply-add: 2 H W k² Cin Cout forward and as much again for the gradient
// of the kernel and for that of the input, which the first layer does not need.
import type * as tf from "../../src/tensorflow";

interface Node {
  readonly name: string;
  /** Names of the layers whose outputs go in. */
  readonly inputs: readonly string[];
  /** Output: [height, width, channels]. */
  readonly shape: readonly [number, number, number];
}

export type NetworkLayer =
  | (Node & { readonly kind: "input" | "halve" | "double" | "concatenate" })
  | (Node & {
      readonly kind: "convolution";
      readonly kernelSize: number;
      readonly activation: "relu" | "sigmoid" | "linear";
    });

export interface NetworkDescription {
  /** In an order in which each comes after its inputs; the last one's output is the network's. */
  readonly layers: readonly NetworkLayer[];
  readonly parameters: number;
}

interface Wired {
  readonly inboundNodes: { readonly inboundLayers: readonly tf.layers.Layer[] }[];
}

/** Describes a model with one input. Throws on a layer that the contenders do not know. */
export function describeNetwork(model: tf.LayersModel): NetworkDescription {
  const inputName = "input";
  const layers: NetworkLayer[] = [];
  layers.push({ name: inputName, kind: "input", inputs: [], shape: shapeOf(model.inputs[0].shape) });
  const known = new Set(model.layers.filter((layer) => layer.getClassName() !== "InputLayer").map(({ name }) => name));
  for (const layer of model.layers) {
    if (!known.has(layer.name)) continue;
    const [{ inboundLayers }] = (layer as unknown as Wired).inboundNodes;
    layers.push(
      describeLayer(
        layer,
        inboundLayers.map(({ name }) => (known.has(name) ? name : inputName)),
      ),
    );
  }
  return { layers, parameters: model.countParams() };
}

function describeLayer(layer: tf.layers.Layer, inputs: readonly string[]): NetworkLayer {
  const config = layer.getConfig();
  const kind = layer.getClassName();
  const node = { name: layer.name, inputs, shape: shapeOf(layer.outputShape) };
  const pair = (key: string): string => JSON.stringify(config[key]);
  if (kind === "Conv2D" && pair("strides") === "[1,1]" && pair("dilationRate") === "[1,1]") {
    const [size, other] = config.kernelSize as number[];
    const activation = String(config.activation);
    if (size === other && size % 2 === 1 && /^(relu|sigmoid|linear)$/.test(activation)) {
      return { ...node, kind: "convolution", kernelSize: size, activation: activation as "relu" };
    }
  }
  if (kind === "MaxPooling2D" && pair("poolSize") === "[2,2]" && pair("strides") === "[2,2]")
    return { ...node, kind: "halve" };
  const isNearest = config.interpolation === "nearest";
  if (kind === "UpSampling2D" && pair("size") === "[2,2]" && isNearest) return { ...node, kind: "double" };
  if (kind === "Concatenate") return { ...node, kind: "concatenate" };
  throw new Error(
    `Expected square convolutions, 2×2 max-pooling, nearest up-sampling by 2 and concatenation, but received ` +
      `${kind} "${layer.name}" with other settings. Teach network.ts and both Python contenders to build it.`,
  );
}

function shapeOf(given: tf.Shape | tf.Shape[]): [number, number, number] {
  return (given as tf.Shape).slice(1) as [number, number, number];
}

/** Operations of one forward pass over one image. */
export function flopPerPredictedImage({ layers }: NetworkDescription): number {
  return layers.reduce((sum, layer) => sum + convolutionFlop(layer, layers), 0);
}

/** Operations of one training step per image of the batch. */
export function flopPerTrainedImage({ layers }: NetworkDescription): number {
  return layers.reduce((sum, layer) => {
    const first = layer.inputs.some((name) => layers.find((other) => other.name === name)?.kind === "input");
    return sum + (first ? 2 : 3) * convolutionFlop(layer, layers);
  }, 0);
}

function convolutionFlop(layer: NetworkLayer, layers: readonly NetworkLayer[]): number {
  if (layer.kind !== "convolution") return 0;
  const [height, width, channels] = layer.shape;
  const from = layers.find(({ name }) => name === layer.inputs[0]) as NetworkLayer;
  return 2 * height * width * layer.kernelSize ** 2 * from.shape[2] * channels;
}
