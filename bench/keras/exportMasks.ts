// Writes the masks of the setting "fixed" for the Keras control run, so that both train on the same holes:
//   npx tsx bench/keras/exportMasks.ts FOLDER [SEED]
// makes FOLDER/train-masks.u8 (50,000×32×32 bytes, 1 = known) and FOLDER/test-masks.u8 (10,000×32×32).
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { trainingMasks, validationMasks } from "../../src/masks/schedule";

const [folder, seed = "1"] = process.argv.slice(2);
if (folder === undefined) {
  console.error("Expected a folder for the masks, but received nothing. Run: npx tsx bench/keras/exportMasks.ts FOLDER [SEED]");
  process.exit(2);
}
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, "train-masks.u8"), trainingMasks("fixed", [50000, 32, 32, 3], Number(seed), 1).data);
writeFileSync(join(folder, "test-masks.u8"), validationMasks("fixed", [10000, 32, 32, 3], Number(seed)).data);
