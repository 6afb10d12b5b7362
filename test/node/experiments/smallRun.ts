// A small training run in a process of its own, for tests that kill it: tsx smallRun.ts FOLDER. Prints a line per step.
import { drawDeadLeaves } from "../../../src/datasets/deadLeaves";
import { startEngine } from "../../../src/node/engine/startEngine";
import { planRun } from "../../../src/node/experiments/runPlan";
import { describeEnvironment } from "../../../src/node/store/runRecord";
import { trainRun } from "../../../src/node/experiments/trainRun";

async function main(folder: string): Promise<void> {
  const dataset = drawDeadLeaves({ trainCount: 600, testCount: 50 });
  const engine = await startEngine({ purpose: "training", quiet: true });
  const config = { ...planRun({ seed: 4 }, dataset), epochs: 3, batchSize: 32 };
  await trainRun({
    folder, config, dataset, environment: describeEnvironment(engine),
    onStep: ({ epoch, step }) => process.stdout.write(`${epoch}.${step}\n`),
  });
}

void main(process.argv[2]);
