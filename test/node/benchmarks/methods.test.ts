import assert from "node:assert/strict";
import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import * as tf from "@tensorflow/tfjs";
import { classicalMethods } from "../../../src/classical";
import { drawDeadLeaves } from "../../../src/datasets/deadLeaves";
import { paintHoles, type ImageBatch } from "../../../src/images";
import { drawSquareMasks } from "../../../src/masks/square";
import { buildResidualInpainter } from "../../../src/models/residualInpainter";
import { chooseMethods, listMethods } from "../../../src/node/benchmarks/methods";
import { startEngine } from "../../../src/node/engine/startEngine";
import { recordedRunsFolder } from "../../../src/node/paths";
import { planInpainter } from "../../../src/node/experiments/inpainterPlan";
import { saveModel } from "../../../src/node/store/modelFiles";
import { randomStream } from "../../../src/random";
import { temporaryFolder } from "../../support/temporaryFolder";

test("every classical method, every recorded run with a network and the authors' weights are listed", () => {
  const names = listMethods().map(({ name }) => name);
  for (const name of [...Object.keys(classicalMethods), "report-fixed-seed1", "report-fresh-seed2", "report-authors"]) {
    assert.ok(names.includes(name), name);
  }
  assert.equal(new Set(names).size, names.length);
});

test("a folder without a network is no method, an absent folder holds none", () => {
  const folder = temporaryFolder("lab-runs-");
  mkdirSync(join(folder, "benchmark"));
  cpSync(join(recordedRunsFolder, "report-fixed-seed1"), join(folder, "report-fixed-seed1"), { recursive: true });
  const runs = listMethods(folder).filter(({ name }) => name.startsWith("report-"));
  assert.deepEqual(runs.map(({ name }) => name), ["report-fixed-seed1", "report-authors"]);
  assert.equal(runs[0].title, "Report's network, fixed masks, seed 1");
  assert.deepEqual(listMethods(join(folder, "nothing")).filter(({ classical }) => classical === undefined).length, 1);
});

test("methods are chosen by name, in the table's order; a wrong name prints the list", () => {
  assert.deepEqual(chooseMethods(["report-authors", "mean"]).map(({ name }) => name), ["mean", "report-authors"]);
  assert.throws(() => chooseMethods(["mena"]),
    /Expected --method to name some of mean, .*report-authors, residual-inpainter, but received "mena"/);
});

test("a recorded run loads, counts its parameters and fills", async () => {
  const loaded = await chooseMethods(["report-fixed-seed1"])[0].load?.();
  assert.ok(loaded);
  assert.equal(loaded.parameters, 13_347);
  const images = { data: new Float32Array(2 * 3072).fill(0.5), shape: [2, 32, 32, 3] as const };
  const filled = await loaded.fill(images, { data: new Uint8Array(2048).fill(1), shape: [2, 32, 32, 1] });
  assert.deepEqual(filled.shape, [2, 32, 32, 3]);
  loaded.dispose();
});

test("a recorded inpainter fills the holes and leaves the rest", async () => {
  await startEngine({ quiet: true });
  const folder = temporaryFolder("lab-runs-"), run = join(folder, "residual-inpainter");
  const model = buildResidualInpainter({ channels: [4, 6], blocksDown: [0, 1], blocksUp: [0] });
  model.setWeights(model.getWeights().map((weight, i) => tf.randomNormal(weight.shape, 0, 0.1, "float32", i)));
  await saveModel(model, join(run, "model"));
  writeFileSync(join(run, "config.json"), JSON.stringify(planInpainter({}, drawDeadLeaves({ trainCount: 10, testCount: 1 }))));
  const [method, ...more] = listMethods(folder).filter(({ name }) => name.startsWith("residual-inpainter"));
  assert.deepEqual([method.name, method.title, more], ["residual-inpainter", "Residual inpainter", []]);
  const knownMask = drawSquareMasks([2, 32, 32, 3], randomStream(1, "test"));
  const images = paintHoles(drawDeadLeaves({ trainCount: 2, testCount: 1 }).train.images, knownMask);
  const loaded = await method.load?.();
  assert.equal(loaded?.parameters, model.countParams());
  const filled = (await loaded?.fill(images, knownMask)) as ImageBatch;
  assert.deepEqual(filled.shape, [2, 32, 32, 3]);
  loaded?.dispose();
  const apart = Array.from(filled.data, (value, k) => Math.abs(value - images.data[k])), known = (k: number): boolean =>
    knownMask.data[Math.floor(k / 3)] === 1;
  assert.ok(apart.every((by, k) => !known(k) || by === 0), "known pixels stay");
  assert.ok(Math.max(...apart.filter((_, k) => !known(k))) > 0.01, "holes are filled");
});
