import assert from "node:assert/strict";
import { test } from "node:test";
import { meanSquaredError } from "../../../src/losses/meanSquaredError";
import { binaryCrossentropy } from "../../../src/losses/binaryCrossentropy";
import { lossOf, planExtraRun, splitOf } from "../../../src/node/studies/extraRun";
import { planRun } from "../../../src/node/experiments/runPlan";
import { smallDataset } from "./smallAudit";

const asRecorded = { ...planRun({ epochs: 40 }, smallDataset), id: "" };

test("the report's experiment, but for the loss", () => {
  const config = planExtraRun("squared-error", smallDataset);
  assert.deepEqual({ ...config, id: "" }, { ...asRecorded, loss: "meanSquaredError" });
  assert.equal(config.id, "squared-error-seed1");
  assert.equal(lossOf(config), meanSquaredError);
  assert.equal(splitOf(config, smallDataset).train, smallDataset.train);
});

test("the report's experiment, but for one training image in ten, which validates", () => {
  const config = planExtraRun("held-out", smallDataset);
  const wanted = { ...asRecorded, validation: "heldOut", trainImages: 360, validationImages: 40 };
  assert.deepEqual({ ...config, id: "" }, wanted);
  assert.equal(lossOf(config), binaryCrossentropy);
  const { train, validation } = splitOf(config, smallDataset);
  assert.deepEqual([train.labels.length, validation.labels.length], [360, 40]);
  const size = 32 * 32 * 3, seen = new Set<string>();
  for (const { images } of [train, validation]) {
    for (let i = 0; i < images.shape[0]; i++) {
      seen.add(Buffer.from(images.data.slice(i * size, (i + 1) * size)).toString("base64"));
    }
  }
  assert.equal(seen.size, 400, "no image is in both parts");
});

test("the report's own runs are planned without the new fields", () => {
  assert.ok(!("loss" in asRecorded) && !("validation" in asRecorded));
});
