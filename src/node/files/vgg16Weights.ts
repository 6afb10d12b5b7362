// VGG16's weights from a file that the user has: as Keras's applications offer them, as Keras saves the network, or as TensorFlow.js's
// converter does. What is there beside the layers as far as the third pooling is passed over. Nothing is downloaded.
import { join } from "node:path";
import { shapeText } from "../../images/batch";
import { buildVgg16, type Vgg16Options } from "../../models/vgg16";
import * as tf from "../../tensorflow";
import { DamagedHdf5Error, readHdf5, type Hdf5Array } from "./hdf5";
import { groupNames } from "./kerasConfig";
import { readKerasFile } from "./kerasFile";
import { pathKind, readRegularFile } from "./regularFile";
import { readTensorflowjsWeights } from "./tensorflowjsWeights";

const parts = ["kernel", "bias"] as const;
type Part = (typeof parts)[number];
/** A layer's array by the layer's name; undefined where the file has none that is float32. */
type FindArray = (layer: string, part: Part) => Hdf5Array | undefined;

/** The file or folder that the environment variable VGG16_WEIGHTS names; null where it is not set. */
export function vgg16WeightsFile(): string | null {
  return process.env.VGG16_WEIGHTS || null;
}

/**
 * VGG16 as far as its third pooling with the weights at `path`: HDF5 (.h5) in any of Keras's layouts, a Keras 3 archive (.keras), or
 * TensorFlow.js's model.json or its folder; start the engine first. What it is, its content says and not its name. The caller disposes
 * of the network. Throws a sentence where the file is missing, damaged or of another kind, and where a layer is missing, of another
 * shape or not finite.
 */
export async function loadVgg16(path: string, options: Vgg16Options = {}): Promise<tf.LayersModel> {
  const model = buildVgg16(options);
  try {
    const layers = model.layers.filter((layer) => layer.weights.length > 0);
    const find = await openWeights(
      path,
      layers.map(({ name }) => name),
    );
    const found = layers.map((layer) => arraysOf(layer, find, path));
    tf.tidy(() =>
      layers.forEach((layer, i) => layer.setWeights(found[i].map(({ shape, data }) => tf.tensor(data, [...shape])))),
    );
    return model;
  } catch (error) {
    model.dispose();
    throw error;
  }
}

async function openWeights(path: string, layers: readonly string[]): Promise<FindArray> {
  const kind = pathKind(path);
  if (kind === null) {
    throw new Error(`Expected the weights of VGG16 at ${path}, but received nothing. Correct the path.`);
  }
  if (kind === "folder") {
    const file = join(path, "model.json");
    if (pathKind(file) !== null) return openTensorflowjs(file, layers);
    throw new Error(
      `Expected TensorFlow.js's model.json in the folder ${path}, but received none. ` +
        "Name the folder that the converter wrote, or a file of weights.",
    );
  }
  const bytes = await readRegularFile(path, { what: "the weights of VGG16", wayOut: "Name a file that holds them." });
  if (bytes.subarray(1, 4).toString("latin1") === "HDF") return openHdf5(path, bytes, layers);
  if (bytes.subarray(0, 2).toString("latin1") === "PK") return openArchive(path, layers);
  if (/^\s*[[{]/.test(bytes.subarray(0, 100).toString("latin1"))) return openTensorflowjs(path, layers);
  throw new Error(
    `Expected the weights of VGG16 as HDF5, a Keras archive or TensorFlow.js's model.json, but ${path} is none of these. ` +
      "Name another file, or a whole copy.",
  );
}

/** Keras 3's files name a layer by its class and its position: VGG16's convolutions come first and in order. */
async function openHdf5(path: string, bytes: Uint8Array, layers: readonly string[]): Promise<FindArray> {
  const groups = groupNames(layers.map(() => "Conv2D"));
  const placesOf = (layer: string, part: Part): RegExp[] => {
    const short = `${layer}_${part === "kernel" ? "W" : "b"}`;
    return [
      new RegExp(`^layers/${groups[layers.indexOf(layer)]}/vars/${parts.indexOf(part)}$`),
      new RegExp(`^(model_weights/)?${layer}/(.*/)?(${part}|${short}_1)(:0)?$`),
    ];
  };
  const places = layers.flatMap((layer) => parts.flatMap((part) => placesOf(layer, part)));
  const arrays = await readHdf5(bytes, (name) => places.some((place) => place.test(name))).catch((error: unknown) => {
    if (!(error instanceof DamagedHdf5Error)) throw error;
    throw new Error(
      `Expected a whole HDF5 file at ${path}, but it is damaged or was cut off. Use another copy of the file.`,
    );
  });
  return (layer, part) => {
    const name = [...arrays.keys()].find((key) => placesOf(layer, part).some((place) => place.test(key)));
    return name === undefined ? undefined : arrays.get(name);
  };
}

async function openArchive(path: string, layers: readonly string[]): Promise<FindArray> {
  const file = await readKerasFile(path, { wanted: (name) => layers.includes(name) });
  return (layer, part) => file.layers.find(({ name }) => name === layer)?.[part];
}

async function openTensorflowjs(path: string, layers: readonly string[]): Promise<FindArray> {
  const names = new Set(layers.flatMap((layer) => parts.map((part) => `${layer}/${part}`)));
  const arrays = await readTensorflowjsWeights(path, (name) => names.has(name));
  return (layer, part) => arrays.get(`${layer}/${part}`);
}

/** The layer's kernel and bias, as the network needs them. */
function arraysOf(layer: tf.layers.Layer, find: FindArray, path: string): Hdf5Array[] {
  return parts.map((part, i) => {
    const array = find(layer.name, part);
    if (array === undefined) {
      throw new Error(
        `Expected a ${part} of VGG16's layer ${layer.name} in ${path}, but received none in float32. ` +
          "Name a file of VGG16's weights whose layers are named as in Keras.",
      );
    }
    const [wanted, received] = [layer.weights[i].shape as number[], array.shape].map(shapeText);
    if (wanted !== received) {
      throw new Error(
        `Expected the ${part} of VGG16's layer ${layer.name} in ${path} of shape ${wanted}, but received ${received}. ` +
          "Name a file of VGG16's weights as TensorFlow has them.",
      );
    }
    const odd = array.data.find((value) => !Number.isFinite(value));
    if (odd !== undefined) {
      throw new Error(
        `Expected finite weights in ${path}, but received ${odd} in the ${part} of ${layer.name}. ` +
          "Use another copy of the file.",
      );
    }
    return array;
  });
}
