// The description that Keras 3 keeps beside the weights (config.json), for the kinds of layers in the report's network.
// Source: archives written by Keras 3.10 and 3.15 (keras.saving, saving_lib.py and naming.py). Deliberately left out: what a
// later version added and an earlier one refuses, and the initialisers, of which Keras's default is named: a network that
// is read with its weights needs none.
import * as tf from "../../tensorflow";
import * as v from "valibot";
import { fitting } from "../../schema";

/** A layer as an archive's config.json lists it. */
export interface KerasLayer {
  /** "conv2d_4" in the network where it was made; free to the author. */
  readonly name: string;
  /** "Conv2D" */
  readonly className: string;
  /** "conv2d_1": where its arrays lie in model.weights.h5, by class and position alone. */
  readonly group: string;
}

const configSchema = v.looseObject({
  config: v.looseObject({
    layers: v.array(
      v.looseObject({
        class_name: v.string(),
        config: v.optional(v.looseObject({ name: v.optional(v.string()) })),
      }),
    ),
  }),
});

/** "MaxPooling2D" -> "max_pooling2d", by Keras's own two rules. */
export function snakeCase(className: string): string {
  const split = className
    .replace(/\W+/g, "")
    .replace(/(.)([A-Z][a-z]+)/g, "$1_$2")
    .replace(/([a-z])([A-Z])/g, "$1_$2");
  return split.toLowerCase();
}

/** Names by class and position: conv2d, max_pooling2d, conv2d_1, … */
export function groupNames(classNames: readonly string[]): string[] {
  const used = new Map<string, number>();
  return classNames.map((className) => {
    const base = snakeCase(className);
    const before = used.get(base) ?? 0;
    used.set(base, before + 1);
    return before === 0 ? base : `${base}_${before}`;
  });
}

/** The layers of a Sequential or Functional network in its order. Throws if the text is no such description. */
export function readKerasLayers(json: string): KerasLayer[] {
  const { config } = fitting(
    JSON.parse(json),
    configSchema,
    ({ place, expected, received }) => new Error(`${place || "all of it"} is ${received} instead of ${expected}`),
  );
  const nodes = config.layers;
  const classNames = nodes.map((node) => node.class_name);
  const groups = groupNames(classNames);
  return nodes.map((node, i) => ({ name: node.config?.name ?? groups[i], className: classNames[i], group: groups[i] }));
}

const floats = { module: "keras", class_name: "DTypePolicy", config: { name: "float32" }, registered_name: null };
const initializer = (class_name: string, config: object): object => ({
  module: "keras.initializers",
  class_name,
  config,
  registered_name: null,
});
type Json = Record<string, unknown>;

/** What Keras keeps of each kind of layer, from the layer's own configuration. */
const kinds: Readonly<Record<string, (config: tf.serialization.ConfigDict) => Json>> = {
  Conv2D: (config) => ({
    filters: config.filters,
    kernel_size: config.kernelSize,
    strides: config.strides,
    padding: config.padding,
    data_format: "channels_last",
    dilation_rate: config.dilationRate,
    groups: 1,
    activation: config.activation,
    use_bias: true,
    kernel_initializer: initializer("GlorotUniform", { seed: null }),
    bias_initializer: initializer("Zeros", {}),
    kernel_regularizer: null,
    bias_regularizer: null,
    activity_regularizer: null,
    kernel_constraint: null,
    bias_constraint: null,
  }),
  MaxPooling2D: (config) => ({
    pool_size: config.poolSize,
    padding: config.padding,
    strides: config.strides,
    data_format: "channels_last",
  }),
  UpSampling2D: (config) => ({
    size: config.size,
    data_format: "channels_last",
    interpolation: config.interpolation ?? "nearest",
  }),
};

/** The layers of a network as Keras would name them. Throws if it is not Sequential or has a kind that is not written. */
export function kerasLayersOf(model: tf.LayersModel): KerasLayer[] {
  if (!(model instanceof tf.Sequential)) {
    throw new Error(
      `Expected a sequential network to write as a Keras file, ` +
        `but received ${model.getClassName()}. Build it with tf.sequential.`,
    );
  }
  const layers = model.layers.filter((layer) => layer.getClassName() !== "InputLayer");
  const classNames = layers.map((layer) => layer.getClassName());
  const groups = groupNames(classNames);
  layers.forEach((layer, i) => {
    const { dataFormat = "channelsLast", useBias = true } = layer.getConfig();
    if (!(classNames[i] in kinds) || !/^channels_?last$/i.test(String(dataFormat)) || useBias !== true) {
      throw new Error(
        `Expected layers of the kinds ${Object.keys(kinds).join(", ")} (channels last, with bias), ` +
          `but received ${classNames[i]} "${layer.name}". Save this network in TensorFlow.js's own format.`,
      );
    }
  });
  return classNames.map((className, i) => ({ name: groups[i], className, group: groups[i] }));
}

/** The text of config.json for a sequential network. */
export function kerasConfig(model: tf.LayersModel): string {
  const names = kerasLayersOf(model);
  const input = model.inputs[0].shape;
  const layers = model.layers.filter((layer) => layer.getClassName() !== "InputLayer");
  const described = layers.map((layer, i) => ({
    module: "keras.layers",
    class_name: names[i].className,
    config: { name: names[i].name, trainable: true, dtype: floats, ...kinds[names[i].className](layer.getConfig()) },
    registered_name: null,
    build_config: { input_shape: (layer.input as tf.SymbolicTensor).shape },
  }));
  const inputLayer = {
    module: "keras.layers",
    class_name: "InputLayer",
    registered_name: null,
    config: { batch_shape: input, dtype: "float32", sparse: false, ragged: false, name: "input_layer" },
  };
  return JSON.stringify({
    module: "keras",
    class_name: "Sequential",
    config: {
      name: model.name,
      trainable: true,
      dtype: floats,
      layers: [inputLayer, ...described],
      build_input_shape: input,
    },
    registered_name: null,
    build_config: { input_shape: input },
    compile_config: {},
  });
}
