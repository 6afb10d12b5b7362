// Keras 3 archives (.keras): a zip of config.json, metadata.json and model.weights.h5, as keras.saving writes and reads it.
// Read into plain arrays, copied into a network of ours, and written so that Keras loads them. Deliberately left out:
// optimiser state, layers inside layers, and layers with other arrays than a kernel and a bias. The dates inside a
// written archive are fixed, so that the same weights give the same bytes.
import * as tf from "../../tensorflow";
import type { ZipAttributes } from "fflate";
import { absentPackage } from "../../absentPackage";
import { shapeText } from "../../images/batch";
import { unzipInMemory, type DamagedArchive } from "./unzipMembers";
import { DamagedHdf5Error, readHdf5, writeHdf5, type Hdf5Array } from "./hdf5";
import { kerasConfig, kerasLayersOf, readKerasLayers, type KerasLayer } from "./kerasConfig";
import { readRegularFile } from "./regularFile";
import { writeFileSafely } from "./safeWrite";
import { sha256Hex } from "./sha256";

/** A layer with weights. A convolution's kernel is [height, width, in, out], as in TensorFlow.js. */
export interface KerasFileLayer {
  readonly name: string;
  readonly className: string;
  readonly kernel: Hdf5Array;
  readonly bias: Hdf5Array;
}

export interface KerasFile {
  /** In the network's order. */
  readonly layers: readonly KerasFileLayer[];
}

export interface ReadKerasOptions {
  /** Lower-case hexadecimal; another content is refused. */
  readonly sha256?: string;
  /** Which layers with weights are read, by name; default all. */
  readonly wanted?: (layer: string) => boolean;
}

/** A Keras file that is not what it should be: cut off, altered, of another kind. */
export class DamagedKerasFileError extends Error {
  /** `what` follows "but": "it has no config.json". */
  constructor(
    path: string,
    readonly what: string,
  ) {
    super(`Expected a sound Keras 3 archive at ${path}, but ${what}. Use another copy of the file.`);
  }
}

const members = ["metadata.json", "config.json", "model.weights.h5"];

/** Reads the weights of a Sequential or Functional network. Throws an error that names the file and its fault. */
export async function readKerasFile(path: string, options: ReadKerasOptions = {}): Promise<KerasFile> {
  const { sha256, wanted = () => true } = options;
  const damaged: DamagedArchive = (what) => new DamagedKerasFileError(path, what);
  const bytes = await readRegularFile(path, { what: "a Keras 3 archive", wayOut: "Name the file itself." });
  const found = sha256Hex(bytes);
  if (sha256 !== undefined && found !== sha256) throw damaged(`its SHA-256 is ${found} instead of ${sha256}`);
  const contents = await unzipInMemory(bytes, members, damaged);
  const [, config, weights] = members.map((name) => {
    const content = contents.get(name);
    if (content === undefined) throw damaged(`it has no ${name}`);
    return content;
  });
  let layers: KerasLayer[];
  let arrays: Map<string, Hdf5Array>;
  try {
    layers = readKerasLayers(config.toString("utf8")).filter(({ name }) => wanted(name));
  } catch (error) {
    throw damaged(`its config.json cannot be used (${(error as Error).message})`);
  }
  try {
    arrays = await readHdf5(weights, (name) => layers.some(({ group }) => name.startsWith(`layers/${group}/`)));
  } catch (error) {
    if (!(error instanceof DamagedHdf5Error)) throw error;
    throw damaged("its model.weights.h5 is not a whole HDF5 file");
  }
  return { layers: layers.flatMap((layer) => weightsOf(layer, arrays, damaged)) };
}

/** The layer with its kernel and bias; nothing for a layer without weights. */
function weightsOf(
  layer: KerasLayer,
  arrays: ReadonlyMap<string, Hdf5Array>,
  damaged: DamagedArchive,
): KerasFileLayer[] {
  const folder = `layers/${layer.group}/`;
  const count = [...arrays.keys()].filter((name) => name.startsWith(folder)).length;
  if (count === 0 && !/^(Conv|Dense|Depthwise|Separable)/.test(layer.className)) return [];
  if (count > 2) throw damaged(`${folder} holds ${count} arrays, not a kernel and a bias`);
  const [kernel, bias] = ["0", "1"].map((number) => {
    const name = `${folder}vars/${number}`;
    const array = arrays.get(name);
    if (array === undefined) throw damaged(`its weights have no float32 dataset ${name}`);
    const bad = array.data.findIndex((value) => !Number.isFinite(value));
    if (bad >= 0) throw damaged(`${name} holds ${array.data[bad]}`);
    return array;
  });
  return [{ name: layer.name, className: layer.className, kernel, bias }];
}

/** Copies the weights into a network with the same layers. Throws, before anything is copied, where a shape differs. */
export function assignKerasWeights(model: tf.LayersModel, file: KerasFile): void {
  const layers = layersWithWeights(model);
  if (layers.length !== file.layers.length) {
    throw new Error(
      `Expected ${layers.length} layers with weights for the network ${model.name}, ` +
        `but received ${file.layers.length}. Use the file of a network with the same layers.`,
    );
  }
  layers.forEach((layer, i) => {
    const { name, kernel, bias } = file.layers[i];
    const wanted = layer.weights.map(({ shape }) => shapeText(shape as number[])).join(" and ");
    const received = [kernel, bias].map(({ shape }) => shapeText(shape)).join(" and ");
    if (wanted !== received) {
      throw new Error(
        `Expected weights of shape ${wanted} for the layer ${layer.name}, but received ${received} (${name}). ` +
          `Use the file of a network with the same layers.`,
      );
    }
  });
  tf.tidy(() =>
    layers.forEach((layer, i) => {
      const { kernel, bias } = file.layers[i];
      layer.setWeights([kernel, bias].map(({ shape, data }) => tf.tensor(data, [...shape])));
    }),
  );
}

/** Writes a sequential network of convolutions, poolings and up-samplings as Keras 3 does; without training settings. */
export async function writeKerasFile(model: tf.LayersModel, path: string): Promise<void> {
  await writeFileSafely(path, await kerasBytes(model));
}

/** The bytes of the archive: the same weights give the same bytes. */
export async function kerasBytes(model: tf.LayersModel): Promise<Uint8Array> {
  const layers = kerasLayersOf(model);
  const config = kerasConfig(model);
  const groups = new Map<string, Record<string, string>>([
    ["vars", { name: model.name }],
    ["layers", {}],
  ]);
  for (const { group, name } of layers) groups.set(`layers/${group}`, {}).set(`layers/${group}/vars`, { name });
  const withWeights = layersWithWeights(model);
  const arrays = new Map<string, Hdf5Array>();
  for (const [i, { group }] of layers.filter(({ className }) => className === "Conv2D").entries()) {
    for (const [k, weight] of withWeights[i].getWeights().entries()) {
      arrays.set(`layers/${group}/vars/${k}`, { shape: weight.shape, data: (await weight.data()) as Float32Array });
    }
  }
  // 0o600: readable by its owner once unpacked. fflate reads the date's local fields, so this is 1 January 1980 everywhere.
  const options: ZipAttributes & { level: 0 } = { level: 0, mtime: new Date(1980, 0, 1), os: 3, attrs: 0o600 << 16 };
  const metadata = JSON.stringify({ keras_version: "3.10.0", date_saved: "1980-01-01@00:00:00" });
  const { strToU8, zipSync } = await import("fflate").catch((error: unknown) => {
    throw absentPackage(error, "fflate", "to write a .keras archive");
  });
  return zipSync({
    "metadata.json": [strToU8(metadata), options],
    "config.json": [strToU8(config), options],
    "model.weights.h5": [await writeHdf5(groups, arrays), options],
  });
}

function layersWithWeights(model: tf.LayersModel): tf.layers.Layer[] {
  return model.layers.filter((layer) => layer.weights.length > 0);
}
