import assert from "node:assert/strict";
import { test } from "node:test";
import { classicalMethods } from "../../../src/classical";
import { inpaintingMethods } from "../../../src/methods";
import { loadReportWeights } from "../../../src/node/files/reportWeights";
import { methodCode } from "../../../src/node/methods/methodCode";
import { loadModel } from "../../../src/node/store/modelFiles";
import { importClosure } from "../../../src/node/store/importClosure";
import { moduleOf } from "../../../src/node/store/moduleOf";

test("a classical method is its own fill, and no other's", () => {
  for (const [name, { fill }] of Object.entries(classicalMethods)) assert.deepEqual(methodCode(name), [fill]);
});

test("networks share what loads and runs them, also outside the table; the authors' weights are read otherwise", () => {
  const [recorded, trained, authors] = ["report-fixed-seed1", "report-squared-error", "report-authors"].map(methodCode);
  assert.deepEqual(trained, recorded);
  assert.ok(recorded.includes(loadModel) && !recorded.includes(loadReportWeights));
  assert.ok(authors.includes(loadReportWeights) && !authors.includes(loadModel));
});

test("retrieval is what compares images, and what reads them; nothing of networks", () => {
  const files = importClosure(methodCode("nearestImage")).join("\n");
  for (const file of ["retrieval/nearestImage", "node/files/loadDataset"]) assert.ok(files.includes(file), file);
  assert.ok(!files.includes("node/engine"));
});

test("all of it stands in files that a key can follow", () => {
  for (const { name } of inpaintingMethods) {
    for (const used of methodCode(name)) assert.match(moduleOf(used), /^\w+\/\w+/, name);
  }
});
