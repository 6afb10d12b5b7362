import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { before, mock, test } from "node:test";
import sharp from "sharp";
import { plainCrops } from "../../../src/augmentation/cropSettings";
import { drawDeadLeaves } from "../../../src/datasets/deadLeaves";
import type { Experiment } from "../../../src/experiments/experiment";
import { photographsUNet } from "../../../src/experiments/photographsUNet";
import { planRun } from "../../../src/experiments/plan";
import { takeImages } from "../../../src/images/batch";
import { startEngine, type Engine } from "../../../src/node/engine/startEngine";
import { trainInFolder } from "../../../src/node/experiments/trainInFolder";
import { filmFiles, runFilm } from "../../../src/node/jupyter/runFilm";
import { logRunPredictions } from "../../../src/node/jupyter/runPredictions";
import { slider } from "../../../src/node/jupyter/slider";
import { recordRun } from "../../../src/node/store/promote";
import { describeEnvironment } from "../../../src/node/store/runRecord";
import { temporaryFolder } from "../../support/temporaryFolder";
import { drawnPhotographs } from "../experiments/drawnPhotographs";
import { inNotebook } from "./fakeKernel";

let engine: Engine;
before(async () => {
  engine = await startEngine({ purpose: "training", quiet: true });
});

const crops = { ...plainCrops, size: 16, perPicture: 4 };
const small: Experiment = {
  ...photographsUNet,
  crops,
  network: { name: "articleUNet", options: { width: 0.0625, maskChannel: true, imageSize: [16, 16] } },
  batchSize: 10,
  epochs: 2,
};

test("a run on photographs that logs its predictions is recorded with a film, which a slider shows", async (context) => {
  const data = drawnPhotographs(crops, 20);
  const config = planRun(small, data);
  const folder = join(temporaryFolder("lab-film-"), "run");
  const log = mock.method(console, "log", () => undefined);
  await trainInFolder({
    config,
    dataset: data,
    folder,
    environment: describeEnvironment(engine),
    resume: false,
    shouldStop: () => false,
    callbacks: (model) => logRunPredictions(model, config, data, folder),
  });
  log.mock.restore();
  assert.deepEqual(readdirSync(join(folder, "predictions")), ["epoch-001.png", "epoch-002.png"]);
  const recorded = temporaryFolder("lab-recorded-");
  const place = await recordRun(folder, config, recorded);
  const names = ["epoch-001.jpg", "epoch-002.jpg", "given.jpg"];
  assert.deepEqual(readdirSync(join(place, "film")), names);
  assert.ok(names.every((name) => readFileSync(join(place, "sha256sums.txt"), "utf8").includes(`film/${name}`)));
  assert.notDeepEqual(
    ...(names.slice(0, 2).map((name) => readFileSync(join(place, "film", name))) as [Buffer, Buffer]),
  );

  const film = await runFilm(config.id, recorded);
  assert.deepEqual(
    film.frames.map(({ label }) => label),
    ["epoch 1", "epoch 2"],
  );
  assert.equal(film.start, 1);
  const { width, height } = await sharp(join(place, "film", "epoch-001.jpg")).metadata();
  const [{ figure }] = film.frames;
  assert.ok("svg" in figure && figure.width === width && figure.height === height);
  const { sent } = inNotebook(context);
  slider(film);
  const html = String(sent[0].data["text/html"]);
  const jpeg = readFileSync(join(place, "film", "epoch-002.jpg")).toString("base64");
  assert.ok(
    Buffer.from(/svg\+xml;base64,([^"]+)"/.exec(html)?.[1] ?? "", "base64")
      .toString()
      .includes(jpeg),
  );
  assert.equal(sent[0].data["image/jpeg"], jpeg);
  assert.equal(sent[0].data["image/png"], undefined);
  assert.deepEqual(sent[0].metadata["image/jpeg"], { width, height });
});

test("the film of the recorded run fits into a slider", async (context) => {
  const { sent } = inNotebook(context);
  const film = await runFilm("photographs-partial");
  slider(film);
  assert.equal(film.frames.length, 10);
  assert.equal(sent.length, 1);
});

test("the film holds the fills of the first four images, known pixels put back", async () => {
  const { images } = drawDeadLeaves({ trainCount: 1, testCount: 5 }).test;
  const groundTruth = takeImages(images, [0, 1, 2, 3, 4]);
  const knownMask = { data: new Uint8Array(5 * 32 * 32).fill(1), shape: [5, 32, 32, 1] as const };
  const filled = { ...groundTruth, data: groundTruth.data.map(() => 0) };
  const row = { epoch: 3, loss: 1, valLoss: 1 };
  const folder = temporaryFolder("lab-film-");
  // One pixel of each is hole, so that the picture is the photographs whatever the network says.
  for (let i = 0; i < 5; i++) knownMask.data[i * 32 * 32] = 0;
  await filmFiles(folder)({ row, groundTruth, knownMask, masked: groundTruth, filled, holePsnrDb: 1 });
  const pixels = async (name: string): Promise<{ data: Buffer; width: number }> => {
    const { data, info } = await sharp(join(folder, name)).raw().toBuffer({ resolveWithObject: true });
    return { data, width: info.width };
  };
  const [fills, given] = [await pixels("epoch-003.jpg"), await pixels("given.jpg")];
  assert.equal(fills.width, given.width);
  const rows = 12 + 32;
  const differences = Array.from(fills.data.subarray(0, rows * fills.width * 3), (value, i) =>
    Math.abs(value - given.data[i]),
  );
  assert.ok(differences.reduce((sum, value) => sum + value, 0) / differences.length < 3);
});

test("a recorded run without a film says which have one", async () => {
  await assert.rejects(
    runFilm("report-fixed-seed1"),
    /^Error: Expected a film in the recorded run report-fixed-seed1, but it has none\. Runs on photographs have one that are trained with --log-predictions --record\.$/,
  );
});
