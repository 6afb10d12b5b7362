// A saved network's model.json, read without TensorFlow.js: what it is can be told before anything is computed.
import { join } from "node:path";
import * as v from "valibot";
import type { SchemaEntries } from "../../schema";
import type * as tf from "../../tensorflow";
import { checkJson } from "../files/jsonFile";
import { readRegularFileSync } from "../files/regularFile";
import { recordedRunsFolder } from "../paths";

export interface ModelMetadata {
  /** What it was trained on and how, in words of the run record. */
  readonly [key: string]: string | number | boolean | null;
}

/** Where a recorded run's network lies. */
export function modelFolder(run: string, runs: string = recordedRunsFolder): string {
  return join(runs, run, "model");
}

/** A model.json as it is written here. */
export interface ModelJson {
  readonly modelTopology: object;
  /** The card is checked by readNetworkCard. */
  readonly userDefinedMetadata?: ModelMetadata & { readonly card?: unknown };
  /** One file of weights. */
  readonly weightsManifest: readonly [{ readonly weights: tf.io.WeightsManifestEntry[] }, ...unknown[]];
}

const weightSchema = v.looseObject({
  name: v.string(),
  shape: v.array(v.number()),
  dtype: v.picklist(["float32", "int32", "bool", "string", "complex64"]),
  group: v.optional(v.picklist(["model", "optimizer"])),
  quantization: v.optional(
    v.looseObject({
      dtype: v.picklist(["uint16", "uint8", "float16"]),
      scale: v.optional(v.number()),
      min: v.optional(v.number()),
    }),
  ),
} satisfies SchemaEntries<tf.io.WeightsManifestEntry>);
const modelJsonSchema: v.GenericSchema<ModelJson> = v.looseObject({
  modelTopology: v.looseObject({}),
  userDefinedMetadata: v.optional(
    v.objectWithRest({ card: v.optional(v.unknown()) }, v.union([v.string(), v.number(), v.boolean(), v.null()])),
  ),
  weightsManifest: v.looseTuple([v.looseObject({ weights: v.array(weightSchema) })]),
} satisfies SchemaEntries<ModelJson>);

const aNetwork = { what: "a saved network", wayOut: "Save the network again." };

/** FOLDER/model.json, its card not checked. Throws where there is none, or none that saveModel could have written. */
export function readModelJson(folder: string): ModelJson {
  const path = join(folder, "model.json");
  let value: unknown;
  try {
    value = JSON.parse(readRegularFileSync(path, aNetwork).toString("utf8"));
  } catch {
    throw new Error(
      `Expected a saved network, but ${path} is missing or damaged. Save it first: saveModel(model, folder).`,
    );
  }
  return checkJson(value, modelJsonSchema, path, "Save the network again or restore the folder.");
}
