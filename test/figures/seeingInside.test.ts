// The grids that look inside: feature maps, answers and what a pixel depends on.
import assert from "node:assert/strict";
import { test } from "node:test";
import { drawDeadLeaves } from "../../src/datasets/deadLeaves";
import { findAnswers } from "../../src/studies/alikeImages";
import { answersGrid } from "../../src/studies/answersGrid";
import { dependenceGrid } from "../../src/figures/dependenceGrid";
import { featureMapGrid, type LayerMaps } from "../../src/figures/featureMapGrid";
import type { PixelGrid } from "../../src/figures/imageGrid";
import { imageBatch, takeImages } from "../../src/images/batch";
import { paintHoles } from "../../src/images/holes";
import { placeRectangleMask } from "../../src/masks/rectangle";
import { fillHarmonic } from "../../src/classical/harmonic";
import { fillMean } from "../../src/classical/mean";
import { assertLooksAsBefore } from "../support/snapshot";

const words = ({ texts }: PixelGrid): string[] => texts.map(({ text }) => text);
const leaves = drawDeadLeaves({ trainCount: 40, testCount: 2 });
const image = takeImages(leaves.test.images, [0]);
const hole = placeRectangleMask(image.shape, { top: 10, left: 12, height: 8, width: 8 });

/** A map of `count` channels on 4×4 pixels, channel c ranging over c, the one named flat. */
const layer = (name: string, count: number, flat: number): LayerMaps => ({
  layer: name,
  maps: imageBatch(
    Float32Array.from({ length: 16 * count }, (_, k) => (k % count === flat ? 5 : (k % count) * (k % 16))),
    [1, 4, 4, count],
  ),
});

test("channels with the widest spread are shown in order, a picture as it is, flat maps dark", () => {
  const grid = featureMapGrid([{ layer: "input", maps: takeImages(image, [0]) }, layer("conv", 6, 5)], {
    channels: 3,
    tile: 64,
  });
  assert.equal(
    words(grid)
      .filter((text) => text.startsWith("channel"))
      .join(),
    "channel 2,channel 3,channel 4",
  );
  assert.match(grid.alt, /input \(32×32×3\), conv \(4×4×6\): up to 3 maps of each/);
  assert.ok(["input", "32 × 32 × 3", "conv", "4 × 4 × 6"].every((label) => words(grid).includes(label)));
  const {
    raster: { data },
  } = featureMapGrid([layer("conv", 1, 0)], { tile: 4 });
  let dark = 0;
  for (let at = 0; at < data.length; at += 3) if ([68, 1, 84].every((value, c) => data[at + c] === value)) dark++;
  assert.equal(dark, 16, "viridis at 0, all over the flat map");
});

test("each tile of the answers carries PSNR and gradient energy", () => {
  const found = findAnswers(image, hole, leaves.train.images, { count: 10 });
  const fills = [{ label: "harmonic", filled: fillHarmonic(image, hole) }];
  const grid = answersGrid(image, hole, found, fills, { synthetic: true });
  assert.deepEqual(words(grid).slice(0, 2), ["10 answers to one hole", "synthetic data"]);
  for (const label of ["masked", "mean of 10", "harmonic", "truth", "one hole", "100 %"]) {
    assert.ok(words(grid).includes(label), label);
  }
  assert.equal(words(grid).filter((text) => /^-?\d+\.\d dB, (\d+ %|–)$/.test(text)).length, 12);
  const figure = (where: RegExp): number => Number(where.exec(grid.alt)?.[1]);
  const pooled = figure(/pooled (\d+\.\d) dB/);
  const mean = figure(/alike images \((\d+\.\d) dB/);
  assert.ok(pooled > 5 && pooled <= mean, `${pooled} and ${mean}`);
  assert.ok(words(grid).includes(`${pooled.toFixed(1)} dB pooled`));
  assert.match(
    grid.alt,
    /by the mean of 10 alike images \(\d+\.\d dB, \d+ % of the truth's gradient energy\), by harmonic/,
  );
});

const dependence = imageBatch(
  Float32Array.from({ length: 1024 }, (_, p) => Math.exp(-Math.hypot((p % 32) - 16, Math.floor(p / 32) - 14))),
  [1, 32, 32, 1],
);
const fields = [
  { first: 3, last: 26, pixels: 24 },
  { first: 5, last: 26, pixels: 22 },
] as const;

test("a pixel's field and gradient stand one above the other", () => {
  const pixel = { row: 14, column: 16, dependence, fields, note: "half in the hole" };
  const grid = dependenceGrid(paintHoles(image, hole), hole, [pixel]);
  for (const text of ["row 14, column 16", "24 × 22 pixels", "half in the hole"])
    assert.ok(words(grid).includes(text), text);
  assert.match(grid.alt, /^Output pixel at row 14, column 16 can depend on 24 × 22 pixels; half in the hole\./);
});

test("nothing to show is refused", () => {
  assert.throws(
    () => featureMapGrid([]),
    /Expected at least one layer and one channel, but received 0 layers and channels 8/,
  );
  assert.throws(() => dependenceGrid(image, hole, []), /Expected at least one output pixel, but received none/);
});

test("the grids look as before", async () => {
  const found = findAnswers(image, hole, leaves.train.images, { count: 8 });
  const fills = [
    { label: "flat", filled: fillMean(image, hole) },
    { label: "harmonic", filled: fillHarmonic(image, hole) },
  ];
  await assertLooksAsBefore("answers", answersGrid(image, hole, found, fills, { synthetic: true }));
  await assertLooksAsBefore(
    "feature-maps",
    featureMapGrid([{ layer: "input", maps: image }, layer("conv", 9, 5)], { tile: 32 }),
  );
  await assertLooksAsBefore(
    "dependence",
    dependenceGrid(
      paintHoles(image, hole),
      hole,
      [
        { row: 14, column: 16, dependence, fields, note: "half in the hole" },
        { row: 14, column: 16, dependence, fields },
      ],
      { scale: 5 },
    ),
  );
});
