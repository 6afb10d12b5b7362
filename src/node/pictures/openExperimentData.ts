// What an experiment is trained on, opened: its data set, BSDS500's photographs, or the pictures of a folder in their place.
import { basename, resolve } from "node:path";
import type { CropSettings } from "../../augmentation/cropSettings";
import { experiments } from "../../experiments";
import type { Experiment } from "../../experiments/experiment";
import type { ExperimentData } from "../../experiments/experimentData";
import { bsds500TrainingPhotographs } from "../files/bsds500";
import { loadSource } from "../files/imageSources";
import { logSeconds, progressLine } from "../files/progressLine";
import { findPictures } from "./findPictures";
import { openPhotographs, type OpenPhotographs, type OpenPhotographsOptions } from "./openPhotographs";
import type { PictureFile } from "./pictureFile";

export interface OpenExperimentData {
  readonly data: ExperimentData;
  /** Ends the workers, where there are some. */
  close(): Promise<void>;
}

/**
 * Opens the experiment's source, or the pictures below `folder`. Throws a sentence where it cannot be had, and for a folder where the
 * experiment is not trained on photographs.
 */
export async function openExperimentData(
  { name, source, crops }: Experiment,
  folder?: string,
): Promise<OpenExperimentData> {
  if (source !== "photographs") {
    if (folder !== undefined) throw new Error(notOnPhotographs(name));
    return { data: await loadSource(source), close: async () => undefined };
  }
  if (crops === undefined) {
    throw new Error(
      `Expected ${name} to say how images are cut from photographs, but it has no crops. Give it a size: crops: { size: 64, … }.`,
    );
  }
  const photographs = folder === undefined ? await openBsds500(crops) : await openFolder(folder, crops);
  return { data: photographs, close: () => photographs.close() };
}

/** BSDS500's training and validation photographs. Throws a sentence where they cannot be had, with this way out. */
export async function openBsds500(crops: CropSettings, wayOut?: string): Promise<OpenPhotographs> {
  const title = "BSDS500, training and validation photographs";
  return openWithProgress(await bsds500TrainingPhotographs(undefined, wayOut), crops, { title });
}

async function openFolder(folder: string, crops: CropSettings): Promise<OpenPhotographs> {
  const { files, leftOut } = findPictures(folder);
  const name = basename(resolve(folder));
  return openWithProgress(files, crops, { title: `pictures of the folder ${name}`, folder: name, leftOut });
}

async function openWithProgress(
  files: readonly PictureFile[],
  crops: CropSettings,
  options: OpenPhotographsOptions,
): Promise<OpenPhotographs> {
  const line = progressLine({ everySeconds: logSeconds });
  const onProgress = (done: number, count: number): void => line.show(`decoding pictures: ${done} of ${count}`);
  const leftOut: string[] = [];
  try {
    return await openPhotographs(files, crops, { ...options, onProgress, say: (text) => leftOut.push(text) });
  } finally {
    line.clear();
    leftOut.forEach((text) => console.log(text));
  }
}

function notOnPhotographs(name: string): string {
  const those = experiments.filter(({ source }) => source === "photographs").map((experiment) => experiment.name);
  return (
    `Expected an experiment on photographs with --images, but received ${name}, which is trained on images of one size. ` +
    `Use ${those.join(" or ")}, or leave --images away.`
  );
}
