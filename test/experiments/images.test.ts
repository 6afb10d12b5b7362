import assert from "node:assert/strict";
import { test } from "node:test";
import { drawDeadLeaves } from "../../src/datasets/deadLeaves";
import { experimentImages } from "../../src/experiments/images";
import { planRun } from "../../src/experiments/plan";
import { reportFixed } from "../../src/experiments/reportFixed";
import { residualInpainterBase } from "../../src/experiments/residualInpainterBase";
import type { ImageBatch } from "../../src/images/batch";

const dataset = drawDeadLeaves({ trainCount: 100, testCount: 12 });

function texts({ data, shape: [count] }: ImageBatch): string[] {
  return Array.from({ length: count }, (_, i) => data.slice(i * 3072, i * 3072 + 3072).join());
}

test("held out: images that are not trained on, none of the test set, at most as many as are to be validated", () => {
  const config = planRun(residualInpainterBase, dataset, { settings: { validationImages: 7 } });
  const { train, heldOut, validation, test: unseen } = experimentImages(config, dataset);
  assert.deepEqual([train.count, heldOut.count, validation.count, unseen.count], [80, 20, 7, 12]);
  const all = new Set([...texts(train.images), ...texts(heldOut.images)]);
  assert.equal(all.size, 100);
  assert.deepEqual(texts(validation.images), texts(heldOut.images).slice(0, 7));
  assert.ok(texts(unseen.images).every((text) => !all.has(text)));
});

test("the report's way: all training images, the test images validate, none is held out", () => {
  const config = planRun(reportFixed, dataset, { settings: { trainImages: 30, validationImages: 5 } });
  const { train, heldOut, validation } = experimentImages(config, dataset);
  assert.deepEqual([train.count, heldOut.count, validation.count], [30, 0, 5]);
  assert.deepEqual(texts(validation.images), texts(dataset.test.images).slice(0, 5));
  assert.equal(train.name, `${dataset.title}, training images`);
  assert.equal(train.fingerprint, dataset.fingerprint);
});
