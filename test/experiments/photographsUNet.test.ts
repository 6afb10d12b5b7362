import assert from "node:assert/strict";
import { test } from "node:test";
import { fullAugmentation } from "../../src/augmentation/cropSettings";
import { experimentNamed } from "../../src/experiments";
import type { Experiment } from "../../src/experiments/experiment";
import { experimentImages } from "../../src/experiments/images";
import { planRun, type PlanOptions, type RunConfig } from "../../src/experiments/plan";
import { photographsUNet } from "../../src/experiments/photographsUNet";
import { reportFixed } from "../../src/experiments/reportFixed";
import { drawDeadLeaves } from "../../src/datasets/deadLeaves";
import { drawnPhotographs } from "../node/experiments/drawnPhotographs";

const { crops } = photographsUNet;
assert.ok(crops !== undefined);
const photographs = drawnPhotographs(crops);
const plan = (changes: Partial<Experiment>, options: PlanOptions = {}): RunConfig =>
  planRun({ ...photographsUNet, ...changes }, photographs, options);

test("64×64 crops with every augmentation, sixteen of each photograph, a network told where the hole is", () => {
  assert.deepEqual(experimentNamed("photographs-unet").crops, { ...fullAugmentation, size: 64, perPicture: 16 });
  assert.deepEqual([photographsUNet.validation, photographsUNet.input], ["held out", "mask channel"]);
});

test("nine of ten drawn pictures are trained on, other crops in every epoch, by the run's seed", () => {
  const config = plan({});
  assert.deepEqual([config.trainImages, config.heldOutImages, config.validationImages], [9 * 16, 16, 16]);
  assert.equal(config.fingerprint, "drawn-10");
  assert.match(config.command, /^npm run train -- photographs-unet --record$/);
  const { train, trainInEpoch, validation, heldOut, test: unseen } = experimentImages(config, photographs);
  assert.deepEqual([train.count, validation.count, heldOut.count, unseen.count], [144, 16, 16, 0]);
  const first = train.batch([0]).data;
  assert.deepEqual(trainInEpoch?.(1).batch([0]).data, first);
  assert.notDeepEqual(trainInEpoch?.(2).batch([0]).data, first);
  const other = experimentImages(plan({}, { seed: 2 }), photographs);
  assert.notDeepEqual(other.train.batch([0]).data, first);
  assert.deepEqual(other.validation.images, validation.images);
});

test("a folder's name stands in the run's and in its command, which records nothing", () => {
  const { id, command } = planRun(photographsUNet, { ...photographs, folder: "my pictures" });
  assert.equal(id, "photographs-unet-imagesmy_pictures");
  assert.equal(command, "npm run train -- photographs-unet --images 'my pictures'");
});

test("other crops by --set; what does not go together with photographs is refused by name", () => {
  const settings = { "crops.rotation": 0, "crops.perPicture": 2 };
  assert.throws(
    () => plan({}, { settings }),
    /Expected photographs that were opened for the crops of photographs-unet, .*Open them/,
  );
  const fewer = drawnPhotographs({ ...crops, rotation: 0, perPicture: 2 });
  assert.equal(planRun(photographsUNet, fewer, { settings }).trainImages, 18);
  assert.throws(
    () => plan({}, { settings: { "crops.size": 0 } }),
    /Expected crops\.size to be a whole number from 1 up/,
  );
  for (const [setting, value] of [
    ["validation", "test"],
    ["heldOutImages", 5],
    ["augmentation", "mirror"],
    ["measurements", [{ what: "test loss", everyEpochs: 1 }]],
  ] as const) {
    assert.throws(
      () => plan({ [setting]: value }),
      new RegExp(`Expected ${setting} to be .* for photographs, .*, but received .*\\. Write ${setting}=`),
    );
  }
  assert.throws(
    () => planRun(reportFixed, photographs),
    /Expected an experiment on photographs, but received report-fixed/,
  );
  assert.throws(
    () => planRun(photographsUNet, drawDeadLeaves({ trainCount: 20, testCount: 2 })),
    /Expected photographs for photographs-unet, but received synthetic data.*Set BSDS500_IMAGES, or name a folder by --images\./,
  );
});
