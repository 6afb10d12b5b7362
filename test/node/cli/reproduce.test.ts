import assert from "node:assert/strict";
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { drawDeadLeaves } from "../../../src/datasets/deadLeaves";
import { planReport, reproduce, type ReproduceOptions } from "../../../src/node/cli/reproduce";
import { startEngine } from "../../../src/node/engine/startEngine";
import { loadDataset } from "../../../src/node/files/loadDataset";
import { localRunsFolder } from "../../../src/node/paths";

const synthetic = drawDeadLeaves({ trainCount: 300, testCount: 30 });
const real = { ...synthetic, synthetic: false, title: "CIFAR-10" };

test("the report's experiment is the default; other runs keep to their own folders", () => {
  const plan = planReport({}, real);
  assert.deepEqual(
    [plan.id, plan.epochs, plan.patience, plan.batchSize, plan.masks.family, plan.seed],
    ["report-fixed-seed1", 40, 5, 128, "square8", 1],
  );
  assert.deepEqual([planReport({ epochs: 7 }, real).patience, planReport({ epochs: 7 }, real).epochs], [null, 7]);
  const options: ReproduceOptions[] = [
    {},
    { quick: true },
    { epochs: 7 },
    { seed: 2 },
    { masks: "fresh" },
    { bfloat16: true },
  ];
  const ids = options.flatMap((one) => [
    planReport(one, real).id,
    planReport(one, synthetic).id,
    ...(one.quick ? [] : [planReport(one, real, true).id]),
  ]);
  assert.equal(new Set(ids).size, ids.length);
  assert.ok(planReport({}, synthetic).id.includes("synthetic"));
  assert.ok(planReport({}, real, true).quick && planReport({ quick: true }, real).quick);
});

test("--update: exactly 40 epochs under the name of the recorded run", () => {
  const plan = planReport({ update: true }, real);
  assert.deepEqual([plan.id, plan.epochs, plan.patience], ["report-fixed-seed1", 40, null]);
  assert.equal(planReport({ update: true, seed: 2, masks: "fresh" }, real).id, "report-fresh-seed2");
});

test("a run that another process works on is refused with exit code 1, and nothing is written", async (context) => {
  const options: ReproduceOptions = { seed: 990_011, quick: true };
  const { native } = await startEngine({ purpose: "training", quiet: true });
  const { id } = planReport(options, await loadDataset(), !native);
  const folder = join(localRunsFolder, id);
  mkdirSync(localRunsFolder, { recursive: true });
  writeFileSync(`${folder}.lock`, JSON.stringify({ pid: process.ppid }));
  const said = context.mock.method(console, "error", () => undefined);
  const printed = context.mock.method(console, "log", () => undefined);
  try {
    assert.equal(await reproduce(options), 1);
  } finally {
    rmSync(`${folder}.lock`);
  }
  assert.match(
    String(said.mock.calls[0].arguments[0]),
    RegExp(`^Expected runs/local/${id} for this command alone, but process ${process.ppid} has been working in it\\.`),
  );
  assert.equal(said.mock.callCount(), 1);
  assert.equal(printed.mock.calls.filter(({ arguments: [text] }) => String(text).startsWith("Run ")).length, 0);
  assert.ok(!existsSync(folder));
});
