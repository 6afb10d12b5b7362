import assert from "node:assert/strict";
import { test } from "node:test";
import { drawDeadLeaves } from "../../src/datasets/deadLeaves";
import { compareChoices, heldOutStudy, stopEpoch } from "../../src/studies/heldOut";

test("each set of losses chooses its lowest epoch, judged by the test loss there", () => {
  const losses = [
    [9, 8.5],
    [7, 7.5],
    [7.2, 6.5],
    [7, 7.9],
  ].map(([heldOutLoss, testLoss], i) => ({ epoch: i + 1, loss: 1, heldOutLoss, testLoss }));
  const values = compareChoices(losses, 2);
  assert.deepEqual(values.chosenByHeldOut, { epoch: 2, testLoss: 7.5 });
  assert.deepEqual(values.chosenByTest, { epoch: 3, testLoss: 6.5 });
  assert.deepEqual([values.patience, values.stopByHeldOut, values.stopByTest], [2, null, null]);
  assert.equal(compareChoices(losses).patience, 5);
});

test("a training ends once so many epochs in a row brought no lower loss, as in Keras", () => {
  assert.equal(stopEpoch([5, 4, 4, 4.5, 3], 2), 4, "an equal loss is no lower one");
  assert.equal(stopEpoch([5, 4, 4.1, 3.9, 4, 4], 2), null, "at the last epoch nothing is left to end");
  assert.equal(stopEpoch([1, 2, 3, 4], 2), 3);
  assert.equal(stopEpoch([4, 3, 2, 1], 2), null);
});

test("a training without an epoch chooses nothing", () => {
  assert.throws(
    () => compareChoices([]),
    /Expected the losses of at least one epoch, but received none\. Train first\./,
  );
});

test("the study reads the losses of its training, the test losses beside them", async () => {
  const log = [
    { epoch: 1, loss: 5, valLoss: 3 },
    { epoch: 2, loss: 4, valLoss: 2 },
  ];
  const { images, values } = await heldOutStudy.measure({
    dataset: drawDeadLeaves({ trainCount: 1, testCount: 2 }),
    methods: {},
    progress: async () => undefined,
    trainings: { "report-held-out": { log, testLosses: [7, 8] } },
  });
  assert.equal(images, 2);
  assert.deepEqual(values.epochs[1], { epoch: 2, loss: 4, heldOutLoss: 2, testLoss: 8 });
  assert.deepEqual(
    [values.chosenByHeldOut, values.chosenByTest],
    [
      { epoch: 2, testLoss: 8 },
      { epoch: 1, testLoss: 7 },
    ],
  );
});
