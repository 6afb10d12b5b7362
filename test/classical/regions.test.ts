import assert from "node:assert/strict";
import { test } from "node:test";
import { connectedRegions, type Region } from "../../src/classical/regions";
import { biharmonicStencil, laplaceStencil, type Stencil } from "../../src/classical/stencil";
import { randomStream } from "../../src/random";
import { countHoles } from "./equationCases";

/** The regions of a picture in which # marks the hole. */
function regionsOf(rows: readonly string[], stencil: Stencil): Region[] {
  const known = Uint8Array.from([...rows.join("")], (mark) => (mark === "#" ? 0 : 1));
  const image = { known, height: rows.length, width: rows[0].length, holePixels: countHoles(known) };
  return [...connectedRegions(image, stencil.steps)];
}

test("harmonic regions touch along sides; biharmonic ones also over corners and one pixel in between", () => {
  const picture = ["#.....#.", ".#....#.", "...##...", "........", "#.......", "........", "......##"];
  const pixels = (stencil: Stencil): number[][] => regionsOf(picture, stencil).map((region) => [...region.pixels]);
  assert.deepEqual(pixels(laplaceStencil), [[0], [6, 14], [9], [19, 20], [32], [54, 55]]);
  assert.deepEqual(pixels(biharmonicStencil), [[0, 9], [6, 14], [19, 20], [32], [54, 55]]);
  assert.equal(regionsOf(["#.#", "...", "#.."], biharmonicStencil).length, 1);
  assert.equal(regionsOf(["#..#"], biharmonicStencil).length, 2);
});

test("a region's pixels come in ascending order, in the smallest box", () => {
  const [region] = regionsOf(["....", "..#.", ".###", "..#."], laplaceStencil);
  assert.deepEqual(region, { pixels: Int32Array.of(6, 9, 10, 11, 14), top: 1, left: 1, height: 3, width: 3 });
});

test("each hole pixel lies in one region, and no equation joins two of them, on random masks", () => {
  const random = randomStream(1, "regions");
  const height = 17;
  const width = 23;
  for (let trial = 0; trial < 20; trial++) {
    const known = Uint8Array.from({ length: height * width }, () => (random.uniform() < 0.3 ? 0 : 1));
    const holePixels = countHoles(known);
    for (const { steps } of [laplaceStencil, biharmonicStencil]) {
      const regionAt = new Map<number, number>();
      [...connectedRegions({ known, height, width, holePixels }, steps)].forEach(({ pixels }, r) =>
        pixels.forEach((pixel) => {
          assert.equal(known[pixel], 0);
          assert.ok(!regionAt.has(pixel));
          regionAt.set(pixel, r);
        }),
      );
      assert.equal(regionAt.size, holePixels);
      for (const [pixel, region] of regionAt) {
        for (let s = 0; s < steps.length; s += 2) {
          const y = Math.floor(pixel / width) + steps[s];
          const x = (pixel % width) + steps[s + 1];
          if (y >= 0 && y < height && x >= 0 && x < width)
            assert.ok([undefined, region].includes(regionAt.get(y * width + x)));
        }
      }
    }
  }
});
