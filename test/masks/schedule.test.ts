import assert from "node:assert/strict";
import { test } from "node:test";
import { trainingMasks, trainingMasksByEpoch, validationMasks } from "../../src/masks/schedule";

const shape = [50, 32, 32, 3] as const;

test("fixed masks stay from epoch to epoch, fresh ones change, and both follow the seed", () => {
  assert.deepEqual(trainingMasks("fixed", shape, 1, 1), trainingMasks("fixed", shape, 1, 7));
  assert.notDeepEqual(trainingMasks("fresh", shape, 1, 1), trainingMasks("fresh", shape, 1, 2));
  assert.deepEqual(trainingMasks("fresh", shape, 1, 2), trainingMasks("fresh", shape, 1, 2));
  assert.notDeepEqual(trainingMasks("fixed", shape, 1, 1), trainingMasks("fixed", shape, 2, 1));
});

test("by epoch: the same masks, and fixed ones are drawn once", () => {
  for (const setting of ["fixed", "fresh"] as const) {
    const drawn = trainingMasksByEpoch(setting, shape, 1);
    assert.deepEqual(drawn(3), trainingMasks(setting, shape, 1, 3));
    assert.equal(drawn(3), drawn(3));
  }
});

test("validation masks are others than the training masks", () => {
  assert.notDeepEqual(validationMasks("fixed", shape, 1), trainingMasks("fixed", shape, 1, 1));
  assert.deepEqual(validationMasks("fresh", shape, 1), validationMasks("fresh", shape, 1));
});
