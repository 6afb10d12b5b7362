import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import type { CropSettings } from "../../../src/augmentation/cropSettings";
import type { Photographs } from "../../../src/datasets/photographs";
import { drawDeadLeaves } from "../../../src/datasets/deadLeaves";
import { dataOf, planOf, recordedRunOf } from "../../../src/node/studies/experimentRuns";
import { projectRoot } from "../../../src/node/paths";
import { recordedAuditFolder, recordPath } from "../../../src/node/studies/record";
import { studies } from "../../../src/studies";
import { drawnPhotographs } from "../experiments/drawnPhotographs";

const dataset = { ...drawDeadLeaves({ trainCount: 20, testCount: 2 }), synthetic: false };
const photographs = async (crops: CropSettings): Promise<Photographs> => drawnPhotographs(crops);
const recorded = studies.filter(({ name }) => existsSync(recordPath(recordedAuditFolder, name)));
const recordedNames = recorded.flatMap(({ experiments = [] }) => experiments);
const names = [...new Set(studies.flatMap(({ experiments = [] }) => experiments))];

test("what studies have trained is recorded under the name that its plan gives, and trained to its last epoch", async () => {
  assert.deepEqual(names.slice(0, 2), ["report-held-out", "report-squared-error"]);
  assert.ok(recordedNames.includes("compared-plain-seed2"));
  assert.equal(recordedRunOf("context-l2"), "runs/recorded/context-l2", "experiments that are not repeated");
  assert.equal(recordedRunOf("context-l2-seed2"), "runs/recorded/context-l2-seed2");
  for (const name of names) {
    const { id, patience } = planOf(name, await dataOf(name, { dataset, photographs }));
    assert.equal(recordedRunOf(name), `runs/recorded/${id}`);
    assert.equal(patience, null);
    if (recordedNames.includes(name)) assert.ok(existsSync(join(projectRoot, recordedRunOf(name), "log.csv")), name);
  }
});

test("an experiment on photographs is trained on those of its crops, and its plan has the hash of its features", async () => {
  const data = await dataOf("photographs-small", { dataset, photographs });
  const { crops, trainImages, featuresSha256 } = planOf("photographs-small", data, "abc");
  assert.deepEqual([crops?.size, trainImages, featuresSha256], [64, 9 * 16, "abc"]);
  assert.equal(await dataOf("context-l2", { dataset, photographs }), dataset);
});

test("an experiment that is not in the table is refused with the list", () => {
  assert.throws(() => recordedRunOf("report-held"), /Expected the name of an experiment, but received "report-held"\./);
});
