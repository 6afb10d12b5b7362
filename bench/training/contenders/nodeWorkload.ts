// What the contenders on tfjs-node share: the engine is loaded, the model gets the shared initial weights, the arrays are read.
import { join } from "node:path";
import * as tf from "../../../src/tensorflow";
import { engineInstalled } from "../../../src/node/engine/installEngine";
import { imageBatch, type FloatImageBatch } from "../../../src/images/batch";
import type { NativeBackend } from "../../../src/node/tracedGraph/backend";
import { Missing } from "../../serve";
import { readFloats, readPrepared, type PreparedWorkload } from "../prepare";
import { workloads } from "../workloads";

export interface NodeWorkload {
  readonly prepared: PreparedWorkload;
  readonly model: tf.LayersModel;
  readonly inputs: FloatImageBatch;
  readonly targets: FloatImageBatch;
}

export const needsEngine = (): void => {
  if (!engineInstalled()) throw new Missing("the TensorFlow engine is not installed: npm run setup installs it");
};

/** Reads the folder that prepare.ts wrote; the engine must run. */
export function loadWorkload(folder: string): NodeWorkload {
  const prepared = readPrepared(folder);
  const { inputShape, targetShape } = prepared;
  const model = workloads.find(({ name }) => name === prepared.name)?.build();
  if (model === undefined) throw new Error(`Expected a workload of workloads.ts, but received "${prepared.name}".`);
  const weights = readFloats(join(folder, "weights.f32"));
  let offset = 0;
  const tensors = prepared.weights.map(({ shape }) => {
    const size = shape.reduce((product, side) => product * side, 1);
    return tf.tensor(weights.slice(offset, (offset += size)), [...shape]);
  });
  model.setWeights(tensors);
  tf.dispose(tensors);
  return {
    prepared,
    model,
    inputs: imageBatch(readFloats(join(folder, "inputs.f32")), inputShape),
    targets: imageBatch(readFloats(join(folder, "targets.f32")), targetShape),
  };
}

/** "Node 20.20.2, tfjs-node 4.22.0, TensorFlow 2.15.1" */
export function versionText(): string {
  const { binding } = tf.backend() as unknown as NativeBackend;
  return `Node ${process.versions.node}, tfjs-node ${tf.version_core}, TensorFlow ${binding.TF_Version ?? "unknown"}`;
}
