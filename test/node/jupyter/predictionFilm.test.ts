import assert from "node:assert/strict";
import { test } from "node:test";
import type { PixelGrid } from "../../../src/figures/imageGrid";
import { imageBatch, type FloatImageBatch } from "../../../src/images/batch";
import { paintHoles } from "../../../src/images/holes";
import { drawHalfMasks } from "../../../src/masks/half";
import { noteSyntheticData } from "../../../src/node/jupyter/circumstances";
import { predictionFilm } from "../../../src/node/jupyter/predictionFilm";
import { slider, type SliderOptions } from "../../../src/node/jupyter/slider";
import { randomStream } from "../../../src/random";
import type { EpochPredictions } from "../../../src/training/predictionLog";
import { inNotebook } from "./fakeKernel";

const random = randomStream(1, "film");
function noise(count: number): FloatImageBatch {
  const data = Float32Array.from({ length: count * 32 * 32 * 3 }, () => random.uniform());
  return imageBatch(data, [count, 32, 32, 3]);
}

/** Epochs of pictures that cannot be packed small. */
function logged(epochs: number, images: number): EpochPredictions[] {
  const groundTruth = noise(images);
  const knownMask = drawHalfMasks(groundTruth.shape, random);
  return Array.from({ length: epochs }, (_, i) => ({
    row: { epoch: i + 1, loss: 0.6, valLoss: 0.58 },
    groundTruth,
    knownMask,
    masked: paintHoles(groundTruth, knownMask),
    filled: noise(images),
    holePsnrDb: 10 + i / 10,
  }));
}

const labels = ({ frames }: SliderOptions): string[] => frames.map(({ label }) => label);
const grid = (figure: SliderOptions["below"]): PixelGrid => figure as PixelGrid;
const words = (figure: SliderOptions["below"]): string[] => grid(figure).texts.map(({ text }) => text);

test("a frame per epoch with its number and PSNR, originals and masked images once below, the last epoch first", () => {
  const film = predictionFilm(logged(3, 32));
  assert.deepEqual(labels(film), ["epoch 1", "epoch 2", "epoch 3"]);
  assert.equal(film.start, 2);
  const [title, label, ...captions] = words(film.frames[1].figure);
  assert.equal(title, "After epoch 2: PSNR in the holes 10.1 dB, all 32 images");
  assert.equal(label, "prediction");
  assert.equal(captions.length, 8);
  assert.deepEqual(words(film.below), ["original", "masked"]);
  assert.match(
    film.frames[1].figure.alt,
    /^8 images as the network predicts them after epoch 2\. After epoch 2: .* 10\.1 dB/,
  );
  assert.equal(words(predictionFilm(logged(1, 3)).frames[0].figure)[0], "After epoch 1: PSNR in the holes 10.0 dB");
});

test("columns stand below each other", () => {
  const { frames, below } = predictionFilm(logged(1, 8));
  assert.equal(grid(frames[0].figure).raster.width, grid(below).raster.width);
  const right = (figure: SliderOptions["below"]): number =>
    Math.max(
      ...grid(figure)
        .texts.filter(({ anchor }) => anchor === "end")
        .map(({ x }) => x),
    );
  assert.equal(right(frames[0].figure), right(below));
});

test("a film that would be too heavy leaves epochs out evenly, and the slider takes it", (context) => {
  const { sent } = inNotebook(context);
  const all = logged(12, 8);
  const eight = predictionFilm(all);
  const numbers = labels(eight).map((label) => Number(label.slice(6)));
  assert.ok(numbers.length >= 4 && numbers.length < 12, labels(eight).join());
  assert.deepEqual([numbers[0], numbers[numbers.length - 1]], [1, 12]);
  const steps = numbers.slice(1).map((number, i) => number - numbers[i]);
  assert.ok(Math.max(...steps) - Math.min(...steps) <= 1, labels(eight).join());
  assert.ok(predictionFilm(all, { images: 4 }).frames.length > numbers.length);
  noteSyntheticData("data set", true);
  context.after(() => noteSyntheticData("data set", false));
  slider(eight);
  const { "text/html": html, "image/png": png } = sent[0].data;
  assert.ok(String(html).length + String(png).length <= 600_000);
  assert.equal(String(html).match(/base64,/g)?.length, numbers.length + 1, "what does not move is stored once");
});

test("no epoch is a slider without a frame; a count that is none is refused", () => {
  assert.deepEqual(predictionFilm([]), { label: "epoch", frames: [] });
  assert.throws(
    () => predictionFilm(logged(1, 1), { images: 0 }),
    /Expected images to be a whole number from 1 up, but received 0\. Leave it out for eight\./,
  );
});
