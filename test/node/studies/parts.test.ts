import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { auditParts, chooseParts } from "../../../src/node/studies/parts";
import { reportRuns, weightsOf } from "../../../src/node/studies/weights";
import { projectRoot } from "../../../src/node/paths";

test("parts are chosen by name, in the table's order", () => {
  assert.deepEqual(chooseParts(), auditParts);
  assert.deepEqual(chooseParts(["sides", "paint"]).map(({ name }) => name), ["paint", "sides"]);
  assert.throws(() => chooseParts(["paint", "pain"]),
    /Expected --only to name some of loss-parts, classes, paint, .*, squared-error, but received "pain"\./);
});

test("every part names inputs that are recorded, or its own training's", () => {
  for (const { inputs, training } of auditParts) {
    const own = `runs/recorded/audit/runs/${training}-seed1/`;
    for (const file of inputs()) assert.ok(existsSync(join(projectRoot, file)) || file.startsWith(own), file);
  }
});

test("the report's runs are those with a network", () => {
  assert.deepEqual(reportRuns(), ["report-fixed-seed1", "report-fixed-seed2", "report-fresh-seed1", "report-fresh-seed2"]);
  assert.equal(weightsOf(), "runs/recorded/report-fixed-seed1/model/weights.bin");
  assert.equal(weightsOf("x"), "runs/recorded/x/model/weights.bin");
});
