// What tests of studies measure on: drawn images, in a folder of its own.
import { drawDeadLeaves } from "../../../src/datasets/deadLeaves";
import type { Dataset } from "../../../src/datasets/dataset";
import type { MeasureContext } from "../../../src/node/studies/context";
import { startEngine } from "../../../src/node/engine/startEngine";
import { describeEnvironment } from "../../../src/node/store/runRecord";
import { drawnPhotographs } from "../experiments/drawnPhotographs";

/** 400 training and 60 test images. */
export const smallDataset: Dataset = drawDeadLeaves({ trainCount: 400, testCount: 60 });

/** Starts the engine; what is shown goes to `shown`. */
export async function smallContext(folder: string, shown: string[] = []): Promise<MeasureContext> {
  const environment = describeEnvironment(await startEngine({ purpose: "training", quiet: true }));
  return {
    dataset: smallDataset,
    photographs: async (crops) => drawnPhotographs(crops),
    folder,
    environment,
    resume: true,
    shouldStop: () => false,
    progress: async (text) => void shown.push(text),
  };
}
