// Prediction with one network that is called many times: its graph is recorded at the first call that wants one and kept, where
// fillWithModel of predict.ts records one for each call.
import { fillWithModel } from "../../training/predict";
import type { CompiledStep, CompileStep } from "../../training/step";
import { compileTraced } from "../tracedGraph/compile";

/** "many": from the second part of 500 images on, as predict.ts does; "always": a single image too, for hundreds of calls. */
export type Tracing = "many" | "always";

export interface KeptGraph {
  /** fillWithModel, for one network and one way to feed it: the graph of the first call serves all later ones. */
  readonly predict: typeof fillWithModel;
  /** Frees the graph, not the network. */
  readonly dispose: () => void;
}

/** A place for one network's graph. */
export function keepGraph(tracing: Tracing = "many"): KeptGraph {
  let compiled: CompiledStep | null = null;
  const compileStep: CompileStep = (step) => {
    compiled ??= compileTraced(step);
    const shared = compiled;
    return (inputs) => shared(inputs); // without dispose: the graph stays for the next call
  };
  return {
    predict: (model, images, knownMask, options = {}) => {
      const { batchSize = 500 } = options;
      const traced = tracing === "always" || images.shape[0] > batchSize;
      return fillWithModel(model, images, knownMask, { ...(traced && { compileStep }), ...options });
    },
    dispose: () => {
      compiled?.dispose?.();
      compiled = null;
    },
  };
}
