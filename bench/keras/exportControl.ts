// Writes what the Keras control run shares with ours: the masks of the setting "fixed" and the initial weights of a seed:
//   npx tsx bench/keras/exportControl.ts FOLDER [SEED]
// makes FOLDER/train-masks.u8 (50,000×32×32 bytes, 1 = known), FOLDER/test-masks.u8 (10,000×32×32) and FOLDER/initial.keras.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { reportMaskPlans, trainingMasks, validationMasks } from "../../src/masks/plan";
import { buildReportAutoencoder } from "../../src/models/reportAutoencoder";
import { startEngine } from "../../src/node/engine/startEngine";
import { writeKerasFile } from "../../src/node/files/kerasFile";

async function main(folder: string | undefined, seed: number): Promise<void> {
  if (folder === undefined) {
    throw new Error(
      "Expected a folder for masks and weights, but received nothing. Run: " +
        "npx tsx bench/keras/exportControl.ts FOLDER [SEED]",
    );
  }
  mkdirSync(folder, { recursive: true });
  const { fixed } = reportMaskPlans;
  writeFileSync(join(folder, "train-masks.u8"), trainingMasks(fixed, [50000, 32, 32, 3], seed).masksOf(1).data);
  writeFileSync(join(folder, "test-masks.u8"), validationMasks(fixed, [10000, 32, 32, 3], seed).data);
  await startEngine({ quiet: true });
  await writeKerasFile(buildReportAutoencoder({ seed }), join(folder, "initial.keras"));
}

main(process.argv[2], Number(process.argv[3] ?? 1)).catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 2;
});
