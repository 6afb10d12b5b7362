import assert from "node:assert/strict";
import { basename } from "node:path";
import { test } from "node:test";
import { chooseParts } from "../../../src/node/studies/parts";
import { audit, auditFolder, checkAuditUpdate } from "../../../src/node/commands/audit";

const real = { synthetic: false, title: "CIFAR-10" }, drawn = { synthetic: true, title: "synthetic data (dead leaves)" };

test("only CIFAR-10 may replace recorded results", () => {
  checkAuditUpdate({ update: true }, real, chooseParts(), true);
  checkAuditUpdate({}, drawn, chooseParts(), false);
  assert.throws(() => checkAuditUpdate({ update: true }, drawn, chooseParts(), true),
    /^Error: Expected CIFAR-10 for --update, but received synthetic data \(dead leaves\)\. Name the archive in/);
});

test("only with the authors' weights, where a chosen part measures them", () => {
  checkAuditUpdate({ update: true }, real, chooseParts(["sides", "held-out"]), false);
  assert.throws(() => checkAuditUpdate({ update: true }, real, chooseParts(["sides", "paint", "undamaged"]), false),
    /Expected the authors' weights for --update of paint, undamaged, but they cannot be had\. Name them in REPORT_WEIGHTS/);
});

test("synthetic results keep to a folder of their own", () => {
  assert.deepEqual([basename(auditFolder(real)), basename(auditFolder(drawn))], ["audit", "audit-synthetic"]);
});

test("a wrong name ends the command before anything is loaded", async (context) => {
  const said = context.mock.method(console, "error", () => undefined);
  assert.equal(await audit({ only: ["everything"] }), 1);
  assert.match(String(said.mock.calls[0].arguments[0]),
    /Expected --only to name some of loss-parts, .*, but received "everything"\./);
});

test("without the native engine it says so instead of measuring for days", async (context) => {
  const said = context.mock.method(console, "error", () => undefined), engine = process.env.LAB_ENGINE;
  context.mock.method(console, "log", () => undefined);
  process.env.LAB_ENGINE = "none";
  try {
    assert.equal(await audit({ only: ["sides"] }), 1);
  } finally {
    if (engine === undefined) delete process.env.LAB_ENGINE;
    else process.env.LAB_ENGINE = engine;
  }
  assert.match(String(said.mock.calls[0].arguments[0]),
    /Expected the native TensorFlow engine, without which the audit takes days, but it cannot be had here\. Read the recorded audit/);
});
