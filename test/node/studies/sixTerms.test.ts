// The study six-terms from two tiny trainings on drawn photographs to its record and its figure.
import assert from "node:assert/strict";
import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { before, test } from "node:test";
import "../../support/tensorflow";
import type { CropSettings } from "../../../src/augmentation/cropSettings";
import type { Photographs } from "../../../src/datasets/photographs";
import { experimentNamed } from "../../../src/experiments";
import { unaugmentedCrops } from "../../../src/experiments/photographsSmall";
import { planRun } from "../../../src/experiments/plan";
import { buildClassifier } from "../../../src/models/classifier";
import { trainInFolder } from "../../../src/node/experiments/trainInFolder";
import { readFigureManifest } from "../../../src/node/figures/writeFigure";
import { saveModel } from "../../../src/node/store/modelFiles";
import { readLog } from "../../../src/node/store/runTables";
import type { MeasureContext } from "../../../src/node/studies/context";
import { readStudyRecord } from "../../../src/node/studies/record";
import { runStudy } from "../../../src/node/studies/runStudy";
import { sixTermsStudy } from "../../../src/studies/sixTerms";
import { temporaryFolder } from "../../support/temporaryFolder";
import { drawnPhotographs } from "../experiments/drawnPhotographs";
import { smallContext } from "./smallAudit";

const folder = temporaryFolder("lab-six-terms-");
const recordedFolder = temporaryFolder("lab-recorded-");
const small = { "crops.size": 32, "crops.perPicture": 2, "network.options.width": 1 / 16, epochs: 1 };
const photographs = async (crops: CropSettings): Promise<Photographs> =>
  drawnPhotographs({ ...crops, size: 32, perPicture: 2 }, 20);
const trainings: string[] = [];
let context: MeasureContext;

before(async () => {
  context = { ...(await smallContext(folder)), photographs };
  const classifier = buildClassifier({ channels: [2, 3, 4] });
  await saveModel(classifier, join(recordedFolder, "classifier", "model"));
  classifier.dispose();
});

/** Two networks stand for all: the one of all six terms, and another for the others. */
async function trainOneOfTwo(name: string): Promise<string> {
  const chosen = name === "photographs-small" ? name : "photographs-small-without-hole";
  const run = join(folder, chosen);
  if (trainings.includes(chosen)) return run;
  trainings.push(chosen);
  const experiment = experimentNamed(chosen);
  const dataset = await photographs(experiment.crops ?? unaugmentedCrops);
  const config = planRun(experiment, dataset, { settings: small });
  const { environment, shouldStop } = context;
  await trainInFolder({ config, dataset, folder: run, environment, resume: false, shouldStop, recordedFolder });
  return run;
}

const measured = async (): Promise<boolean> =>
  !(await runStudy(sixTermsStudy, sixTermsStudy.methods, context, trainOneOfTwo, [])).skipped;

test("trained on crops of photographs, measured on those that are held out, recorded and drawn, and then up to date", async () => {
  assert.equal(await measured(), true);
  const all = ["valid", "hole", "perceptual", "styleOut", "styleComposite", "totalVariation"];
  const terms = (name: string): string[] => Object.keys(readLog(join(folder, name))[0].others ?? {});
  assert.deepEqual(terms("photographs-small"), all);
  assert.deepEqual(
    terms("photographs-small-without-hole"),
    all.filter((term) => term !== "hole"),
  );
  const { dataset, synthetic, images, inputs, command, values } = readStudyRecord(folder, "six-terms");
  assert.deepEqual([dataset, synthetic, images], ["drawn photographs", false, 4]);
  assert.equal(command, "npm run measure -- six-terms --record");
  assert.deepEqual([inputs.length, inputs[0].file], [8, "runs/recorded/photographs-small/model/weights.bin"]);
  assert.equal(values.terms.length, 7);
  for (const { without, differences } of values.terms.slice(1)) {
    assert.notEqual(differences?.holePsnrDb.value, 0, without ?? "");
    assert.deepEqual(differences, values.terms[1].differences, "the same network");
  }
  const [figure] = await readFigureManifest(join(folder, "figures"));
  assert.deepEqual([figure.name, figure.dataset, figure.inputs?.length], ["six-terms", "drawn photographs", 9]);
  assert.equal(await measured(), false);
});

test("a figure that is gone is drawn again", async () => {
  const drawn = join(folder, "figures", "six-terms.png");
  rmSync(drawn);
  assert.equal(await measured(), true);
  assert.ok(existsSync(drawn));
});
