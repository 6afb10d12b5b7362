// A network on disk in TensorFlow.js's own format, model.json and weights.bin, with metadata of ours and the SHA-256 of both
// files in model.json's userDefinedMetadata; a file that was changed or cut off is refused when it is read. A card there says what
// the network is fed, which sizes it takes and which experiment made it.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as tf from "../../tensorflow";
// They register the layers of our own that a file may name.
import "../../layers/articlePartialConv2D";
import "../../layers/batchNormalization";
import "../../layers/centrePairs";
import "../../layers/channelwiseDense";
import "../../layers/dropout";
import "../../layers/maskChannels";
import "../../layers/mirrorConvolution";
import "../../layers/partialConv2D";
import "../../layers/prefill";
import "../../layers/spectralConv2D";
import type { SavedCard } from "../../methods/networkCard";
import { pathKind } from "../files/regularFile";
import { writeFileSafely } from "../files/safeWrite";
import { sha256Hex } from "../files/sha256";
import { toFloat16 } from "./float16";
import { modelJsonText, readModelJson, type ModelMetadata } from "./modelJson";

export interface SaveModelOptions {
  /** What the network says of itself; default nothing: readNetworkCard then goes by its layers. */
  readonly card?: SavedCard | null;
  /** Writes float32 weights in half precision: half the bytes, rounded; default false. */
  readonly float16?: boolean;
}

/** Writes FOLDER/weights.bin and FOLDER/model.json; returns the weights' SHA-256. */
export async function saveModel(
  model: tf.LayersModel,
  folder: string,
  metadata: ModelMetadata = {},
  { card = null, float16 = false }: SaveModelOptions = {},
): Promise<string> {
  let hash = "";
  await model.save(
    tf.io.withSaveHandler(async (artifacts) => {
      const floats = tf.io.CompositeArrayBuffer.join(artifacts.weightData);
      const specs = artifacts.weightSpecs as tf.io.WeightsManifestEntry[];
      if (float16 && specs.some(({ dtype }) => dtype !== "float32")) {
        throw new Error("Expected float32 weights to save in half precision, but received others. Leave float16 out.");
      }
      const weights = float16 ? Buffer.from(toFloat16(new Float32Array(floats)).buffer) : Buffer.from(floats);
      hash = sha256Hex(weights);
      const json = {
        format: "layers-model",
        generatedBy: `TensorFlow.js tfjs-layers v${tf.version_layers}`,
        convertedBy: null,
        modelTopology: artifacts.modelTopology,
        userDefinedMetadata: { ...metadata, weightsSha256: hash, ...(card !== null && { card }) },
        weightsManifest: [{ paths: ["weights.bin"], weights: float16 ? specs.map(asFloat16) : specs }],
      };
      await writeFileSafely(join(folder, "weights.bin"), weights);
      await writeFileSafely(join(folder, "model.json"), modelJsonText(json));
      return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: "JSON" } };
    }),
  );
  return hash;
}

/** How the manifest says that TensorFlow.js is to read half-precision numbers as float32. */
function asFloat16(spec: tf.io.WeightsManifestEntry): tf.io.WeightsManifestEntry {
  return { ...spec, quantization: { dtype: "float16" } };
}

/**
 * Reads a network written by saveModel. Throws if a file is missing or changed, or if a weight is no finite number: such a network
 * fills with black.
 */
export async function loadModel(folder: string): Promise<tf.LayersModel> {
  const json = readModelJson(folder);
  const weightsFile = join(folder, "weights.bin");
  const weights = pathKind(weightsFile) === "file" ? readFileSync(weightsFile) : Buffer.alloc(0);
  if (sha256Hex(weights) !== json.userDefinedMetadata?.weightsSha256) {
    throw new Error(
      `Expected the weights that model.json names by SHA-256, but ${weightsFile} is missing or damaged. ` +
        `Save the network again or restore the folder.`,
    );
  }
  const model = await tf.loadLayersModel(
    tf.io.fromMemory({
      modelTopology: json.modelTopology,
      weightSpecs: json.weightsManifest[0].weights,
      weightData: new Uint8Array(weights).buffer,
    }),
  );
  try {
    for (const weight of model.weights) checkFinite(weight, weightsFile);
  } catch (error) {
    model.dispose();
    throw error;
  }
  return model;
}

function checkFinite(weight: tf.LayerVariable, weightsFile: string): void {
  const odd = weight
    .read()
    .dataSync<"float32">()
    .find((value) => !Number.isFinite(value));
  if (odd === undefined) return;
  throw new Error(
    `Expected finite weights in ${weightsFile}, but received ${odd} in ${weight.originalName}. ` +
      "Train the network again, with a smaller learning rate, or take another one.",
  );
}

/** What was saved beside the weights, their SHA-256 included; without model.json's own and without the card, see readNetworkCard. */
export function readModelMetadata(folder: string): ModelMetadata {
  const { card: _card, jsonSha256: _sha256, ...metadata } = readModelJson(folder).userDefinedMetadata ?? {};
  return metadata;
}
