// Loads the native engine into the @tensorflow/tfjs that everything else uses, as the backend "tensorflow".
// Only this file loads @tensorflow/tfjs-node, and only when called: importing the project loads no native library.
import { createRequire } from "node:module";
import util from "node:util";
import * as tf from "../../tensorflow";
import type { NativeBackend } from "../tracedGraph/backend";
import { registerFusedBatchNorm } from "./fusedBatchNorm";
import { registerLeakyReluGrad } from "./leakyReluGrad";
import { registerReluGrad } from "./reluGrad";
import { registerStatelessRandom } from "./statelessRandom";

/** Registers and selects the native backend, with this project's kernels. Throws if the engine is missing or does not load. */
export function registerTensorflow(): { tensorflowVersion: string } {
  loadTfjsNode();
  registerReluGrad();
  registerLeakyReluGrad();
  registerStatelessRandom();
  registerFusedBatchNorm();
  const { binding } = tf.backend() as unknown as NativeBackend;
  return { tensorflowVersion: binding.TF_Version ?? "unknown" };
}

/** TensorBoard's writer as tfjs-node has it; beside scalars it takes histograms, and no images. */
export interface SummaryFileWriter {
  readonly resourceHandle: tf.Tensor;
  scalar(name: string, value: number, step: number): void;
  flush(): void;
}

/** What only tfjs-node has, of that the part which is used here. */
export interface TfjsNode {
  readonly node: { summaryFileWriter(folder: string): SummaryFileWriter };
}

/** Loads @tensorflow/tfjs-node as it comes, which registers and selects its backend the first time. */
export function loadTfjsNode(): TfjsNode {
  process.env.TF_CPP_MIN_LOG_LEVEL ??= "2";
  // TensorFlow turns oneDNN on by itself only where the processor has AVX-512. With AVX2 alone it is faster too: a training
  // step of the residual inpainter took .58 s instead of 1.0 s on two cores.
  process.env.TF_ENABLE_ONEDNN_OPTS ??= "1";
  restoreOldUtilities();
  return createRequire(__filename)("@tensorflow/tfjs-node") as TfjsNode;
}

/** tfjs-node 4.22.0 calls two functions of node:util that Node 22 warns about and Node 23 removed. */
function restoreOldUtilities(): void {
  const old = util as unknown as {
    isNullOrUndefined?: (value: unknown) => boolean;
    isArray?: (value: unknown) => boolean;
  };
  old.isNullOrUndefined = (value) => value === null || value === undefined;
  old.isArray = Array.isArray;
}
