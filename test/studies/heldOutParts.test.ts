import assert from "node:assert/strict";
import { test } from "node:test";
import { drawDeadLeaves } from "../../src/datasets/deadLeaves";
import { heldOutCount, holdOutValidation } from "../../src/datasets/split";
import { joinImages } from "../../src/images/batch";
import { checkKnownMask } from "../../src/images/holes";
import { cifar10Part, drawHoles, photographsPart } from "../../src/studies/heldOutParts";
import { samplePhotographs } from "./samplePhotographs";

const dataset = drawDeadLeaves({ trainCount: 350, testCount: 1 });

test("held-out training images in batches of 50, in order", () => {
  const { title, batches, holes } = cifar10Part(dataset);
  assert.equal(title, dataset.title);
  assert.deepEqual(
    batches.map(({ shape }) => shape[0]),
    [50, 20],
  );
  const { validation } = holdOutValidation(dataset.train, 1, heldOutCount(350));
  assert.deepEqual(joinImages(batches), validation.images);
  assert.deepEqual(
    holes.map(({ name }) => name),
    ["square8", "centre16", "pixels50", "articleLines"],
  );
});

test("photographs one by one, under text, scratches, blocks and holes of a fifth to three tenths", () => {
  const photographs = samplePhotographs(2);
  const { batches, holes } = photographsPart(photographs);
  assert.deepEqual(batches, photographs.images);
  assert.deepEqual(
    holes.map(({ name }) => name),
    ["text", "scratches", "lostBlocks", "holes20to30Clear"],
  );
});

test("every kind of hole: masks that fit their batch, other ones for each batch, the same again", () => {
  for (const part of [cifar10Part(dataset), photographsPart(samplePhotographs(3))]) {
    for (const kind of part.holes) {
      const drawn = drawHoles(part, kind);
      for (const { images, knownMask } of drawn) checkKnownMask(images, knownMask);
      assert.deepEqual(drawHoles(part, kind), drawn);
      const [first] = drawn;
      const last = drawn[drawn.length - 1];
      const masks = last.knownMask.data;
      if (kind.name !== "centre16") assert.notDeepEqual(masks, first.knownMask.data.slice(0, masks.length), kind.name);
    }
  }
});
