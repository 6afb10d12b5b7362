import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { drawDeadLeaves } from "../../../src/datasets/deadLeaves";
import { planOf, recordedRunOf } from "../../../src/node/studies/experimentRuns";
import { projectRoot } from "../../../src/node/paths";
import { recordedAuditFolder, recordPath } from "../../../src/node/studies/record";
import { studies } from "../../../src/studies";

const dataset = { ...drawDeadLeaves({ trainCount: 20, testCount: 2 }), synthetic: false };
const recorded = studies.filter(({ name }) => existsSync(recordPath(recordedAuditFolder, name)));
const recordedNames = recorded.flatMap(({ experiments = [] }) => experiments);
const names = [...new Set(studies.flatMap(({ experiments = [] }) => experiments))];

test("what studies have trained is recorded under the name that its plan gives, and trained to its last epoch", () => {
  assert.deepEqual(names.slice(0, 2), ["report-held-out", "report-squared-error"]);
  assert.ok(recordedNames.includes("compared-plain-seed2"));
  assert.equal(recordedRunOf("context-l2"), "runs/recorded/context-l2", "experiments that are not repeated");
  assert.equal(recordedRunOf("context-l2-seed2"), "runs/recorded/context-l2-seed2");
  for (const name of names) {
    const { id, patience } = planOf(name, dataset);
    assert.equal(recordedRunOf(name), `runs/recorded/${id}`);
    assert.equal(patience, null);
    if (recordedNames.includes(name)) assert.ok(existsSync(join(projectRoot, recordedRunOf(name), "log.csv")), name);
  }
});

test("an experiment that is not in the table is refused with the list", () => {
  assert.throws(() => recordedRunOf("report-held"), /Expected the name of an experiment, but received "report-held"\./);
});
