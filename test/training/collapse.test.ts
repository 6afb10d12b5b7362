import assert from "node:assert/strict";
import { test } from "node:test";
import "../support/tensorflow";
import { collapseWarning } from "../../src/training/collapse";
import type { LogRow } from "../../src/training/state";

const logOf = (...accuracies: readonly number[]): LogRow[] =>
  accuracies.map((discriminatorAccuracy, i) => ({
    epoch: i + 1,
    loss: 1,
    valLoss: 1,
    others: { l2: 1, discriminatorAccuracy },
  }));

test("always right or always wrong for three epochs in a row, the last included, warns with the way out", () => {
  assert.equal(
    collapseWarning(logOf(0.7, 0.99, 1, 0.995)),
    "The discriminator has been right in 99 % of cases or more since epoch 2: the generator learns nothing from it. " +
      "Lower its learning rate, start it later, or set its label for true images to 0.9.",
  );
  assert.equal(
    collapseWarning(logOf(0.01, 0, 0.002)),
    "The discriminator has been right in 1 % of cases or fewer since epoch 1: it no longer tells fills from originals. " +
      "Lower the generator's learning rate or the adversarial weight.",
  );
});

test("silence where it tells some, was right earlier only, changes sides, or has not been seen for long enough", () => {
  for (const accuracies of [[], [1, 1], [1, 1, 1, 0.98], [0.6, 0.5, 0.7], [1, 0, 1], [0.005, 0.02, 0.005]]) {
    assert.equal(collapseWarning(logOf(...accuracies)), null, `${accuracies}`);
  }
  const without = [1, 2, 3].map((epoch) => ({ epoch, loss: 1, valLoss: 1 }));
  assert.equal(collapseWarning(without), null);
});

test("epochs and limits of one's own; those that make no sense are refused", () => {
  assert.match(
    collapseWarning(logOf(0.5, 0.9), { epochs: 1, high: 0.85 }) ?? "",
    /^The discriminator .*85 % .*epoch 2/,
  );
  assert.equal(collapseWarning(logOf(0.5, 0.9), { epochs: 2, high: 0.85 }), null);
  assert.match(collapseWarning(logOf(0.1), { epochs: 1, low: 0.1 }) ?? "", /10 % of cases or fewer since epoch 1/);
  assert.throws(() => collapseWarning([], { epochs: 0 }), {
    message: "Expected epochs to be a whole number from 1 up, but received 0. Use for example 3.",
  });
  assert.throws(() => collapseWarning([], { low: 0.9, high: 0.2 }), {
    message: "Expected 0 ≤ low < high ≤ 1, but received 0.9 and 0.2. Use for example 0.01 and 0.99.",
  });
});
