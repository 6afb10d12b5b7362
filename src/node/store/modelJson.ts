// A saved network's model.json, read without TensorFlow.js: what it is can be told before anything is computed. It holds a
// SHA-256 of its own content, so that a changed shape, name or card is noticed as changed weights are.
import { join } from "node:path";
import * as v from "valibot";
import type { SchemaEntries } from "../../schema";
import type * as tf from "../../tensorflow";
import { checkJson } from "../files/jsonFile";
import { readRegularFileSync } from "../files/regularFile";
import { sha256Hex } from "../files/sha256";
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
  /** Which value is the file's own SHA-256; absent in what an earlier version saved. */
  readonly sealedBy?: string;
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
  sealedBy: v.optional(v.string()),
} satisfies SchemaEntries<ModelJson>);

const aNetwork = { what: "a saved network", wayOut: "Save the network again." };
const restore = "Save the network again or restore the folder.";

/**
 * The text of model.json: `json` with userDefinedMetadata.jsonSha256, the SHA-256 of JSON.stringify of the whole with "" in that
 * value's place. "sealedBy" says that the value has to be there: a file without either is one of an earlier version.
 */
export function modelJsonText(json: SealedJson): string {
  const whole = { ...json, sealedBy: "userDefinedMetadata.jsonSha256" };
  return JSON.stringify(withSha256(whole, sha256Of(whole)), null, 1) + "\n";
}

interface SealedJson {
  readonly userDefinedMetadata?: object;
}

function withSha256(json: SealedJson, jsonSha256: string): SealedJson {
  return { ...json, userDefinedMetadata: { ...json.userDefinedMetadata, jsonSha256 } };
}

function sha256Of(json: SealedJson): string {
  return sha256Hex(JSON.stringify(withSha256(json, "")));
}

/**
 * FOLDER/model.json, its card not checked. Throws where there is none, none that saveModel could have written, or one that has
 * changed since it was written; one that an earlier version saved, without a SHA-256 of its own, is taken as it is.
 */
export function readModelJson(folder: string): ModelJson {
  const path = join(folder, "model.json");
  let value: unknown;
  try {
    value = JSON.parse(readRegularFileSync(path, aNetwork).toString("utf8"));
  } catch {
    throw new Error(
      `Expected a saved network, but ${path} is missing or damaged. Save it first, saveModel(model, folder), or restore the folder.`,
    );
  }
  const json = checkJson(value, modelJsonSchema, path, restore);
  const said = json.userDefinedMetadata?.jsonSha256;
  if ((said === undefined && json.sealedBy === undefined) || said === sha256Of(json)) return json;
  throw new Error(
    `Expected ${path} as it was saved, but it has changed since: its SHA-256 is another than the one in it. ${restore}`,
  );
}
