import assert from "node:assert/strict";
import { before, test } from "node:test";
import * as tf from "../../support/tensorflow";
import { drawDeadLeaves } from "../../../src/datasets/deadLeaves";
import { fillHarmonic } from "../../../src/classical/harmonic";
import { repairLadder } from "../../../src/experiments/repairLadder";
import { measureLadder, type LadderRow, type LadderScores } from "../../../src/studies/repairLadder";
import { startEngine } from "../../../src/node/engine/startEngine";
import { climbLadder, ladderImages, planLadder } from "../../../src/node/experiments/climbLadder";
import { readLadder, writeLadder } from "../../../src/node/studies/ladderRecord";
import { describeEnvironment } from "../../../src/node/store/runRecord";
import { temporaryFolder } from "../../support/temporaryFolder";

const dataset = drawDeadLeaves({ trainCount: 400, testCount: 10 });
const sizes = { trainImages: 256, epochs: 1, testImages: 40 };
const images = ladderImages(dataset, sizes);
const measureHarmonic = (): Promise<LadderScores> => measureLadder(images.test, fillHarmonic);

before(async () => {
  await startEngine({ purpose: "training", quiet: true });
});

const scoresOf = (rows: readonly LadderRow[]): unknown => rows.map(({ rung, scores }) => [rung, scores]);

test("training and measuring use different training images, and none of the test set", () => {
  const pixels = (data: ArrayLike<number>, i: number): string =>
    Array.from({ length: 3072 }, (_, k) => data[i * 3072 + k]).join();
  const trained = new Set(Array.from({ length: 256 }, (_, i) => pixels(images.train.data, i)));
  const all = new Set(Array.from({ length: 400 }, (_, i) => pixels(dataset.train.images.data, i)));
  for (let i = 0; i < 40; i++) {
    const one = pixels(images.test.data, i);
    assert.ok(all.has(one) && !trained.has(one));
  }
});

test("a whole ladder: a row per rung, compositing changes nothing in the hole, one seed twice gives the same bits", async () => {
  const rows: LadderRow[] = [];
  const before = tf.memory().numTensors;
  const reports = new Set<string>();
  const first = await climbLadder(repairLadder, dataset, {
    seed: 1,
    sizes,
    onRow: (row) => {
      rows.push(row);
    },
    onStep: (rung) => reports.add(rung),
  });
  assert.equal(tf.memory().numTensors, before);
  assert.deepEqual(
    first.map(({ rung }) => rung),
    repairLadder.map(({ name }) => name),
  );
  assert.deepEqual(rows, first);
  assert.equal(reports.size, repairLadder.length - 1, "the composited rung is not trained");
  const [report, composited, ...others] = first.map(({ scores }) => scores.square8);
  assert.equal(report.holePsnrDb, composited.holePsnrDb);
  assert.ok(composited.imagePsnrDb > report.imagePsnrDb + 3);
  assert.ok(others.every(({ holePsnrDb }) => Number.isFinite(holePsnrDb)));
  const harmonic = await measureHarmonic();
  const last = first[first.length - 1].scores;
  assert.ok(last.mixture.holePsnrDb > harmonic.mixture.holePsnrDb - 1, "the prefill starts near the harmonic fill");
  assert.deepEqual(scoresOf(await climbLadder(repairLadder, dataset, { seed: 1, sizes })), scoresOf(first));
});

test("a stop leaves the rows of the finished rungs", async () => {
  let steps = 0;
  const rows = await climbLadder(repairLadder, dataset, { seed: 1, sizes, shouldStop: () => ++steps > 2 });
  assert.deepEqual(
    rows.map(({ rung }) => rung),
    repairLadder.slice(0, 2).map(({ name }) => name),
  );
});

test("a record is read as it was written; none is null, a damaged one names its file", async () => {
  const folder = temporaryFolder("lab-ladder-");
  const scores = await measureHarmonic();
  assert.equal(readLadder(folder), null);
  const record = {
    command: "a test",
    dataset: "test",
    synthetic: true,
    samples: 1,
    images: 40,
    harmonic: scores,
    rows: [],
  };
  await writeLadder(folder, record, describeEnvironment({ backend: "cpu", tensorflowVersion: null }));
  assert.deepEqual(readLadder(folder), record);
});

test("every rung is a run of its own name; other sizes than the ladder's stand in it", () => {
  assert.deepEqual(
    planLadder(repairLadder, dataset, 2).map(({ id }) => id),
    [1, 2, 3, 4, 5, 6, 7].map((rung) => `ladder-${rung}-seed2-synthetic`),
  );
  assert.equal(planLadder(repairLadder, dataset, 2, sizes)[0].id, "ladder-1-seed2-epochs1-trainImages256-synthetic");
});
