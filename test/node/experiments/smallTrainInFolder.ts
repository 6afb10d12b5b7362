// The training of npm run train at a size for tests, as a program of its own: tsx smallTrainInFolder.ts FOLDER RESUME PAUSE prints a
// line per step; after the first step of the second epoch it stands still for PAUSE milliseconds. RESUME is "true" or "false".
import { startEngine } from "../../../src/node/engine/startEngine";
import { trainInFolder } from "../../../src/node/experiments/trainInFolder";
import { describeEnvironment } from "../../../src/node/store/runRecord";
import { smallDataset, smallPlan } from "./smallExperiment";

async function main([folder, resume, pause]: readonly string[]): Promise<void> {
  const engine = await startEngine({ purpose: "training", quiet: true });
  let asked = 0;
  const { outcome } = await trainInFolder({
    config: smallPlan("report-fixed", ""),
    dataset: smallDataset,
    folder,
    environment: describeEnvironment(engine),
    resume: resume === "true",
    shouldStop: () => {
      process.stdout.write(`step ${++asked}\n`);
      if (asked === 6) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, Number(pause));
      return false;
    },
  });
  process.stdout.write(`${outcome}\n`);
}

main(process.argv.slice(2)).catch((error: Error) => {
  process.stdout.write(`${error.message}\n`);
  process.exitCode = 1;
});
