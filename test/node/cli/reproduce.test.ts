import assert from "node:assert/strict";
import { test } from "node:test";
import { drawDeadLeaves } from "../../../src/datasets/deadLeaves";
import { planReport, type ReproduceOptions } from "../../../src/node/cli/reproduce";

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
