import assert from "node:assert/strict";
import { test } from "node:test";
import { drawTrainedMasks, measureErrors, methodPartOf } from "../../src/studies/holes";
import type { StudyMethod } from "../../src/studies/study";
import { imageBatch } from "../../src/images/batch";
import { reportMaskPlans } from "../../src/masks/plan";
import { placeRectangleMask } from "../../src/masks/rectangle";

const shape = [40, 32, 32, 3] as const;
const method: StudyMethod = { name: "mine", fill: (images) => images };

test("a network's new masks are of the kind that it was trained with, and others for each draw", () => {
  const holes = (data: ArrayLike<number>): number => Array.from(data).filter((value) => value === 0).length;
  const fixed = drawTrainedMasks({ ...method, trainedWith: reportMaskPlans.fixed }, shape, "test");
  assert.equal(holes(fixed.data), 40 * 64, "8×8 squares");
  const fresh = drawTrainedMasks({ ...method, trainedWith: reportMaskPlans.fresh }, shape, "test");
  assert.notEqual(holes(fresh.data), 40 * 64, "rectangles of any size");
  assert.notDeepEqual(drawTrainedMasks({ ...method, trainedWith: reportMaskPlans.fixed }, shape, "test", 1), fixed);
  assert.throws(
    () => drawTrainedMasks(method, shape, "test"),
    /Expected networks whose training is recorded, but received mine\. Name some: --methods report-fixed-seed1\./,
  );
});

test("errors are measured in parts of 500, and what is measured is told before each", async () => {
  const images = imageBatch(new Float32Array(620 * 121), [620, 11, 11, 1]);
  const knownMask = placeRectangleMask(images.shape, { top: 0, left: 0, height: 2, width: 2 });
  const told: string[] = [];
  const say = methodPartOf({ progress: async (text) => void told.push(text) }, "classes", images);
  const errors = await measureErrors(
    (given) => given,
    { images, knownMask },
    (done) => say(done, "mine"),
  );
  assert.equal(errors.holePixels.length, 620);
  assert.deepEqual(told, ["classes, mine: 0 of 620 images", "classes, mine: 500 of 620 images"]);
});
