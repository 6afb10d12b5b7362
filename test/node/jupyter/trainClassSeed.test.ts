import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { before, mock, test } from "node:test";
import * as tf from "../../support/tensorflow";
import { drawDeadLeaves } from "../../../src/datasets/deadLeaves";
import { readSeedResult } from "../../../src/studies/seedResult";
import { seedTable } from "../../../src/studies/seedTable";
import { startEngine } from "../../../src/node/engine/startEngine";
import { trainClassSeed } from "../../../src/node/jupyter/trainClassSeed";
import { temporaryFolder } from "../../support/temporaryFolder";

const dataset = drawDeadLeaves({ trainCount: 64, testCount: 12 });
const small = { dataset, trainImages: 64, testImages: 12, epochs: 1 };

before(async () => {
  await startEngine({ purpose: "training", quiet: true });
});

test("a seed becomes one small file, the same figures each time, and no tensor is left", async () => {
  const folder = temporaryFolder("class-");
  const log = mock.method(console, "log", () => undefined);
  const tensors = tf.memory().numTensors;
  const { file, result } = await trainClassSeed({ seed: 7, folder, runsFolder: folder, ...small });
  const again = await trainClassSeed({ seed: 7, folder, runsFolder: temporaryFolder("class-"), ...small });
  log.mock.restore();
  assert.equal(file, join(folder, "seed-7.json"));
  assert.deepEqual(again.result.figures, result.figures);
  assert.deepEqual(await readSeedResult(readFileSync(file, "utf8")), again.result);
  assert.equal(tf.memory().numTensors, tensors);
  assert.deepEqual(result.settings, {
    network: "report",
    dataset: dataset.title,
    fingerprint: dataset.fingerprint,
    masks: "fixed",
    trainImages: 64,
    epochs: 1,
    batchSize: 64,
    maskSet: "square8",
    testImages: 12,
  });
  const { holePsnrDb, crossentropy, harmonicHolePsnrDb } = result.figures;
  assert.ok(holePsnrDb > 3 && holePsnrDb < harmonicHolePsnrDb && crossentropy > 0.3 && crossentropy < 1);
  const lines = log.mock.calls.map(({ arguments: [line] }) => String(line));
  assert.equal(lines[0], "Trained. Now the network and the harmonic fill are measured in 12 holes …");
  assert.match(lines[1], /^Seed 7: [\d.]+ dB in the hole, the harmonic fill [\d.]+ dB\.$/);
  assert.match(lines[2], /^Put .*seed-7\.json into the class's folder\.$/);
});

test("two seeds are measured in the same holes and fit into one table", async () => {
  const folder = temporaryFolder("class-");
  const log = mock.method(console, "log", () => undefined);
  const given = { folder, runsFolder: folder, ...small };
  const results = [await trainClassSeed({ seed: 1, ...given }), await trainClassSeed({ seed: 2, ...given })];
  log.mock.restore();
  const [one, two] = results.map(({ result }) => result.figures);
  assert.equal(one.harmonicHolePsnrDb, two.harmonicHolePsnrDb);
  assert.notEqual(one.holePsnrDb, two.holePsnrDb);
  const table = await seedTable(results.map(({ file }) => ({ name: file, text: readFileSync(file, "utf8") })));
  assert.equal(table.results.length, 2);
});

test("a seed that is none, and no epoch, are refused before anything is trained", async () => {
  await assert.rejects(
    trainClassSeed({ seed: 1.5 }),
    /Expected seed to be a whole number from 0, but received 1\.5\. Write for example \{ seed: 7 \}\./,
  );
  await assert.rejects(
    trainClassSeed({ seed: 1, epochs: 0 }),
    /Expected epochs to be a whole number from 1, but received 0\./,
  );
});

test("without the native engine a whole training is refused, with the way out", async () => {
  process.env.LAB_ENGINE = "cpu";
  const log = mock.method(console, "log", () => undefined);
  try {
    await assert.rejects(
      trainClassSeed({ seed: 1 }),
      /Expected the native TensorFlow engine, .* Train beside another student, or try it on few images/,
    );
  } finally {
    delete process.env.LAB_ENGINE;
    log.mock.restore();
    await startEngine({ purpose: "training", quiet: true });
  }
});

test("an interrupted training writes nothing and says so", async () => {
  const folder = temporaryFolder("class-");
  const log = mock.method(console, "log", () => undefined);
  const training = trainClassSeed({ seed: 3, folder, runsFolder: folder, ...small, epochs: 10_000 });
  const press = setInterval(() => {
    if (process.listenerCount("SIGINT") === 0) return;
    clearInterval(press);
    process.emit("SIGINT", "SIGINT");
  }, 50);
  try {
    await assert.rejects(
      training,
      /^Error: Interrupted after \d+ of 10000 epochs: a part of a training does not count, no result was written\. The same call goes on from there\.$/,
    );
  } finally {
    clearInterval(press);
    log.mock.restore();
  }
});
