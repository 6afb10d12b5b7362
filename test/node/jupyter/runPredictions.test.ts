import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { before, mock, test } from "node:test";
import { drawDeadLeaves } from "../../../src/datasets/deadLeaves";
import { experimentNamed } from "../../../src/experiments";
import { planRun, type PlanOptions, type RunConfig } from "../../../src/experiments/plan";
import { predictionGrid } from "../../../src/figures/predictionGrid";
import { paintHoles } from "../../../src/images/holes";
import { toFloat } from "../../../src/images/batch";
import { pooledHolePsnrDb } from "../../../src/metrics/hole";
import { buildReportAutoencoder } from "../../../src/models/reportAutoencoder";
import { startEngine, type Engine } from "../../../src/node/engine/startEngine";
import { trainInFolder, type TrainInFolderOptions } from "../../../src/node/experiments/trainInFolder";
import { gridToSvg, svgToPng } from "../../../src/node/figures/encode";
import { logRunPredictions } from "../../../src/node/jupyter/runPredictions";
import { loadModel } from "../../../src/node/store/modelFiles";
import { recordRun } from "../../../src/node/store/promote";
import { describeEnvironment } from "../../../src/node/store/runRecord";
import { readLog } from "../../../src/node/store/runTables";
import { loggedImages } from "../../../src/training/loggedImages";
import { networkInputs } from "../../../src/training/networkInput";
import { fillWithModel } from "../../../src/training/predict";
import { temporaryFolder } from "../../support/temporaryFolder";

let engine: Engine;
before(async () => {
  engine = await startEngine({ purpose: "training", quiet: true });
});

const dataset = drawDeadLeaves({ trainCount: 60, testCount: 10 });
const plan = (name: string, options: PlanOptions = {}): RunConfig =>
  planRun(experimentNamed(name), dataset, {
    ...options,
    settings: { epochs: 2, batchSize: 20, ...options.settings },
  });

/** Trains a part of the run in the folder, with its predictions logged or without. */
async function part(
  folder: string,
  config: RunConfig,
  logged: boolean,
  more: Partial<TrainInFolderOptions> = {},
): Promise<void> {
  const log = mock.method(console, "log", () => undefined);
  try {
    await trainInFolder({
      config,
      dataset,
      folder,
      environment: describeEnvironment(engine),
      resume: false,
      shouldStop: () => false,
      ...(logged && { callbacks: (model) => logRunPredictions(model, config, dataset, folder) }),
      ...more,
    });
  } finally {
    log.mock.restore();
  }
}

const newFolder = (): string => join(temporaryFolder("lab-predictions-"), "run");
const weights = (folder: string): Buffer => readFileSync(join(folder, "model", "weights.bin"));
const pictures = (folder: string): string[] => readdirSync(join(folder, "predictions"));

test("the same weights and log with and without, a picture per epoch, events, and nothing of it in the recorded run", async () => {
  const config = plan("article-partial-slip", { settings: { "network.options.width": 0.125 } });
  assert.equal(config.input, "mask channel");
  const [plain, logged] = [newFolder(), newFolder()];
  await part(plain, config, false);
  await part(logged, config, true);
  assert.deepEqual(weights(logged), weights(plain));
  assert.equal(readFileSync(join(logged, "log.csv"), "utf8"), readFileSync(join(plain, "log.csv"), "utf8"));
  assert.deepEqual(pictures(logged), ["epoch-001.png", "epoch-002.png"]);
  assert.equal(readdirSync(join(logged, "tensorboard")).length, 1);
  assert.ok(!existsSync(join(plain, "predictions")));

  // The last picture is what the saved network gives for the test images, their mask family and its own kind of input.
  const { images, knownMask } = loggedImages(dataset.test.images, { family: "articleLines", seed: config.seed });
  const model = await loadModel(join(logged, "model"));
  const filled = fillWithModel(model, images, knownMask, { prepareInput: networkInputs["mask channel"] });
  model.dispose();
  const groundTruth = toFloat(images);
  const grid = predictionGrid(
    {
      row: readLog(logged)[1],
      groundTruth,
      knownMask,
      masked: paintHoles(images, knownMask),
      filled,
      holePsnrDb: pooledHolePsnrDb(groundTruth, filled, knownMask),
    },
    { synthetic: true },
  );
  assert.deepEqual(readFileSync(join(logged, "predictions", "epoch-002.png")), svgToPng(gridToSvg(grid)));

  const recorded = await recordRun(logged, config, temporaryFolder("lab-recorded-"));
  assert.deepEqual(
    readdirSync(recorded).filter((name) => /predictions|tensorboard/.test(name)),
    [],
  );
});

test("a run that is stopped within its second epoch and goes on logs each epoch once, and ends with the same bits", async () => {
  const config = plan("report-fixed");
  const [whole, parts] = [newFolder(), newFolder()];
  await part(whole, config, false);
  await part(parts, config, true, { shouldStop: () => existsSync(join(parts, "predictions", "epoch-001.png")) });
  assert.deepEqual(pictures(parts), ["epoch-001.png"]);
  const first = readFileSync(join(parts, "predictions", "epoch-001.png"));
  await part(parts, config, true, { resume: true });
  assert.deepEqual(pictures(parts), ["epoch-001.png", "epoch-002.png"]);
  assert.deepEqual(readFileSync(join(parts, "predictions", "epoch-001.png")), first);
  assert.deepEqual(weights(parts), weights(whole));
});

test("a run begun anew sets the earlier one's pictures aside with it", async () => {
  const folder = newFolder();
  await part(folder, plan("report-fixed", { settings: { epochs: 3 } }), true);
  await part(folder, plan("report-fixed"), true);
  assert.deepEqual(pictures(folder), ["epoch-001.png", "epoch-002.png"]);
  assert.equal(pictures(`${folder}.earlier-1`).length, 3);
  assert.equal(readdirSync(join(`${folder}.earlier-1`, "tensorboard")).length, 1);
});

test("a run that validates on held-out images logs those; epochs count on from the run that it starts from", async () => {
  const { images } = dataset.test;
  const folder = newFolder();
  const heldOut = { ...plan("report-fixed"), validation: "held out" as const, heldOutImages: 20, trainImages: 40 };
  const origin = { run: "earlier", samples: 60, epochs: 7, seed: 1, weightsSha256: "" };
  const model = buildReportAutoencoder();
  const { onEpoch } = logRunPredictions(model, { ...heldOut, origin }, dataset, folder);
  const hidden = {
    ...dataset,
    test: { ...dataset.test, images: { ...images, data: new Uint8Array(images.data.length) } },
  };
  await onEpoch?.({ epoch: 1, loss: 0.5, valLoss: 0.5 }, {} as never);
  const other = newFolder();
  await logRunPredictions(model, { ...heldOut, origin }, hidden, other).onEpoch?.(
    { epoch: 1, loss: 0.5, valLoss: 0.5 },
    {} as never,
  );
  assert.deepEqual(pictures(folder), ["epoch-008.png"]);
  const bytes = (place: string): Buffer => readFileSync(join(place, "predictions", "epoch-008.png"));
  assert.deepEqual(bytes(folder), bytes(other), "test images make no difference");
  model.dispose();
});
