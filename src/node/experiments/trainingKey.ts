// What a training depends on: its settings and data, the machine, and the code behind the names in its settings, with all that
// this code imports. A change anywhere else, a chart's colour or another line in a table, does not train again.
import { pictureCrops } from "../../datasets/pictureCrops";
import type { Experiment } from "../../experiments/experiment";
import { experimentImages } from "../../experiments/images";
import { featureNetworkOf } from "../../experiments/lossSettings";
import type { RunConfig } from "../../experiments/plan";
import { usedBy } from "../../experiments/trainingOf";
import { holdBytes } from "../engine/holdBytes";
import { registerTensorflow } from "../engine/registerTensorflow";
import { codeRoot } from "../paths";
import { openPhotographs } from "../pictures/openPhotographs";
import { hashOf } from "../store/hashOf";
import { importClosure } from "../store/importClosure";
import type { RunEnvironment } from "../store/runRecord";
import { compileTraced } from "../tracedGraph/compile";
import { openFeatures } from "./openFeatures";

/** The hash of all of it. The command that makes the run is no part of it. */
export function trainingKey({ command: _, ...settings }: RunConfig, environment: RunEnvironment): string {
  return hashOf({
    settings: { value: settings },
    environment: { value: environment },
    code: { files: importClosure(trainingCode(settings)), root: codeRoot },
  });
}

/** The functions whose files, and what those import, decide which numbers come out of a training. */
export function trainingCode(experiment: Experiment): object[] {
  const crops = experiment.crops === undefined ? [] : [pictureCrops, openPhotographs];
  const features = featureNetworkOf(experiment.step.loss) === null ? [] : [openFeatures];
  return [...usedBy(experiment), experimentImages, compileTraced, holdBytes, registerTensorflow, ...crops, ...features];
}
