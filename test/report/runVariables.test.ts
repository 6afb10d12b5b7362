import assert from "node:assert/strict";
import { test } from "node:test";
import { longestWithoutImprovement, runLeaves, shortRunName } from "../../src/report/runVariables";
import { sampleRun } from "./sampleRecords";

test("names of runs inside keys", () => {
  const names = [
    "report-fixed-seed1",
    "report-fresh-seed2",
    "report-fixed-seed3-epochs60",
    "held-out-seed1",
    "squared-error-seed1",
  ];
  assert.deepEqual(names.map(shortRunName), ["fixed1", "fresh2", "fixed3Epochs60", "heldOut1", "squaredError1"]);
});

test("epochs in a row without a new lowest", () => {
  const losses = (...values: number[]): number => longestWithoutImprovement(values.map((valLoss) => ({ valLoss })));
  assert.equal(losses(5, 4, 3), 0);
  assert.equal(losses(5, 6, 5, 4, 4, 4, 4), 3);
});

test("a run without metrics.json or timing has no such numbers", () => {
  const keys = runLeaves({ ...sampleRun("held-out-seed1"), metrics: null, timing: [] }, "r").flatMap(({ leaves }) =>
    leaves.map(({ key }) => key),
  );
  assert.ok(keys.includes("r.lowest") && !keys.includes("r.holePsnrDb") && !keys.includes("r.minutes"));
});

test("samples are images times epochs", () => {
  const leaves = runLeaves(sampleRun("report-fixed-seed1", 3), "r").flatMap((file) => file.leaves);
  assert.equal(leaves.find(({ key }) => key === "r.samples")?.value, 3 * 1000);
});

test("only epochs that the run has", () => {
  const keys = runLeaves(sampleRun("report-fixed-seed1", 3), "r").flatMap(({ leaves }) => leaves.map(({ key }) => key));
  assert.deepEqual(
    keys.filter((key) => /epoch\d/i.test(key)),
    ["r.epoch1", "r.trainEpoch1"],
  );
});
