import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { drawDeadLeaves } from "../../../src/datasets/deadLeaves";
import { checkUpdate, planRun } from "../../../src/node/experiments/runPlan";
import { describeEnvironment, readJson, readLog, readTiming, writeLog, writeTiming } from "../../../src/node/store/runRecord";

const folder = mkdtempSync(join(tmpdir(), "lab-record-"));
after(() => rmSync(folder, { recursive: true, force: true }));

test("log and timing come back; the log has epoch, loss, valLoss with every digit", async () => {
  const rows = [{ epoch: 1, loss: 1 / 3, valLoss: 0.1 + 0.2 }];
  await writeLog(folder, rows);
  await writeTiming(folder, [{ epoch: 1, seconds: 31.26, imagesPerSecond: 1599.7 }]);
  assert.deepEqual(readLog(folder), rows);
  assert.equal(readFileSync(join(folder, "log.csv"), "utf8").split("\n")[0], "epoch,loss,valLoss");
  assert.deepEqual(readTiming(folder), [{ epoch: 1, seconds: 31.3, imagesPerSecond: 1600 }]);
});

test("missing and damaged records are named", () => {
  assert.throws(() => readLog(join(folder, "none")),
    /Expected a table "epoch,loss,valLoss", but .*log\.csv is missing or damaged/);
  writeFileSync(join(folder, "log.csv"), "epoch,loss,valLoss\n1,x,2\n");
  assert.throws(() => readLog(folder), /is missing or damaged/);
  assert.throws(() => readJson(join(folder, "none.json")),
    /Expected a JSON file of a run, but .*none\.json is missing or damaged\. Make it again: npm run reproduce\./);
  assert.throws(() => readJson(join(folder, "none.json"), "npm run measure -- paint"), /Make it again: npm run measure -- paint\./);
});

test("the environment names no machine and no path", () => {
  const text = JSON.stringify(describeEnvironment({ backend: "tensorflow", tensorflowVersion: "2.15.1" }));
  assert.ok(!text.includes(hostname()) && !text.includes(process.cwd()));
});

const synthetic = drawDeadLeaves({ trainCount: 300, testCount: 30 }),
  real = { ...synthetic, synthetic: false, title: "CIFAR-10" };

test("the report's settings are the default; other runs keep to their own folders", () => {
  const plan = planRun({}, real);
  assert.deepEqual([plan.id, plan.epochs, plan.patience, plan.batchSize, plan.masks, plan.seed],
    ["report-fixed-seed1", 40, 5, 128, "fixed", 1]);
  assert.deepEqual([planRun({ epochs: 7 }, real).patience, planRun({ epochs: 7 }, real).epochs], [null, 7]);
  const ids = [{}, { quick: true }, { epochs: 7 }, { seed: 2 }, { masks: "fresh" as const }].flatMap((options) =>
    [planRun(options, real).id, planRun(options, synthetic).id, ...(options.quick ? [] : [planRun(options, real, true).id])]);
  assert.equal(new Set(ids).size, ids.length);
  assert.ok(planRun({}, synthetic).id.includes("synthetic"));
  assert.ok(planRun({}, real, true).quick && planRun({ quick: true }, real).quick);
});

test("--update: exactly 40 epochs, and never from synthetic data or a small run", () => {
  const plan = planRun({ update: true }, real);
  assert.deepEqual([plan.id, plan.epochs, plan.patience], ["report-fixed-seed1", 40, null]);
  checkUpdate({ update: true }, plan);
  assert.throws(() => checkUpdate({ update: true }, planRun({ update: true }, synthetic)),
    /Expected the whole of CIFAR-10 and the native engine for --update/);
  assert.throws(() => checkUpdate({ update: true }, planRun({ update: true }, real, true)), /and a small run/);
});
