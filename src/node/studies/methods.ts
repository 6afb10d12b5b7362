// The methods that studies measure, by the names that `npm run evaluate` gives them. A network is recorded as one graph, which
// all its predictions share: studies with hundreds of masks call it hundreds of times.
import { join } from "node:path";
import type * as tf from "@tensorflow/tfjs";
import { classicalMethods } from "../../classical";
import type { StudyMethod } from "../../studies/study";
import { addMaskChannel, type CompiledStep, type CompileStep } from "../../training/step";
import { listMethods } from "../benchmarks/methods";
import { fillWithModel } from "../engine/predict";
import { inpainterId, type InpainterConfig } from "../experiments/inpainterPlan";
import { loadReportWeights, reportWeightsAbsent } from "../files/reportWeights";
import { recordedRunsFolder } from "../paths";
import { loadModel } from "../store/modelFiles";
import { readJson, type RunConfig } from "../store/runRecord";
import { compileTraced } from "../tracedGraph/compile";
import { SetLoss } from "./setLoss";

export interface LoadedStudyMethod extends StudyMethod {
  readonly dispose: () => void;
}

/** The name of the report's network with the authors' weights. */
export const authorsName = "report-authors";

/** The names that loadStudyMethod takes, in the order of the benchmark's table. */
export function studyMethodNames(): string[] {
  return listMethods().map(({ name }) => name);
}

/** The method of this name; `runFolder`: where its network lies if it is not a recorded one. Start the engine first. */
export async function loadStudyMethod(name: string, runFolder?: string): Promise<LoadedStudyMethod> {
  if (runFolder === undefined && Object.hasOwn(classicalMethods, name)) {
    return { name, fill: classicalMethods[name].fill, dispose: () => undefined };
  }
  return runFolder === undefined && name === authorsName
    ? loadAuthors()
    : loadRun(name, runFolder ?? join(recordedRunsFolder, name));
}

/** The committed files that the method's fills rest on, from the project's folder on. */
export function filesOfMethod(name: string): string[] {
  return Object.hasOwn(classicalMethods, name) || name === authorsName ? [] : [`runs/recorded/${name}/model/weights.bin`];
}

/** Whether it can be had here: the authors' weights may have to be downloaded. */
export async function methodAvailable(name: string): Promise<boolean> {
  if (name !== authorsName) return true;
  const weights = await loadReportWeights();
  weights?.model.dispose();
  return weights !== null;
}

async function loadAuthors(): Promise<LoadedStudyMethod> {
  const weights = await loadReportWeights();
  if (weights === null) throw new Error(reportWeightsAbsent);
  return asMethod(authorsName, weights.model);
}

async function loadRun(name: string, folder: string): Promise<LoadedStudyMethod> {
  const config = readJson<RunConfig | InpainterConfig>(join(folder, "config.json"));
  const model = await loadModel(join(folder, "model"));
  if (config.network === inpainterId) return asMethod(name, model, { prepareInput: addMaskChannel });
  return {
    ...asMethod(name, model),
    trainedWith: config.masks,
    openSetLoss: (images, knownMask) => new SetLoss(model, images, knownMask),
  };
}

type FillOptions = NonNullable<Parameters<typeof fillWithModel>[3]>;

function asMethod(name: string, model: tf.LayersModel, options: FillOptions = {}): LoadedStudyMethod {
  let compiled: CompiledStep | null = null;
  const compileStep: CompileStep = (step) => {
    const shared = (compiled ??= compileTraced(step));
    // Without dispose: the graph stays for the next call.
    return (inputs) => shared(inputs);
  };
  return {
    name,
    fill: (images, knownMask) => fillWithModel(model, images, knownMask, { ...options, compileStep }),
    dispose: () => {
      compiled?.dispose?.();
      model.dispose();
    },
  };
}
