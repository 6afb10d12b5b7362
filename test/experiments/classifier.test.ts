import assert from "node:assert/strict";
import { before, test } from "node:test";
import "../support/tensorflow";
import { drawDeadLeaves } from "../../src/datasets/deadLeaves";
import { experimentNamed } from "../../src/experiments";
import { experimentImages } from "../../src/experiments/images";
import { planRun } from "../../src/experiments/plan";
import { runExperiment } from "../../src/node/experiments/runExperiment";
import { startEngine } from "../../src/node/engine/startEngine";

before(async () => {
  await startEngine({ quiet: true });
});

const dataset = drawDeadLeaves({ trainCount: 400, testCount: 10 });

test("images come with their classes, and only to a classification", () => {
  const config = planRun(experimentNamed("classifier"), dataset, { settings: { trainImages: 30 } });
  const { train, heldOut } = experimentImages(config, dataset);
  assert.deepEqual([train.labels?.length, heldOut.labels?.length], [30, 80]);
  const filling = planRun(experimentNamed("report-held-out"), dataset);
  assert.equal(experimentImages(filling, dataset).train.labels, undefined);
});

test("trained on colours that tell the class, it gives the class of held-out images", async () => {
  // Two classes, dark and bright.
  const { train } = dataset;
  const data = train.images.data.map((value, i) =>
    train.labels[Math.floor(i / 3072)] % 2 === 0 ? value >> 2 : 192 + (value >> 2),
  );
  const labels = train.labels.map((label) => label % 2);
  const coloured = { ...dataset, train: { images: { ...train.images, data }, labels } };
  const config = planRun(experimentNamed("classifier"), coloured, {
    settings: { epochs: 3, batchSize: 32, "network.options.channels": [4, 4], "network.options.classes": 2 },
  });
  const measured: unknown[] = [];
  const { model, log } = await runExperiment({
    config,
    dataset: coloured,
    folder: null,
    onEpoch: (row) => measured.push(row.measured),
  });
  model.dispose();
  assert.ok(log[2].loss < log[0].loss && log[2].valLoss < Math.log(2), JSON.stringify(log));
  assert.ok((measured[2] as { readonly accuracy: number }).accuracy > 0.9, JSON.stringify(measured));
});
