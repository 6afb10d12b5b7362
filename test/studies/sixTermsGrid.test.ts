import assert from "node:assert/strict";
import { test } from "node:test";
import { imageBatch } from "../../src/images/batch";
import { sixTermsGrid } from "../../src/studies/sixTermsGrid";

// Two grey images of 2×2 pixels, the last one a hole.
const images = imageBatch(new Float32Array(24).fill(0.5), [2, 2, 2, 3]);
const mask = imageBatch(Uint8Array.of(1, 1, 1, 0, 1, 1, 1, 0), [2, 2, 2, 1]);
const networks = [
  { label: "all six", filled: images },
  { label: "without valid", filled: imageBatch(new Float32Array(24).fill(0.6), [2, 2, 2, 3]) },
];

test("a row for each crop: its hole, each network's output with its PSNR, the truth", () => {
  const { texts, synthetic } = sixTermsGrid(images, mask, networks);
  assert.deepEqual(
    texts.map(({ text }) => text),
    [
      "The six-term loss, each term switched off in turn",
      "hole",
      "all six",
      "without valid",
      "truth",
      "exact",
      "20.0 dB",
      "exact",
      "20.0 dB",
    ],
  );
  assert.equal(synthetic, false);
});

test("columns stand in this order, known pixels are the network's, and values beyond white are white", () => {
  const far = [{ label: "without valid", filled: imageBatch(new Float32Array(24).fill(5), [2, 2, 2, 3]) }];
  const scale = 16;
  const { raster, texts } = sixTermsGrid(images, mask, far, { scale });
  const at = (label: string): number => texts.find(({ text }) => text === label)?.x ?? assert.fail(label);
  const top = Math.round(texts.find(({ text }) => text === "truth")?.y ?? 0) + 15;
  // A quarter of a picture left of its middle lies a known pixel.
  const grey = (label: string): number => raster.data[(top * raster.width + Math.round(at(label)) - scale / 2) * 3];
  assert.deepEqual([grey("hole"), grey("without valid"), grey("truth")], [128, 255, 128]);
});

test("the words name the networks and their figures", () => {
  assert.equal(
    sixTermsGrid(images, mask, networks).alt,
    "2 crops of photographs, each with its hole, filled by networks trained with all six, without valid, and as it was. " +
      "PSNR in the hole: all six exact, exact; without valid 20.0 dB, 20.0 dB.",
  );
});
