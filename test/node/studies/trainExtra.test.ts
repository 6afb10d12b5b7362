import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { validationMasks } from "../../../src/masks/plan";
import { SetLoss } from "../../../src/node/studies/setLoss";
import { readTestLosses, trainExtra } from "../../../src/node/studies/trainExtra";
import { loadModel } from "../../../src/node/store/modelFiles";
import { readJson, readLog, readTiming, type RunConfig } from "../../../src/node/store/runRecord";
import { hasUnfinishedRun } from "../../../src/node/store/checkpoint";
import { temporaryFolder } from "../../support/temporaryFolder";
import { smallConfig, smallContext, smallDataset } from "./smallAudit";

const record = (folder: string, files: readonly string[]): string[] =>
  files.map((file) => readFileSync(join(folder, file)).toString("base64"));

test("interrupted and continued, a held-out training ends with the same bits, test losses included", async () => {
  const folder = temporaryFolder("lab-extra-"), whole = join(folder, "whole"), broken = join(folder, "broken");
  const { environment } = await smallContext(folder);
  const options = { config: smallConfig("held-out"), environment, dataset: smallDataset };
  assert.equal((await trainExtra({ ...options, folder: whole })).outcome, "finished");
  for (const stopAfter of [4, 7]) {
    let steps = 0;
    const stop = { onStep: () => void steps++, shouldStop: () => steps >= stopAfter };
    const { outcome } = await trainExtra({ ...options, ...stop, folder: broken });
    assert.equal(outcome, "interrupted");
    assert.ok(hasUnfinishedRun(broken));
  }
  assert.equal((await trainExtra({ ...options, folder: broken })).outcome, "finished");
  const files = ["config.json", "log.csv", "test-loss.csv", "model/weights.bin"];
  assert.deepEqual(record(broken, files), record(whole, files));
  assert.ok(!hasUnfinishedRun(broken));
  assert.equal(readTiming(broken).length, 2);
  assert.deepEqual(readJson<RunConfig>(join(whole, "config.json")), options.config);
});

test("the last test loss is that of the saved network, and a set's loss is what training validates with", async () => {
  const folder = temporaryFolder("lab-extra-"), { environment } = await smallContext(folder), config = smallConfig("held-out");
  const rows: number[] = [];
  await trainExtra({ folder, config, environment, dataset: smallDataset, onEpoch: ({ valLoss }) => rows.push(valLoss) });
  assert.deepEqual(readLog(folder).map(({ valLoss }) => valLoss), rows);
  const model = await loadModel(join(folder, "model")), { images } = smallDataset.test;
  const setLoss = new SetLoss(model, images, validationMasks("square8", images.shape, 1));
  assert.equal(await setLoss.mean(), readTestLosses(folder)[1]);
  const before = await setLoss.mean();
  setLoss.setMasks(validationMasks("square8", images.shape, 2));
  assert.notEqual(await setLoss.mean(), before);
  setLoss.setMasks(validationMasks("square8", images.shape, 1));
  assert.equal(await setLoss.mean(), before);
  setLoss.dispose();
  model.dispose();
});

test("trained with the squared error, the log holds squared errors of the test images", async () => {
  const folder = temporaryFolder("lab-extra-"), { environment } = await smallContext(folder);
  await trainExtra({ folder, config: smallConfig("squared-error"), environment, dataset: smallDataset });
  // Any cross-entropy of such images is above .5; the squared error of a grey picture is below .1.
  for (const { loss, valLoss } of readLog(folder)) {
    assert.ok(loss > 0 && loss < 0.15 && valLoss > 0 && valLoss < 0.15, `${loss} ${valLoss}`);
  }
  assert.ok(!existsSync(join(folder, "test-loss.csv")));
});

test("a missing or damaged table of test losses is named", () => {
  const folder = temporaryFolder("lab-extra-");
  assert.throws(() => readTestLosses(folder),
    /Expected a table "epoch,testLoss", but .*test-loss\.csv is missing or damaged\. Train again/);
  for (const text of ["epoch,loss\n1,2\n", "epoch,testLoss\n2,1\n", "epoch,testLoss\n1,x\n"]) {
    writeFileSync(join(folder, "test-loss.csv"), text);
    assert.throws(() => readTestLosses(folder), /is missing or damaged/);
  }
});
