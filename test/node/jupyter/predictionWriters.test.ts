import assert from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { mock, test } from "node:test";
import sharp from "sharp";
import { drawDeadLeaves } from "../../../src/datasets/deadLeaves";
import { predictionGrid } from "../../../src/figures/predictionGrid";
import { firstImages, imageBatch, toFloat } from "../../../src/images/batch";
import { paintHoles } from "../../../src/images/holes";
import { drawSquareMasks } from "../../../src/masks/square";
import { buildReportAutoencoder } from "../../../src/models/reportAutoencoder";
import { gridToSvg, svgToPng } from "../../../src/node/figures/encode";
import { rasterToPng } from "../../../src/node/figures/png";
import { imageSummary } from "../../../src/node/jupyter/imageSummary";
import { liveGrid } from "../../../src/node/jupyter/liveGrid";
import { predictionFiles, showPredictions, tensorboardEvents } from "../../../src/node/jupyter/predictionWriters";
import { trainLive } from "../../../src/node/jupyter/trainLive";
import { randomStream } from "../../../src/random";
import type { EpochPredictions } from "../../../src/training/predictionLog";
import { sampleGrid, sampleImages, sampleMask } from "../../figures/samples";
import { temporaryFolder } from "../../support/temporaryFolder";
import { inNotebook } from "./fakeKernel";

const groundTruth = toFloat(sampleImages());
const knownMask = sampleMask();
const epoch = (number: number): EpochPredictions => ({
  row: { epoch: number, loss: 0.625, valLoss: 0.5 },
  groundTruth,
  knownMask,
  holePsnrDb: 20,
  masked: paintHoles(groundTruth, knownMask),
  filled: imageBatch(
    groundTruth.data.map((value) => value + 0.1),
    groundTruth.shape,
  ),
});

test("in a notebook one grid is redrawn in the cell that made it", async (context) => {
  const { sent, jupyter } = inNotebook(context);
  const write = showPredictions();
  jupyter.lastWriteDisplayData = () => assert.fail("an update went to a later cell");
  await write(epoch(1));
  await write(epoch(2));
  assert.deepEqual(
    sent.map(({ update }) => update),
    [false, true],
  );
  assert.equal(sent[0].transient.display_id, sent[1].transient.display_id);
  assert.match(String(sent[1].data["text/plain"]), /^After epoch 2\n/);
  assert.match(String(sent[1].data["image/png"]), /^iVBORw0KGgo/);
});

test("two grids have an output each, at a width that fits the page", (context) => {
  const { sent } = inNotebook(context);
  for (const draw of [liveGrid(), liveGrid({ width: 100 })]) draw(sampleGrid());
  assert.notEqual(sent[0].transient.display_id, sent[1].transient.display_id);
  assert.equal((sent[1].metadata["image/png"] as { width: number }).width, 100);
});

test("outside a notebook the words are printed", async () => {
  const write = mock.method(process.stdout, "write", () => true);
  await showPredictions()(epoch(1));
  const text = write.mock.calls.map(({ arguments: [chunk] }) => String(chunk)).join("");
  write.mock.restore();
  assert.match(text, /After epoch 1\n2 images after epoch 1/);
});

test("one whole PNG per epoch, replacing an earlier one, and nothing else in the folder", async () => {
  const folder = join(temporaryFolder("predictions-"), "of", "a-run");
  const write = predictionFiles(folder, { scale: 8 });
  for (const number of [1, 12, 1]) await write(epoch(number));
  assert.deepEqual(readdirSync(folder), ["epoch-001.png", "epoch-012.png"]);
  const { width, height } = await sharp(join(folder, "epoch-001.png")).metadata();
  const { raster } = predictionGrid(epoch(1), { scale: 8 });
  assert.deepEqual([width, height], [raster.width, raster.height]);
});

test("a folder that cannot be is named", async () => {
  const file = join(temporaryFolder("predictions-"), "file");
  writeFileSync(file, "");
  const write = async (): Promise<void> => predictionFiles(join(file, "folder"))(epoch(1));
  await assert.rejects(write, /Expected to write .*epoch-001\.png/);
});

/** The payloads of a TFRecord file: length (8 bytes), checksum (4), data, checksum (4). */
function records(bytes: Buffer): Buffer[] {
  const found: Buffer[] = [];
  for (let at = 0; at < bytes.length;) {
    const length = Number(bytes.readBigUInt64LE(at));
    found.push(bytes.subarray(at + 12, at + 12 + length));
    at += 12 + length + 4;
  }
  return found;
}

test("TensorBoard's file holds three scalars and the grid per epoch", async () => {
  const folder = temporaryFolder("tensorboard-");
  const write = tensorboardEvents(folder);
  for (const number of [1, 2]) await write(epoch(number));
  const [name, ...others] = readdirSync(folder).filter((file) => file.includes("tfevents"));
  assert.deepEqual(others, []);
  const [, ...events] = records(readFileSync(join(folder, name)));
  assert.equal(events.length, 8);
  const four = (value: number): Buffer => {
    const bytes = Buffer.alloc(4);
    bytes.writeFloatLE(value);
    return bytes;
  };
  [
    ["loss/training", 0.625],
    ["loss/validation", 0.5],
    ["hole PSNR in dB", 20],
  ].forEach(([tag, value], i) => {
    for (const [step, event] of [events[i], events[i + 4]].entries()) {
      assert.ok(event.includes(String(tag)) && event.includes(four(Number(value))), `${tag}, epoch ${step + 1}`);
      assert.ok(event.includes(Buffer.of(0x10, step + 1)), "field 2 of an event is the step");
    }
  });
  const picture = svgToPng(gridToSvg(predictionGrid(epoch(2))));
  assert.ok(
    events[7].includes("predictions") && events[7].includes(picture),
    "the very PNG that predictionFiles would write",
  );
});

test("a summary of an image, field by field", () => {
  const png = rasterToPng({ data: new Uint8Array(300 * 2 * 3), width: 300, height: 2 });
  const image = Buffer.concat([Buffer.of(0x08, 2, 0x10, 0xac, 0x02, 0x18, 3, 0x22, png.length), png]); // 300 = 0x2c + 2 · 128
  assert.ok(png.length < 127 - 18, "lengths of one byte each");
  assert.deepEqual(
    Buffer.from(imageSummary("a", png)),
    Buffer.concat([Buffer.of(0x0a, image.length + 5, 0x0a, 1, 0x61, 0x22, image.length), image]),
  );
});

test("without the native engine TensorBoard's writer says what to do", async () => {
  process.env.LAB_ENGINE = "cpu";
  try {
    await assert.rejects(async () => {
      await tensorboardEvents(temporaryFolder("tensorboard-"))(epoch(1));
    }, /Expected the native engine, which writes TensorBoard's files, but received none \(.*LAB_ENGINE=cpu is set.*\)\. Leave/);
  } finally {
    delete process.env.LAB_ENGINE;
  }
});

test("a live training shows plot and grid, writes both folders, and hands back every epoch", async (context) => {
  const { sent } = inNotebook(context);
  const dataset = drawDeadLeaves({ trainCount: 60, testCount: 10 });
  const folder = temporaryFolder("predictions-");
  const tensorboard = temporaryFolder("tensorboard-");
  const images = firstImages(dataset.test.images, 2);
  const masks = drawSquareMasks(images.shape, randomStream(1, "test"));
  const { predictions, outcome } = await trainLive(buildReportAutoencoder(), dataset, {
    epochs: 2,
    seed: 1,
    predictions: { images, knownMask: masks, folder, tensorboard },
  });
  assert.equal(outcome, "finished");
  assert.deepEqual(
    predictions.map(({ row }) => row.epoch),
    [1, 2],
  );
  assert.deepEqual(readdirSync(folder), ["epoch-001.png", "epoch-002.png"]);
  assert.equal(readdirSync(tensorboard).length, 1);
  const outputs = new Set(sent.map(({ transient }) => transient.display_id));
  assert.equal(outputs.size, 2);
  assert.ok(sent.some(({ data }) => /^After epoch 2 \(synthetic data\)/.test(String(data["text/plain"]))));
});
