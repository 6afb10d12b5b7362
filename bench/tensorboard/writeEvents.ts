// Input of checkEvents.py: three epochs of a small training on drawn images, logged as npm run train -- NAME --log-predictions does,
// and beside the events what they have to hold.
//
//     npx tsx bench/tensorboard/writeEvents.ts FOLDER
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { drawDeadLeaves } from "../../src/datasets/deadLeaves";
import { planRun } from "../../src/experiments/plan";
import { reportFixed } from "../../src/experiments/reportFixed";
import { startEngine } from "../../src/node/engine/startEngine";
import { runExperiment } from "../../src/node/experiments/runExperiment";
import { writeFileSafely } from "../../src/node/files/safeWrite";
import { predictionFiles, tensorboardEvents } from "../../src/node/jupyter/predictionWriters";
import { loggedImages } from "../../src/training/loggedImages";
import { logPredictions, type EpochPredictions } from "../../src/training/predictionLog";

async function main(folder: string | undefined): Promise<void> {
  if (folder === undefined || (existsSync(folder) && readdirSync(folder).length > 0)) {
    const received = folder === undefined ? "nothing" : `${folder}, which is not empty`;
    throw new Error(`Expected a new folder to write to, but received ${received}. Name one: writeEvents.ts FOLDER`);
  }
  await startEngine({ purpose: "training", quiet: true });
  const dataset = drawDeadLeaves({ trainCount: 2_000, testCount: 200 });
  const config = planRun(reportFixed, dataset, { settings: { epochs: 3, batchSize: 50 } });
  const logged = loggedImages(dataset.test.images, { family: config.masks.family, seed: config.seed });
  const epochs: EpochPredictions[] = [];
  const options = { synthetic: true };
  const writers = [
    predictionFiles(join(folder, "predictions"), options),
    tensorboardEvents(join(folder, "tensorboard"), options),
    (predictions: EpochPredictions) => void epochs.push(predictions),
  ];
  const { model } = await runExperiment({
    config,
    dataset,
    folder: null,
    callbacks: (network) => logPredictions({ model: network, ...logged, writers }).callbacks,
  });
  model.dispose();
  const expected = epochs.map(({ row, holePsnrDb }) => ({
    step: row.epoch,
    scalars: { "loss/training": row.loss, "loss/validation": row.valLoss, "hole PSNR in dB": holePsnrDb },
  }));
  await writeFileSafely(join(folder, "expected.json"), `${JSON.stringify(expected, null, 2)}\n`);
}

main(process.argv[2]).catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
