import assert from "node:assert/strict";
import { test } from "node:test";
import type { ImageBatch } from "../../src/images/batch";
import { drawNamedMasks } from "../../src/masks/named";
import {
  reportMaskPlans,
  trainingMasks,
  validationMasks,
  type ImageMasks,
  type MaskPlan,
  type TrainingMasks,
} from "../../src/masks/plan";
import { randomStream } from "../../src/random";

const shape = [50, 32, 32, 3] as const;
const { fixed, fresh } = reportMaskPlans;

function byImage(plan: MaskPlan, seed = 1): ImageMasks {
  const masks: TrainingMasks = trainingMasks(plan, shape, seed);
  assert.equal(masks.kind, "image");
  return masks as ImageMasks;
}

test("the report's code draws 8×8 squares once, its text rectangles in every epoch", () => {
  assert.deepEqual(fixed, { family: "square8", drawn: "once" });
  assert.deepEqual(fresh, { family: "rectangles4to12", drawn: "every epoch" });
  const { kind, masksOf } = trainingMasks(fixed, shape, 1);
  assert.equal(kind, "epoch");
  assert.deepEqual(masksOf(1), drawNamedMasks("square8", shape, randomStream(1, "training masks")));
  assert.deepEqual(
    trainingMasks(fresh, shape, 1).masksOf(7),
    drawNamedMasks("rectangles4to12", shape, randomStream(1, "training masks", 7)),
  );
});

test("fixed masks stay from epoch to epoch, fresh ones change, and both follow the seed", () => {
  const [one, other] = [trainingMasks(fixed, shape, 1), trainingMasks(fresh, shape, 1)];
  assert.equal(one.masksOf(1), one.masksOf(7), "drawn once");
  assert.notDeepEqual(other.masksOf(1), other.masksOf(2));
  assert.equal(other.masksOf(2), other.masksOf(2), "not drawn twice in a row");
  assert.deepEqual(other.masksOf(1), trainingMasks(fresh, shape, 1).masksOf(1));
  for (const plan of [fixed, fresh]) {
    assert.notDeepEqual(trainingMasks(plan, shape, 1).masksOf(1), trainingMasks(plan, shape, 2).masksOf(1));
  }
});

test("drawn for every image: one mask, another in each epoch and at each position, whatever was asked for before", () => {
  const plan: MaskPlan = { family: "rectangles4to12", drawn: "every image" };
  const { maskOf } = byImage(plan);
  const found: ImageBatch = maskOf(2, 3);
  assert.deepEqual(found.shape, [1, 32, 32, 1]);
  assert.deepEqual(found, drawNamedMasks("rectangles4to12", [1, 32, 32, 3], randomStream(1, "training masks", 2, 4)));
  assert.deepEqual(byImage(plan).maskOf(2, 3), found);
  for (const [epoch, position] of [
    [1, 3],
    [3, 3],
    [2, 2],
    [2, 4],
    [3, 2],
  ])
    assert.notDeepEqual(maskOf(epoch, position), found);
  assert.notDeepEqual(byImage(plan, 2).maskOf(2, 3), found);
  assert.deepEqual(byImage({ family: "inpainterMixture", drawn: "every image" }).maskOf(1, 0).shape, [1, 32, 32, 1]);
});

test("drawn for every batch: the masks of single images, to be shared by a batch", () => {
  const masks = trainingMasks({ family: "articleSquare", drawn: "every batch" }, shape, 1);
  assert.ok(masks.kind === "batch");
  assert.deepEqual(
    masks.maskOf(2, 3),
    drawNamedMasks("articleSquare", [1, 32, 32, 3], randomStream(1, "training masks", 2, 4)),
  );
});

test("validation masks are others than the training masks, of a plan or of a family's or mixture's name", () => {
  assert.notDeepEqual(validationMasks(fixed, shape, 1), trainingMasks(fixed, shape, 1).masksOf(1));
  assert.deepEqual(validationMasks(fixed, shape, 1), validationMasks("square8", shape, 1));
  assert.deepEqual(
    validationMasks("focusedMixture", shape, 1),
    drawNamedMasks("focusedMixture", shape, randomStream(1, "validation masks")),
  );
});

test("a plan without masks or without a way of drawing them is refused", () => {
  const odd = { family: "square8", drawn: "every step" } as unknown as MaskPlan;
  assert.throws(
    () => trainingMasks(odd, shape, 1),
    /Expected masks drawn "once", "every epoch", "every image" or "every batch", but received "every step"\. Use for example \{ family/,
  );
  const unknown: MaskPlan = { family: "squares", drawn: "every image" };
  for (const drawn of ["once", "every epoch", "every image", "every batch"] as const) {
    assert.throws(
      () => trainingMasks({ ...unknown, drawn }, shape, 1),
      /Expected masks of a family among .+ "squares"/,
    );
  }
  assert.throws(() => validationMasks("fixed", shape, 1), /Expected masks of a family among .+ but received "fixed"/);
});
