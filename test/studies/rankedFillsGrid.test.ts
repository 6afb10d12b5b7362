import assert from "node:assert/strict";
import { test } from "node:test";
import { rankedFillsGrid } from "../../src/studies/rankedFillsGrid";
import { imageBatch } from "../../src/images/batch";
import { assertLooksAsBefore } from "../support/snapshot";
import { sampleRankedFills } from "./recordSamples";

const images = imageBatch(new Float32Array(24).fill(0.5), [2, 2, 2, 3]);
const mask = imageBatch(Uint8Array.of(1, 1, 1, 0, 1, 1, 1, 0), [2, 2, 2, 1]);
const methods = [
  { label: "network", filled: imageBatch(new Float32Array(24).fill(0.6), [2, 2, 2, 3]) },
  { label: "harmonic", filled: images },
];
const draw = (ranks: readonly number[], synthetic = false) =>
  rankedFillsGrid(images, mask, methods, { ranks, of: 10_000, synthetic });

test("ranks above, original, masked and each method's fill with its PSNR", () => {
  assert.deepEqual(
    draw([1, 9999]).texts.map(({ text }) => text),
    [
      "Best, median and worst of 10,000 fills, by rank",
      "#1",
      "#9,999",
      "original",
      "masked",
      "network",
      "20.0 dB",
      "20.0 dB",
      "harmonic",
      "exact",
      "exact",
    ],
  );
});

test("the words give ranks and figures, and synthetic data is said", () => {
  assert.equal(
    draw([1, 9999]).alt,
    "Best, median and worst of 10,000 fills, by rank of network: #1, #9,999. " +
      "PSNR in the hole: network 20.0 dB, 20.0 dB; harmonic exact, exact.",
  );
  assert.ok(draw([1, 2], true).texts.some(({ text }) => text === "synthetic data"));
});

test("ranks that do not fit are refused", () => {
  assert.throws(() => draw([1]), /Expected 2 ranks from 1 to 10000, but received 1\. Give one per image/);
  assert.throws(() => draw([1, 10_001]), /but received 1, 10001\. Give/);
  assert.throws(() => draw([]), /but received none\. Give/);
});

test("the grid looks as before", () => assertLooksAsBefore("ranked-fills", sampleRankedFills()));
