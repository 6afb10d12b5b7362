// The inpainter's training at tiny size, on drawn images: parts end with the bits of the whole, the record is complete.
import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { before, test } from "node:test";
import * as tf from "@tensorflow/tfjs";
import { drawDeadLeaves } from "../../../src/datasets/deadLeaves";
import { benchmarkMaskSets } from "../../../src/benchmarks/cifar10InpaintingV1";
import { startEngine, type Engine } from "../../../src/node/engine/startEngine";
import { readInpainterLog, type HeldOutPsnr } from "../../../src/node/experiments/inpainterLog";
import { inpainterImages, planInpainter, type InpainterConfig } from "../../../src/node/experiments/inpainterPlan";
import { hasUnfinishedRun } from "../../../src/node/store/checkpoint";
import { readOrigin, trainInpainter } from "../../../src/node/experiments/inpainterRun";
import { loadModel, readModelMetadata } from "../../../src/node/store/modelFiles";
import { describeEnvironment, readJson, readTiming } from "../../../src/node/store/runRecord";
import { temporaryFolder } from "../../support/temporaryFolder";

const dataset = drawDeadLeaves({ trainCount: 100, testCount: 2 });
const config: InpainterConfig = {
  ...planInpainter({ samples: 240 }, dataset), batchSize: 32, epochsPerMeasurement: 2, averageDecay: 0.9,
};
const network = { channels: [4, 6], blocksDown: [0, 1], blocksUp: [1] };
let engine: Engine;
before(async () => { engine = await startEngine({ purpose: "training", quiet: true }); });

/** Trains in parts of so many steps until the end. */
async function run(folder: string, stepsPerPart = Infinity): Promise<{ parts: number; measured: (HeldOutPsnr | null)[] }> {
  const measured: (HeldOutPsnr | null)[] = [];
  for (let parts = 1; ; parts++) {
    let steps = 0;
    const { outcome } = await trainInpainter({
      folder, config, dataset, network, environment: describeEnvironment(engine),
      shouldStop: () => ++steps >= stepsPerPart, onEpoch: ({ psnr }) => { measured.push(psnr); },
    });
    if (outcome === "finished") return { parts, measured };
    assert.ok(hasUnfinishedRun(folder));
  }
}

const bits = (folder: string): string[] =>
  [readFileSync(join(folder, "log.csv"), "utf8"), readFileSync(join(folder, "model", "weights.bin")).toString("hex")];

/** The largest difference between the trained weights of two runs. */
async function furthestWeights(one: string, other: string): Promise<number> {
  const [ours, theirs] = await Promise.all([one, other].map((folder) => loadModel(join(folder, "model"))));
  return Math.max(...ours.trainableWeights.map((weight, i) =>
    tf.tidy(() => tf.max(tf.abs(tf.sub(weight.read(), theirs.trainableWeights[i].read()))).dataSync()[0])));
}

test("trained in parts it ends with the bits of one that was not interrupted, and leaves no tensor", async () => {
  const whole = temporaryFolder("lab-whole-"), parts = temporaryFolder("lab-parts-"), tensors = tf.memory().numTensors;
  const one = await run(whole), several = await run(parts, 4);
  assert.equal(tf.memory().numTensors, tensors);
  assert.deepEqual([one.parts, several.parts], [1, 3]);
  assert.deepEqual(bits(parts), bits(whole));
  assert.ok(!hasUnfinishedRun(whole));

  const names = benchmarkMaskSets.map(({ name }) => name);
  const rows = readFileSync(join(whole, "log.csv"), "utf8").trim().split("\n").map((line) => line.split(","));
  assert.deepEqual(rows[0], ["epoch", "samples", "loss", "valLoss", ...names]);
  assert.deepEqual(rows.slice(1).map(([epoch, samples]) => [epoch, samples]), [["1", "80"], ["2", "160"], ["3", "240"]]);
  assert.deepEqual(one.measured.map((psnr) => psnr === null), [true, false, false], "after every second pass and after the last");
  assert.deepEqual(rows[1].slice(4), names.map(() => ""));
  for (const value of rows[3].slice(4).map(Number)) assert.ok(value > 5 && value < 40, String(value));
  assert.ok(Number(rows[3][2]) < Number(rows[1][2]), "the loss falls");
  assert.equal(readTiming(whole).length, 3);
  const read = readInpainterLog(whole);
  assert.deepEqual(read.map(({ samples, psnr }) => [samples, psnr === null]), [[80, true], [160, false], [240, false]]);
  assert.ok(Math.abs((read[2].psnr as HeldOutPsnr).centre16 - (one.measured[2] as HeldOutPsnr).centre16) < 1e-3);
  const { parameters, ...kept } = readJson<InpainterConfig & { parameters: number }>(join(whole, "config.json"));
  assert.deepEqual(kept, config);
  const model = await loadModel(join(whole, "model"));
  assert.equal(model.countParams(), parameters);
  assert.equal(readModelMetadata(join(whole, "model")).samples, 240);
  assert.ok(existsSync(join(whole, "environment.json")));
});

test("a run that starts from a finished one goes on with its weights and tables; in parts too", async () => {
  const first = temporaryFolder("lab-first-"), whole = temporaryFolder("lab-further-"),
    parts = temporaryFolder("lab-further-parts-");
  await run(first);
  const from = readOrigin(first), plan = planInpainter({ samples: 160, from }, dataset);
  assert.deepEqual([from.samples, from.epochs, plan.samples, plan.epochs, plan.seed], [240, 3, 400, 2, 2]);
  assert.ok(plan.learningRate < config.learningRate);
  assert.deepEqual([config.masks, plan.masks], ["focusedMixture", "pixelMixture"]);
  const further = { ...config, ...plan, batchSize: 32, averageDecay: 0.9, epochsPerMeasurement: 2 };
  const train = async (folder: string, stepsPerPart = Infinity, plan: InpainterConfig = further): Promise<void> => {
    let steps = 0;
    const { outcome } = await trainInpainter({
      folder, config: plan, dataset, network, fromFolder: first, environment: describeEnvironment(engine),
      shouldStop: () => ++steps >= stepsPerPart,
    });
    if (outcome === "interrupted") await train(folder, stepsPerPart);
  };
  await train(whole);
  await train(parts, 4);
  assert.deepEqual(bits(parts), bits(whole));
  const [before, after] = [first, whole].map(readInpainterLog);
  assert.deepEqual(after.slice(0, 3), before);
  assert.deepEqual(after.slice(3).map(({ epoch, samples }) => [epoch, samples]), [[4, 320], [5, 400]]);
  assert.equal(readTiming(whole).length, 5);
  const still = temporaryFolder("lab-still-");
  await train(still, Infinity, { ...further, learningRate: 1e-12 });
  assert.ok(await furthestWeights(first, still) < 1e-7, "it begins with the weights of the first");
  assert.ok(await furthestWeights(first, whole) > 1e-4, "and changes them");
  assert.equal(readModelMetadata(join(whole, "model")).samples, 400);
  const other = { ...further, from: { ...from, weightsSha256: "0".repeat(64) } };
  await assert.rejects(trainInpainter({
    folder: temporaryFolder("lab-other-"), config: other, dataset, network, fromFolder: first,
    environment: describeEnvironment(engine),
  }), /Expected the network that the run starts from, with weights 00000000, in .*, but received \w{8}\. Start anew without --resume\./);
});

test("the plan: whole passes, and images held out of the training set", () => {
  assert.deepEqual([config.trainImages, config.validationImages, config.epochs, config.samples], [80, 20, 3, 240]);
  const { train, validation } = inpainterImages(config, dataset);
  assert.deepEqual([train.shape[0], validation.shape[0]], [80, 20]);
  const texts = ({ data }: typeof train, count: number): string[] =>
    Array.from({ length: count }, (_, i) => String(data.slice(i * 3072, i * 3072 + 3072)));
  const all = new Set([...texts(train, 80), ...texts(validation, 20)]);
  assert.equal(all.size, 100);
  assert.equal(planInpainter({}, dataset).id, "residual-inpainter-synthetic");
  assert.equal(planInpainter({ samples: 1, bfloat16: true }, dataset).epochs, 1);
  assert.equal(planInpainter({ bfloat16: true }, dataset).convolutions, "bfloat16");
  const images = { data: new Uint8Array(0), shape: [50_000, 32, 32, 3] as const };
  const real = planInpainter({}, { ...dataset, synthetic: false, train: { ...dataset.train, images } });
  assert.equal(real.id, "residual-inpainter");
  assert.deepEqual([real.trainImages, real.validationImages, real.epochs, real.samples], [45_000, 5_000, 12, 540_000]);
});

test("a log with other columns is refused, an absent one has no rows", () => {
  const folder = temporaryFolder("lab-log-");
  assert.deepEqual(readInpainterLog(folder), []);
  writeFileSync(join(folder, "log.csv"), "epoch,loss\n1,2\n");
  assert.throws(() => readInpainterLog(folder),
    /Expected a table "epoch,samples,loss,valLoss,.*but .*log\.csv has other columns\./);
});
