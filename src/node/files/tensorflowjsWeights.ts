// Weights as TensorFlow.js or its converter wrote them: a JSON file whose manifest says which numbers the files beside it hold one
// after another, cut into shards (tfjs-core, io/types.ts, WeightsManifestConfig). Of these only what is asked for is read.
import { statSync } from "node:fs";
import { dirname, join } from "node:path";
import * as v from "valibot";
import type { SchemaEntries } from "../../schema";
import * as tf from "../../tensorflow";
import type { Hdf5Array } from "./hdf5";
import { readJsonFile } from "./jsonFile";
import { checkRegularFile, pathKind, readRegularFile } from "./regularFile";

interface Quantization {
  readonly dtype: "uint8" | "uint16" | "float16";
  readonly scale?: number;
  readonly min?: number;
}

interface WeightEntry {
  readonly name: string;
  readonly shape: number[];
  readonly dtype: "float32" | "int32" | "bool" | "complex64";
  readonly quantization?: Quantization;
}

interface WeightsGroup {
  readonly paths: readonly string[];
  readonly weights: readonly WeightEntry[];
}

const bytesOf = { float32: 4, int32: 4, bool: 1, complex64: 8, uint8: 1, uint16: 2, float16: 2 } as const;

const quantizationSchema = v.looseObject({
  dtype: v.picklist(["uint8", "uint16", "float16"]),
  scale: v.optional(v.number()),
  min: v.optional(v.number()),
} satisfies SchemaEntries<Quantization>);
const entrySchema = v.looseObject({
  name: v.string(),
  shape: v.array(v.pipe(v.number(), v.safeInteger("a whole number"), v.minValue(0, "a number from 0"))),
  dtype: v.picklist(["float32", "int32", "bool", "complex64"]),
  quantization: v.optional(quantizationSchema),
} satisfies SchemaEntries<WeightEntry>);
const groupsSchema = v.array(
  v.looseObject({ paths: v.array(v.string()), weights: v.array(entrySchema) } satisfies SchemaEntries<WeightsGroup>),
);
const manifestSchema: v.GenericSchema<{ readonly weightsManifest: WeightsGroup[] } | WeightsGroup[]> = v.union([
  groupsSchema,
  v.looseObject({ weightsManifest: groupsSchema }),
]);

const wayOut = "Convert the network again, or copy all of its files.";

/**
 * The weights of a model.json, or of a manifest alone, by name ("block1_conv1/kernel"), those that are `wanted`, as float32. Throws a
 * sentence where the file is none, and where a file that it names is missing or not as long as it says.
 */
export async function readTensorflowjsWeights(
  path: string,
  wanted: (name: string) => boolean,
): Promise<Map<string, Hdf5Array>> {
  const manifest = readJsonFile(path, manifestSchema, "Name the model.json that TensorFlow.js wrote.");
  const arrays = new Map<string, Hdf5Array>();
  for (const group of Array.isArray(manifest) ? manifest : manifest.weightsManifest) {
    if (group.weights.some(({ name }) => wanted(name))) await addArrays(arrays, path, group, wanted);
  }
  return arrays;
}

async function addArrays(
  arrays: Map<string, Hdf5Array>,
  path: string,
  { paths, weights }: WeightsGroup,
  wanted: (name: string) => boolean,
): Promise<void> {
  let total = 0;
  const placed = weights.map((entry) => {
    const start = total;
    total += byteLength(entry);
    return { entry, start, end: total };
  });
  const needed = placed.filter(({ entry }) => wanted(entry.name));
  const bytes = await readShards(path, paths, total, Math.max(...needed.map(({ end }) => end)));
  for (const { entry, start, end } of needed) {
    const { [entry.name]: tensor } = tf.io.decodeWeights(new Uint8Array(bytes.subarray(start, end)).buffer, [entry]);
    const data = await tensor.data();
    tensor.dispose();
    arrays.set(entry.name, { shape: entry.shape, data: Float32Array.from(data as Float32Array) });
  }
}

function byteLength({ shape, dtype, quantization }: WeightEntry): number {
  return shape.reduce((product, side) => product * side, bytesOf[quantization?.dtype ?? dtype]);
}

/** The shards that hold the first `needed` of `total` bytes, one behind the other. */
async function readShards(path: string, names: readonly string[], total: number, needed: number): Promise<Buffer> {
  const folder = dirname(path);
  const expected = { what: "a file of weights", wayOut };
  const shards = names.map((name) => join(folder, name));
  for (const shard of shards) {
    if (pathKind(shard) === null) {
      throw new Error(`Expected the file ${shard}, which ${path} names, but received nothing. ${wayOut}`);
    }
    checkRegularFile(shard, expected);
  }
  const sizes = shards.map((shard) => statSync(shard).size);
  const found = sizes.reduce((sum, size) => sum + size, 0);
  if (found !== total) {
    throw new Error(
      `Expected ${total} bytes in the files of weights that ${path} names, but received ${found}. ${wayOut}`,
    );
  }
  const read: Buffer[] = [];
  for (let i = 0, length = 0; length < needed; length += sizes[i++]) {
    read.push(await readRegularFile(shards[i], expected));
  }
  return Buffer.concat(read);
}
