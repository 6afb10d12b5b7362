// A network as plain data, from which the Python contenders build the same one. Every node has one output; a layer that has two, or
// that computes something worth sharing, becomes several: a partial convolution is the count of known numbers in each window,
// the new mask that follows from it, and the features.
import type * as tf from "../../src/tensorflow";

interface Node {
  readonly name: string;
  /** Names of the nodes whose outputs go in. */
  readonly inputs: readonly string[];
  /** Output: [height, width, channels]. */
  readonly shape: readonly [number, number, number];
}

/** A square window, moved by `stride`, with TensorFlow's "same" padding. */
interface Windowed {
  readonly kernelSize: number;
  readonly stride: number;
}

export type NetworkLayer =
  /**
   * splitImage, splitMask: all channels but the last, and the last. repeatMask: its input's single channel as often as the shape
   * says. updatedMask: 1 where a knownCount is above 0, else 0.
   */
  | (Node & {
      readonly kind:
        "input" | "halve" | "double" | "concatenate" | "splitImage" | "splitMask" | "repeatMask" | "updatedMask";
    })
  /** Stride 1, bias. */
  | (Node & {
      readonly kind: "convolution";
      readonly kernelSize: number;
      readonly activation: "relu" | "sigmoid" | "linear";
    })
  /** 2×2 with stride 2, bias, no activation. The kernel lies as 2 × 2 × out × in. */
  | (Node & { readonly kind: "transposedConvolution" })
  /** From a mask of any number of channels: how many numbers of each window are known, over all channels. */
  | (Node & Windowed & { readonly kind: "knownCount" })
  /** From features, their mask and its knownCount, as src/layers/partialConv2D.ts; bias, ReLU. */
  | (Node & Windowed & { readonly kind: "partialConvolution" });

export interface NetworkDescription {
  /** In an order in which each comes after its inputs; the last one's output is the network's. */
  readonly layers: readonly NetworkLayer[];
  readonly parameters: number;
}

const inputName = "input";

/** Describes a model with one input. Throws on a layer that the contenders do not know. */
export function describeNetwork(model: tf.LayersModel): NetworkDescription {
  const nodes: NetworkLayer[] = [
    { name: inputName, kind: "input", inputs: [], shape: shapesOf(model.inputs[0].shape)[0] },
  ];
  const outputsOf = new Map<string, readonly string[]>();
  for (const layer of model.layers) {
    if (layer.getClassName() === "InputLayer") continue;
    const [{ inboundLayers, tensorIndices }] = layer.inboundNodes;
    const inputs = inboundLayers.map(({ name }, i) => outputsOf.get(name)?.[tensorIndices[i]] ?? inputName);
    const described = describeLayer(layer, inputs);
    nodes.push(...described.nodes);
    outputsOf.set(layer.name, described.outputs);
  }
  return { layers: needed(nodes), parameters: model.countParams() };
}

/** Without what nothing uses, as the mask of the last partial convolution. */
function needed(nodes: readonly NetworkLayer[]): NetworkLayer[] {
  const used = new Set([nodes[nodes.length - 1].name]);
  for (let i = nodes.length - 1; i >= 0; i--)
    if (used.has(nodes[i].name)) for (const name of nodes[i].inputs) used.add(name);
  return nodes.filter(({ name }) => used.has(name));
}

interface Described {
  readonly nodes: readonly NetworkLayer[];
  /** Names of the nodes that stand for the layer's outputs, in their order. */
  readonly outputs: readonly string[];
}

function describeLayer(layer: tf.layers.Layer, inputs: readonly string[]): Described {
  const { name } = layer;
  const config = layer.getConfig();
  const className = layer.getClassName();
  const shapes = shapesOf(layer.outputShape);
  const has = (settings: tf.serialization.ConfigDict): boolean =>
    Object.entries(settings).every(([key, value]) => JSON.stringify(config[key]) === JSON.stringify(value));
  const node = { name, inputs, shape: shapes[0] };
  const one = (described: NetworkLayer): Described => ({ nodes: [described], outputs: [name] });
  switch (className) {
    case "Conv2D": {
      const kernelSize = oddSize(config.kernelSize);
      const activation = activations.find((known) => known === config.activation);
      if (kernelSize === null || activation === undefined) break;
      if (!has({ strides: [1, 1], dilationRate: [1, 1], useBias: true })) break;
      if (kernelSize > 1 && !has({ padding: "same" })) break;
      return one({ ...node, kind: "convolution", kernelSize, activation });
    }
    case "Conv2DTranspose":
      if (!has({ kernelSize: [2, 2], strides: [2, 2], padding: "same", activation: "linear", useBias: true })) break;
      return one({ ...node, kind: "transposedConvolution" });
    case "PartialConv2D": {
      const { kernelSize, strides: stride } = config;
      if (typeof kernelSize !== "number" || typeof stride !== "number") break;
      if (!has({ activation: "relu", useBias: true })) break;
      const window = { kernelSize, stride };
      const [known, mask] = [`${name}_known`, `${name}_mask`];
      return {
        nodes: [
          { name: known, kind: "knownCount", inputs: [inputs[1]], shape: shapes[1], ...window },
          { name: mask, kind: "updatedMask", inputs: [known], shape: shapes[1] },
          { ...node, kind: "partialConvolution", inputs: [...inputs, known], ...window },
        ],
        outputs: [name, mask],
      };
    }
    case "MaxPooling2D":
      if (!has({ poolSize: [2, 2], strides: [2, 2] })) break;
      return one({ ...node, kind: "halve" });
    case "UpSampling2D":
      if (!has({ size: [2, 2], interpolation: "nearest" })) break;
      return one({ ...node, kind: "double" });
    case "Concatenate":
      return one({ ...node, kind: "concatenate" });
    case "RepeatMask":
      return one({ ...node, kind: "repeatMask" });
    case "SplitMask": {
      const [image, mask] = [`${name}_image`, `${name}_mask`];
      return {
        nodes: [
          { name: image, kind: "splitImage", inputs, shape: shapes[0] },
          { name: mask, kind: "splitMask", inputs, shape: shapes[1] },
        ],
        outputs: [image, mask],
      };
    }
  }
  throw new Error(
    `Expected a layer and settings that network.ts describes (convolutions, transposed ones of 2×2, partial ones with ReLU, ` +
      `2×2 max-pooling, nearest up-sampling by 2, concatenation, masks split off and repeated), but received ` +
      `${className} "${name}", which is not one of them. Teach network.ts and both Python contenders to build it.`,
  );
}

const activations = ["relu", "sigmoid", "linear"] as const;

/** Of a square kernel of odd size, its side; null for others. */
function oddSize(kernelSize: tf.serialization.ConfigDictValue): number | null {
  if (!Array.isArray(kernelSize)) return null;
  const [height, width] = kernelSize;
  return typeof height === "number" && height === width && height % 2 === 1 ? height : null;
}

/** [height, width, channels] of each output. */
function shapesOf(given: tf.Shape | tf.Shape[]): [number, number, number][] {
  const all = Array.isArray(given[0]) ? (given as tf.Shape[]) : [given as tf.Shape];
  return all.map((shape) => shape.slice(1) as [number, number, number]);
}
