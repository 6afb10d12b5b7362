import assert from "node:assert/strict";
import { test } from "node:test";
import { fullAugmentation } from "../../src/augmentation/cropSettings";
import { validationKey } from "../../src/datasets/pictureCrops";
import { experimentNamed } from "../../src/experiments";
import type { Experiment } from "../../src/experiments/experiment";
import { photographsSmall, photographsWithoutTerm, unaugmentedCrops } from "../../src/experiments/photographsSmall";
import { classifierSixTerms, sixTermNames } from "../../src/losses/sixTermSettings";

const allTerms = { ...classifierSixTerms, features: "classifier" };

function withoutName({ name: _, title: __, ...others }: Experiment): Omit<Experiment, "name" | "title"> {
  return others;
}

test("all six terms, and each run without one differs in that term's weight alone", () => {
  assert.deepEqual(photographsSmall.step.loss, allTerms);
  assert.deepEqual(
    photographsWithoutTerm.map(({ term }) => term),
    sixTermNames,
  );
  for (const { term, experiment } of photographsWithoutTerm) {
    assert.equal(experimentNamed(experiment.name), experiment);
    const step = { ...photographsSmall.step, loss: { ...allTerms, [term]: 0 } };
    assert.deepEqual(withoutName(experiment), { ...withoutName(photographsSmall), step });
  }
  assert.equal(photographsWithoutTerm[5].experiment.name, "photographs-small-without-total-variation");
});

test("the run that is not augmented differs in its crops alone, and both are validated on the same ones", () => {
  const { crops } = photographsSmall;
  assert.deepEqual(crops, { ...fullAugmentation, size: 64, perPicture: 16 });
  assert.ok(crops !== undefined);
  assert.deepEqual(withoutName(experimentNamed("photographs-small-unaugmented")), {
    ...withoutName(photographsSmall),
    crops: unaugmentedCrops,
  });
  assert.deepEqual([unaugmentedCrops.scale, unaugmentedCrops.rotation, unaugmentedCrops.flips], [[1, 1], 0, []]);
  assert.deepEqual(validationKey(unaugmentedCrops), validationKey(crops));
});
