// The methods that studies measure: those of the table, and the networks of experiments that a study has trained. A network's
// graph is recorded once and shared by all its predictions: studies with hundreds of masks call it hundreds of times.
import { join } from "node:path";
import { inpaintingMethods } from "../../methods";
import { fillBatch } from "../../methods/fillBatch";
import { isNetworkMethod } from "../../methods/network";
import type { ImageBatch } from "../../images/batch";
import type { InpaintingMethod } from "../../methods/inpaintingMethod";
import type { StudyMethod } from "../../studies/study";
import type { Tracing } from "../engine/keptGraph";
import { SetLoss } from "../engine/setLoss";
import { encoderOf } from "../engine/studyEncoder";
import { loadReportWeights } from "../files/reportWeights";
import { recordedPlaceOf } from "../methods/filesOfMethod";
import { loadMethod, loadSavedNetwork } from "../methods/loadMethod";
import { projectRoot } from "../paths";
import { loadModel } from "../store/modelFiles";
import { readRunConfig } from "../store/runRecord";

export interface LoadedStudyMethod extends StudyMethod {
  readonly dispose: () => void;
}

/** The method of this name; `runFolder`: where its network lies if it is not a recorded one. Start the engine first. */
export async function loadStudyMethod(
  name: string,
  runFolder?: string,
  tracing: Tracing = "always",
): Promise<LoadedStudyMethod> {
  if (runFolder !== undefined && readRunConfig(runFolder).input === "whole image") return loadEncoder(name, runFolder);
  const method =
    runFolder === undefined
      ? await loadMethod(name, { tracing })
      : await loadSavedNetwork(join(runFolder, "model"), { name, title: name, tracing });
  const recorded = recordedPlaceOf(name);
  const folder = runFolder ?? (recorded === null ? null : join(projectRoot, recorded));
  return {
    name,
    fill: (images, knownMask) => fillBatch(method, images, knownMask),
    ...(folder === null ? {} : trainingOfRun(method, folder)),
    dispose: () => method.dispose?.(),
  };
}

/** What only a network has whose training is recorded: its masks, its encoder, and its loss where that is the report's. */
function trainingOfRun(
  method: InpaintingMethod,
  folder: string,
): Pick<StudyMethod, "trainedWith" | "openSetLoss" | "openEncoder"> {
  const { masks, step, input, network } = readRunConfig(folder);
  if (!isNetworkMethod(method)) return { trainedWith: masks };
  const { model } = method;
  const openEncoder = encoderOf(model, network);
  return {
    trainedWith: masks,
    ...(openEncoder !== undefined && { openEncoder }),
    ...(step.loss === "binaryCrossentropy" &&
      input === "black holes" && {
        openSetLoss: (images: ImageBatch, knownMask: ImageBatch) => new SetLoss(model, images, knownMask),
      }),
  };
}

/** A network that sees whole images fills nothing: its encoder is all that a study can be given. */
async function loadEncoder(name: string, folder: string): Promise<LoadedStudyMethod> {
  const model = await loadModel(join(folder, "model"));
  const openEncoder = encoderOf(model, readRunConfig(folder).network);
  return {
    name,
    fill: () => {
      throw new Error(
        `Expected a network that fills holes, but ${name} sees whole images. Take an inpainting network.`,
      );
    },
    ...(openEncoder !== undefined && { openEncoder }),
    dispose: () => void model.dispose(),
  };
}

/** Whether it can be had here: the authors' weights may have to be downloaded. */
export async function methodAvailable(name: string): Promise<boolean> {
  if (inpaintingMethods.find((method) => method.name === name)?.source.kind !== "authors") return true;
  const weights = await loadReportWeights();
  weights?.model.dispose();
  return weights !== null;
}
