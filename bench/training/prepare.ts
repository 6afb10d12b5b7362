// Writes what all contenders share into a folder, once: masked inputs, targets, initial weights and the network's description.
// Arrays are raw float32 in the machine's byte order; kernels lie as height × width × in × out.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as tf from "../../src/tensorflow";
import type { Dataset } from "../../src/datasets/dataset";
import { range, takeImages, type BatchShape } from "../../src/images/batch";
import { trainingMasks } from "../../src/masks/plan";
import { silenceFirstUseNotice } from "../../src/node/engine/quietBackends";
import { describeNetwork, type NetworkDescription } from "./network";
import { adamSettings, seed, type Workload } from "./workloads";

/** workload.json. */
export interface PreparedWorkload {
  readonly name: Workload["name"];
  readonly loss: Workload["loss"];
  readonly adam: { readonly learningRate: number; readonly epsilon: number };
  readonly batchSize: number;
  readonly images: number;
  readonly inputShape: BatchShape;
  readonly targetShape: BatchShape;
  readonly network: NetworkDescription;
  /** In the order in which they lie in weights.f32: kernel and bias of each convolution. */
  readonly weights: readonly { readonly layer: string; readonly shape: readonly number[] }[];
}

/** Whole batches only: a last, smaller batch would make graph compilers build everything a second time. */
export function wholeBatches(images: number, batchSize: number): number {
  return Math.floor(images / batchSize) * batchSize;
}

/** Fills the folder. Throws if there are fewer images, or the network has another number of parameters, than expected. */
export async function prepareWorkload(
  workload: Workload,
  dataset: Dataset,
  images: number,
  folder: string,
): Promise<PreparedWorkload> {
  const available = dataset.train.images.shape[0];
  if (images > available) {
    throw new Error(
      `Expected at most ${available} images (${dataset.title}), but received --images ${images}. Ask for fewer.`,
    );
  }
  const targets = takeImages(dataset.train.images, range(images));
  const inputs = workload.input(targets, trainingMasks(workload.masks, targets.shape, seed).masksOf(1));
  silenceFirstUseNotice();
  await tf.setBackend("cpu"); // the weights are only drawn and written here
  const model = workload.build();
  const network = describeNetwork(model);
  if (network.parameters !== workload.parameters) {
    throw new Error(
      `Expected ${workload.title} to have ${workload.parameters} parameters, but received ${network.parameters}. ` +
        `Look at what changed in src/models.`,
    );
  }
  const weights = model.layers.flatMap(({ name: layer, weights: own }) =>
    own.map(({ shape }) => ({ layer, shape: shape as number[] })),
  );
  const values = model.getWeights().map((weight) => weight.dataSync() as Float32Array);
  const prepared: PreparedWorkload = {
    name: workload.name,
    loss: workload.loss,
    adam: adamSettings,
    batchSize: workload.batchSize,
    images,
    inputShape: inputs.shape,
    targetShape: targets.shape,
    network,
    weights,
  };
  writeFloats(join(folder, "inputs.f32"), inputs.data);
  writeFloats(join(folder, "targets.f32"), targets.data);
  writeFloats(join(folder, "weights.f32"), Float32Array.from(values.flatMap((array) => Array.from(array))));
  writeFileSync(join(folder, "workload.json"), JSON.stringify(prepared));
  model.dispose();
  return prepared;
}

export function readPrepared(folder: string): PreparedWorkload {
  return JSON.parse(readFileSync(join(folder, "workload.json"), "utf8")) as PreparedWorkload;
}

export function readFloats(path: string): Float32Array {
  const { buffer, byteOffset, byteLength } = readFileSync(path);
  const aligned = byteOffset % 4 === 0 ? byteOffset : null; // a small file lies anywhere in Node's pool
  return aligned === null
    ? new Float32Array(buffer.slice(byteOffset, byteOffset + byteLength))
    : new Float32Array(buffer, aligned, byteLength / 4);
}

function writeFloats(path: string, { buffer, byteOffset, byteLength }: Float32Array): void {
  writeFileSync(path, new Uint8Array(buffer, byteOffset, byteLength));
}
