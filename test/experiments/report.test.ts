// The report's experiment against its text and code (section 4.4, appendices A3 to A5), and what its variants change.
import assert from "node:assert/strict";
import { test } from "node:test";
import "../support/tensorflow";
import { classSeed } from "../../src/experiments/classSeed";
import type { Experiment } from "../../src/experiments/experiment";
import { reportFixed } from "../../src/experiments/reportFixed";
import { reportFresh } from "../../src/experiments/reportFresh";
import { reportHeldOut } from "../../src/experiments/reportHeldOut";
import { reportSquaredError } from "../../src/experiments/reportSquaredError";
import { buildNetwork } from "../../src/experiments/trainingOf";
import { adam } from "../../src/training/adam";
import { optimizerFrom } from "../../src/training/optimizerSettings";

/** The settings that differ from reportFixed's, title and name apart. */
function differing(experiment: Experiment): string[] {
  return (Object.keys(reportFixed) as (keyof Experiment)[])
    .filter((key) => !["name", "title"].includes(key))
    .filter((key) => JSON.stringify(experiment[key]) !== JSON.stringify(reportFixed[key]));
}

test("the report's settings: 13,347 parameters, Adam as in Keras, 128 images, 40 epochs with patience 5 on the test set", () => {
  const { batchSize, epochs, patience, validation, step, input, masks } = reportFixed;
  assert.deepEqual(
    { batchSize, epochs, patience, validation },
    { batchSize: 128, epochs: 40, patience: 5, validation: "test" },
  );
  assert.equal(step.loss, "binaryCrossentropy");
  assert.equal(optimizerFrom(step.optimizer, 100).name, adam({ learningRate: 1e-3, epsilon: 1e-7 }).name);
  assert.equal(input, "black holes");
  assert.deepEqual(masks, { family: "square8", drawn: "once" });
  const model = buildNetwork(reportFixed);
  assert.equal(model.countParams(), 13_347);
  model.dispose();
});

test("each variant differs in what its title says, and in nothing else", () => {
  assert.deepEqual(differing(reportFresh), ["masks", "validationMasks"]);
  assert.deepEqual(reportFresh.masks, { family: "rectangles4to12", drawn: "every epoch" });
  assert.deepEqual(differing(reportHeldOut), ["validation", "patience", "measurements"]);
  assert.deepEqual(differing(reportSquaredError), ["step", "patience"]);
  assert.deepEqual({ ...reportSquaredError.step, loss: "binaryCrossentropy" }, reportFixed.step);
  assert.deepEqual(differing(classSeed), ["epochs", "patience"]);
});
