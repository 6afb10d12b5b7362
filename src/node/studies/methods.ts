// The methods that studies measure: those of the table, and the networks of experiments that a study has trained. A network's
// graph is recorded once and shared by all its predictions: studies with hundreds of masks call it hundreds of times.
import { join } from "node:path";
import { classicalMethods } from "../../classical";
import { inpaintingMethods } from "../../methods";
import { isNetworkMethod } from "../../methods/network";
import type { InpaintingMethod } from "../../methods/inpaintingMethod";
import type { StudyMethod } from "../../studies/study";
import { SetLoss } from "../engine/setLoss";
import { loadReportWeights } from "../files/reportWeights";
import { loadMethod, loadSavedNetwork } from "../methods/loadMethod";
import { recordedRunsFolder } from "../paths";
import { readRunConfig } from "../store/runRecord";

export interface LoadedStudyMethod extends StudyMethod {
  readonly dispose: () => void;
}

/** The name of the report's network with the authors' weights. */
export const authorsName = "report-authors";

/** The names that loadStudyMethod takes, in the order of the table. */
export function studyMethodNames(): string[] {
  return inpaintingMethods.map(({ name }) => name);
}

/** The method of this name; `runFolder`: where its network lies if it is not a recorded one. Start the engine first. */
export async function loadStudyMethod(name: string, runFolder?: string): Promise<LoadedStudyMethod> {
  const method = runFolder === undefined ? await loadMethod(name, { tracing: "always" })
    : await loadSavedNetwork(join(runFolder, "model"), { name, title: name, tracing: "always" });
  const run = runFolder ?? recordedRunOf(name);
  return {
    name,
    fill: method.fill,
    ...(run === null ? {} : trainingOfRun(method, run)),
    dispose: () => method.dispose?.(),
  };
}

/** The folder of the recorded run that a method of the table comes from; null where it comes from none. */
function recordedRunOf(name: string): string | null {
  const source = inpaintingMethods.find((method) => method.name === name)?.source;
  return source?.kind === "recorded" ? join(recordedRunsFolder, source.run) : null;
}

/** What only a network has whose training is recorded: its masks, and its loss where that is the report's. */
function trainingOfRun(method: InpaintingMethod, folder: string): Pick<StudyMethod, "trainedWith" | "openSetLoss"> {
  const { masks, step, input } = readRunConfig(folder);
  if (!isNetworkMethod(method) || step.loss !== "binaryCrossentropy" || input !== "black holes") return { trainedWith: masks };
  const { model } = method;
  return { trainedWith: masks, openSetLoss: (images, knownMask) => new SetLoss(model, images, knownMask) };
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
