import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { reportMaskPlans } from "../../../src/masks/plan";
import { imageBatch } from "../../../src/images/batch";
import { paintHoles } from "../../../src/images/holes";
import { placeRectangleMask } from "../../../src/masks/rectangle";
import { methodNamed } from "../../../src/methods";
import { drawDeadLeaves } from "../../../src/datasets/deadLeaves";
import { experimentNamed } from "../../../src/experiments";
import { planRun } from "../../../src/experiments/plan";
import { trainInFolder } from "../../../src/node/experiments/trainInFolder";
import { describeEnvironment } from "../../../src/node/store/runRecord";
import { startEngine } from "../../../src/node/engine/startEngine";
import { projectRoot } from "../../../src/node/paths";
import { filesOfMethod } from "../../../src/node/methods/filesOfMethod";
import { loadStudyMethod, methodAvailable } from "../../../src/node/studies/methods";
import { studies } from "../../../src/studies";
import { temporaryFolder } from "../../support/temporaryFolder";

const truth = imageBatch(
  new Float32Array(2 * 3072).map((_, k) => (k % 7) / 7),
  [2, 32, 32, 3],
);
const knownMask = placeRectangleMask(truth.shape, { top: 9, left: 9, height: 8, width: 8 });
const given = paintHoles(truth, knownMask);

test("what studies measure on their own can be named, and rests on files that are recorded", async () => {
  for (const { methods, experiments = [] } of studies) {
    for (const { method } of methods) {
      if (experiments.includes(method)) continue;
      assert.equal(methodNamed(method).name, method);
      for (const file of filesOfMethod(method)) assert.ok(existsSync(join(projectRoot, file)), file);
    }
  }
  assert.deepEqual(filesOfMethod("report-fixed-seed1"), ["runs/recorded/report-fixed-seed1/model/weights.bin"]);
  assert.deepEqual([filesOfMethod("harmonic"), filesOfMethod("report-authors")], [[], []]);
  assert.deepEqual(filesOfMethod("report-squared-error"), [], "trained by a study, which names its run's files");
  assert.equal(await methodAvailable("harmonic"), true);
});

test("a network gives its raw output, says what it was trained with, and can be asked for its loss", async () => {
  await startEngine({ purpose: "training", quiet: true });
  const { fill, trainedWith, openSetLoss, openEncoder, dispose } = await loadStudyMethod("report-fresh-seed1");
  const filled = await fill(given, knownMask);
  assert.deepEqual([filled.shape, trainedWith], [truth.shape, reportMaskPlans.fresh]);
  assert.notEqual(filled.data[0], given.data[0], "known pixels are redrawn");
  assert.deepEqual(await fill(given, knownMask), filled);
  const setLoss = openSetLoss?.(truth, knownMask);
  const loss = await setLoss?.mean();
  assert.ok(loss !== undefined && loss > 0.3 && loss < 3, String(loss));
  setLoss?.dispose();
  const encoder = openEncoder?.("trained", 1);
  assert.deepEqual([encoder?.architecture, encoder?.features(truth, knownMask).size], ["reportAutoencoder", 256]);
  encoder?.dispose();
  dispose();
});

test("a classical method has neither masks nor loss; the inpainter is fed the mask", async () => {
  await startEngine({ purpose: "training", quiet: true });
  const harmonic = await loadStudyMethod("harmonic");
  assert.deepEqual(
    [harmonic.trainedWith, harmonic.openSetLoss, harmonic.openEncoder],
    [undefined, undefined, undefined],
  );
  const harmonicFill = await harmonic.fill(given, knownMask);
  assert.equal(harmonicFill.data[0], given.data[0]);
  const inpainter = await loadStudyMethod("residual-inpainter");
  assert.deepEqual(
    [inpainter.trainedWith, (await inpainter.fill(given, knownMask)).shape],
    [{ family: "pixelMixture", drawn: "every epoch" }, truth.shape],
  );
  assert.equal(inpainter.openEncoder?.("drawn", 1).architecture, "residualInpainter");
  inpainter.dispose();
});

test("the inpainter fills any size, the report's network its own", async () => {
  await startEngine({ purpose: "training", quiet: true });
  const odd = imageBatch(new Float32Array(37 * 45 * 3).fill(0.5), [1, 37, 45, 3]);
  const hole = placeRectangleMask(odd.shape, { top: 9, left: 30, height: 8, width: 8 });
  const inpainter = await loadStudyMethod("residual-inpainter");
  assert.deepEqual((await inpainter.fill(paintHoles(odd, hole), hole)).shape, odd.shape);
  inpainter.dispose();
  const network = await loadStudyMethod("report-fixed-seed1");
  await assert.rejects(async () => network.fill(odd, hole), /Expected a picture of 32×32 pixels for report-fixed/);
  network.dispose();
});

test("a network that sees whole images fills nothing; its encoder is given", async () => {
  const environment = describeEnvironment(await startEngine({ purpose: "training", quiet: true }));
  const dataset = drawDeadLeaves({ trainCount: 20, testCount: 2 });
  const settings = { "network.options.width": 0.0625, epochs: 1, batchSize: 16 };
  const config = planRun(experimentNamed("autoencoder-plain"), dataset, { settings });
  const folder = temporaryFolder("lab-study-method-");
  await trainInFolder({ config, dataset, folder, environment, resume: false, shouldStop: () => false });
  const { fill, openEncoder, dispose } = await loadStudyMethod("autoencoder-plain", folder);
  await assert.rejects(
    async () => fill(given, knownMask),
    /Expected a network that fills holes, but autoencoder-plain sees whole images\. Take an inpainting network\./,
  );
  const encoder = openEncoder?.("trained", 1);
  assert.deepEqual([encoder?.architecture, encoder?.features(truth, knownMask).size], ["autoencoder", 4 * 4 * 32]);
  encoder?.dispose();
  dispose();
});
