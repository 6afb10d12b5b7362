// The report's figures, recomputed: the authors' weights on the 10,000 test images with 8×8 masks at starts 0..23.
import assert from "node:assert/strict";
import { test } from "node:test";
import { measureFill } from "../../../src/metrics/measureFill";
import { entropyFloor } from "../../../src/metrics/crossentropy";
import { startEngine } from "../../../src/node/engine/startEngine";
import { sharedDataset } from "../../support/dataset";
import { loadReportWeights } from "../../../src/node/files/reportWeights";
import { validationSetOf } from "../../../src/node/experiments/evaluateRun";
import { planRun } from "../../../src/experiments/plan";
import { reportFixed } from "../../../src/experiments/reportFixed";
import { publishedFinalLog, publishedOptimizerSteps } from "../../../src/report/publishedRun";
import { fillWithModel } from "../../../src/training/predict";
import { readFileSync } from "node:fs";
import { unzipSync } from "fflate";
import { inputFile } from "../../support/inputs";

test("the authors' weights: cross-entropy .5607 ± .0002 and hole MSE .0179 ± .0002; the entropy floor is .54744", async () => {
  const check = "the authors' weights on the test set";
  if (!inputFile("CIFAR10_ARCHIVE", check) || !inputFile("REPORT_WEIGHTS", check)) return;
  await startEngine({ quiet: true });
  const dataset = await sharedDataset();
  const weights = await loadReportWeights();
  assert.ok(weights);
  const { images, knownMask } = validationSetOf(planRun(reportFixed, dataset), dataset);
  assert.equal(images.shape[0], 10_000);
  const figures = measureFill(images, fillWithModel(weights.model, images, knownMask), knownMask);
  assert.ok(
    Math.abs(figures.fullImageCrossentropy - 0.5607) <= 0.0002,
    `cross-entropy ${figures.fullImageCrossentropy}`,
  );
  assert.ok(Math.abs(figures.holeMse - 0.0179) <= 0.0002, `hole MSE ${figures.holeMse}`);
  assert.ok(Math.abs(entropyFloor(images) - 0.54744) < 0.00001);
});

test("the authors' losses in src/report are those of their log", () => {
  const path = inputFile("REPORT_LOG", "the authors' log");
  if (!path) return;
  const rows = readFileSync(path, "utf8")
    .trim()
    .split("\n")
    .slice(1)
    .map((line) => line.split(",").map(Number));
  assert.equal(publishedFinalLog.length, rows.length);
  publishedFinalLog.forEach(({ epoch, loss, valLoss }, i) => {
    assert.equal(epoch, rows[i][0] + 1);
    assert.ok(Math.abs(loss - rows[i][1]) <= 5e-7 && Math.abs(valLoss - rows[i][2]) <= 5e-7);
  });
});

test("the optimiser's steps in src/report are those in the authors' file, and whole epochs", async () => {
  const path = inputFile("REPORT_WEIGHTS", "the steps of the authors' optimiser");
  if (!path) return;
  const h5wasm = await import("h5wasm");
  await h5wasm.ready;
  h5wasm.FS!.writeFile("/tmp/steps.h5", unzipSync(readFileSync(path))["model.weights.h5"]);
  const file = new h5wasm.File("/tmp/steps.h5", "r");
  const steps = file.get("optimizer/vars/0");
  assert.ok(steps instanceof h5wasm.Dataset);
  assert.equal(Number(steps.value), publishedOptimizerSteps);
  assert.equal(publishedOptimizerSteps, 20 * Math.ceil(50_000 / 128));
  file.close();
});
