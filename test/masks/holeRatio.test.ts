import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import type { ImageBatch } from "../../src/images/batch";
import { checkKnownMask } from "../../src/images/holes";
import { drawHoleRatioMasks, type HoleRatioMaskOptions } from "../../src/masks/holeRatio";
import { packMasks } from "../../src/masks/packMasks";
import { holeFraction } from "../../src/metrics/holeFraction";
import { randomStream } from "../../src/random";

const shares = [
  [0.01, 0.1],
  [0.1, 0.2],
  [0.2, 0.3],
  [0.3, 0.4],
  [0.4, 0.5],
  [0.5, 0.6],
] as const;

/** How many rows or columns lie between the image's border and the nearest hole, in each mask. */
function clearances({ data, shape: [count, height, width] }: ImageBatch): number[] {
  return Array.from({ length: count }, (_, i) => {
    let nearest = Infinity;
    for (let p = 0; p < height * width; p++) {
      if (data[i * height * width + p] === 1) continue;
      const x = p % width;
      const y = Math.floor(p / width);
      nearest = Math.min(nearest, x, y, width - 1 - x, height - 1 - y);
    }
    return nearest;
  });
}

test("the hole ratio lies in the stated range, and the holes touch the border or keep clear of it", () => {
  for (const [height, width] of [
    [60, 90],
    [97, 64],
  ]) {
    for (const share of shares) {
      for (const border of ["touching", "clear"] as const) {
        const masks = drawHoleRatioMasks([40, height, width, 3], randomStream(1, "test"), { share, border });
        checkKnownMask({ data: new Uint8Array(40 * height * width), shape: [40, height, width, 1] }, masks);
        for (const ratio of holeFraction(masks)) assert.ok(ratio > share[0] && ratio <= share[1], `${ratio}`);
        const margin = Math.round(Math.min(height, width) / 10);
        for (const clearance of clearances(masks))
          assert.ok(border === "touching" ? clearance === 0 : clearance >= margin, `${border}: ${clearance}`);
      }
    }
  }
});

test("ratios spread over the whole range", () => {
  for (const border of ["touching", "clear"] as const) {
    const ratios = holeFraction(
      drawHoleRatioMasks([300, 48, 64, 3], randomStream(1, "test"), { share: [0.1, 0.2], border }),
    );
    for (const low of [0.1, 0.12, 0.14, 0.16, 0.18]) {
      const part = ratios.filter((ratio) => ratio > low && ratio <= low + 0.02).length;
      assert.ok(part > 30 && part < 95, `${part} of 300 in (${low}, ${low + 0.02}]`);
    }
  }
});

test("masks are those of earlier versions, bit for bit", () => {
  const hashes = (["clear", "touching"] as const).map((border) => {
    const hash = createHash("sha256");
    for (const share of shares)
      hash.update(packMasks(drawHoleRatioMasks([20, 33, 47, 3], randomStream(1, "test"), { share, border })));
    return hash.digest("hex").slice(0, 12);
  });
  assert.deepEqual(hashes, ["986307456e17", "c4cd2217bd18"]);
});

test("ranges that make no sense or cannot be reached are refused", () => {
  const draw = (height: number, width: number, options: HoleRatioMaskOptions) => () =>
    drawHoleRatioMasks([1, height, width, 3], randomStream(1, "test"), options);
  for (const [low, high] of [
    [0.2, 0.1],
    [-0.1, 0.1],
    [0.1, 1],
    [NaN, 0.1],
  ] as const) {
    assert.throws(
      draw(32, 32, { share: [low, high], border: "clear" }),
      /Expected share to be two numbers 0 ≤ low < high < 1, but received .+\. Use for example \[0\.1, 0\.2\]\./,
    );
  }
  assert.throws(
    draw(30, 40, { share: [0.7, 0.8], border: "clear" }),
    /Expected a hole ratio in \(0\.7, 0\.8\], clear of the border, to be possible on images of 30×40, but received none/,
  );
  assert.throws(
    draw(2, 2, { share: [0.01, 0.1], border: "touching" }),
    /\(0\.01, 0\.1\], touching the border, .+ 2×2, but received none in 10,000 drawings\. Choose another range or larger/,
  );
});
