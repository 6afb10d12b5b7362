// The networks that the audit measures: recorded runs, the audit's own, the authors' weights. Each is recorded as one graph,
// which all its predictions share: measurements with hundreds of masks call it hundreds of times.
import { join } from "node:path";
import type * as tf from "@tensorflow/tfjs";
import { nothingHidden, type FloatImageBatch, type ImageBatch } from "../../images";
import type { CompiledStep, CompileStep } from "../../training/step";
import { loadReportWeights, reportWeightsAbsent } from "../files/reportWeights";
import { recordedRunsFolder } from "../paths";
import { loadModel } from "../store/modelFiles";
import { fillWithModel } from "../engine/predict";
import { shownRun } from "../store/runRecord";
import { compileTraced } from "../tracedGraph/compile";

export interface Network {
  /** Its raw output for images whose holes are black, [N,H,W,C]. */
  readonly fill: (images: ImageBatch, knownMask: ImageBatch) => FloatImageBatch;
  /** Its raw output for images as they are. */
  readonly redraw: (images: ImageBatch) => FloatImageBatch;
  readonly model: tf.LayersModel;
  readonly dispose: () => void;
}

/** A trained run's network; default: the one that is called "network" in every record. */
export async function loadNetwork(runFolder: string = join(recordedRunsFolder, shownRun)): Promise<Network> {
  return asNetwork(await loadModel(join(runFolder, "model")));
}

/** Throws a sentence where the weights cannot be had. */
export async function loadAuthorsNetwork(): Promise<Network> {
  const weights = await loadReportWeights();
  if (weights === null) throw new Error(reportWeightsAbsent);
  return asNetwork(weights.model);
}

export async function authorsAvailable(): Promise<boolean> {
  const weights = await loadReportWeights();
  weights?.model.dispose();
  return weights !== null;
}

/** What `use` gives; the networks are freed afterwards, whatever happened. */
export async function withNetworks<Result>(
  loads: readonly Promise<Network>[], use: (...networks: Network[]) => Promise<Result>,
): Promise<Result> {
  const networks = await Promise.all(loads);
  try {
    return await use(...networks);
  } finally {
    for (const network of networks) network.dispose();
  }
}

function asNetwork(model: tf.LayersModel): Network {
  let compiled: CompiledStep | null = null;
  const compileStep: CompileStep = (step) => {
    const shared = (compiled ??= compileTraced(step));
    return (inputs) => shared(inputs); // without dispose: the graph stays for the next call
  };
  const fill: Network["fill"] = (images, knownMask) => fillWithModel(model, images, knownMask, { compileStep });
  return {
    model, fill,
    redraw: (images) => fill(images, nothingHidden(images)),
    dispose: () => {
      compiled?.dispose?.();
      model.dispose();
    },
  };
}
