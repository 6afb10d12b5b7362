// Every experiment at a size for tests: drawn images, two epochs, a few steps each; as a program of its own, for tests that
// interrupt and kill it: tsx smallExperiment.ts FOLDER NAME RECORDED prints a line per step, "epoch.step"; with SECONDS behind it
// a checkpoint is written as often.
import type { Dataset } from "../../../src/datasets/dataset";
import { drawDeadLeaves } from "../../../src/datasets/deadLeaves";
import { experimentNamed } from "../../../src/experiments";
import type { ExperimentData } from "../../../src/experiments/experimentData";
import { planRun, type RunConfig } from "../../../src/experiments/plan";
import { startEngine } from "../../../src/node/engine/startEngine";
import { readOrigin } from "../../../src/node/experiments/origin";
import { runExperiment } from "../../../src/node/experiments/runExperiment";
import { watchInterrupt } from "../../../src/node/jupyter/interrupt";
import { describeEnvironment } from "../../../src/node/store/runRecord";
import { drawnPhotographs } from "./drawnPhotographs";

export const smallDataset: Dataset = drawDeadLeaves({ trainCount: 100, testCount: 10 });

const cropSize = 64;

/** Small images of the experiment's kind. */
function smallData(name: string): ExperimentData {
  const { crops } = experimentNamed(name);
  return crops === undefined ? smallDataset : drawnPhotographs({ ...crops, size: cropSize });
}

/** Two epochs of at least five steps; a network that takes long to build is a smaller one. */
export function smallPlan(name: string, recordedFolder: string): RunConfig {
  const experiment = experimentNamed(name);
  const settings = {
    epochs: 2,
    batchSize: 16,
    trainImages: 80,
    ...(experiment.crops === undefined ? {} : { "crops.size": cropSize }),
    ...(experiment.network.name === "partialUNet" ? { "network.options.width": 1 / 16 } : {}),
    ...(experiment.network.name === "residualInpainter" ? { "network.options.channels": [4, 6] } : {}),
    ...(experiment.network.name === "residualInpainter" ? { "network.options.blocksDown": [0, 1] } : {}),
    ...(experiment.network.name === "residualInpainter" ? { "network.options.blocksUp": [0] } : {}),
  };
  const origin = experiment.from === null ? null : readOrigin(experiment.from, recordedFolder);
  return planRun(experiment, smallData(name), { settings, origin });
}

/** Trains, or goes on with, the run in the folder. */
export async function trainSmall(
  folder: string,
  name: string,
  recordedFolder: string,
  shouldStop?: () => boolean,
  onStep?: (step: string) => void,
  checkpointEvery?: number,
): Promise<string> {
  const engine = await startEngine({ purpose: "training", quiet: true });
  const { outcome, model } = await runExperiment({
    config: smallPlan(name, recordedFolder),
    dataset: smallData(name),
    folder,
    recordedFolder,
    environment: describeEnvironment(engine),
    shouldStop,
    checkpointEvery,
    onStep: ({ epoch, step }) => onStep?.(`${epoch}.${step}`),
  });
  model.dispose();
  return outcome;
}

async function main([folder, name, recordedFolder, seconds]: readonly string[]): Promise<void> {
  const interrupt = watchInterrupt({ passOn: false });
  const say = (step: string): void => void process.stdout.write(`${step}\n`);
  const every = seconds === undefined ? undefined : Number(seconds);
  const outcome = await trainSmall(folder, name, recordedFolder, () => interrupt.requested, say, every);
  interrupt.dispose();
  process.stdout.write(`${outcome}\n`);
}

if (require.main === module) void main(process.argv.slice(2));
