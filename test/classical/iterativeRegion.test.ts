import assert from "node:assert/strict";
import { test } from "node:test";
import { factorRegion, fillFactoredRegion, type FactoredRegion } from "../../src/classical/factoredRegion";
import { fillRegionIteratively } from "../../src/classical/iterativeRegion";
import { connectedRegions } from "../../src/classical/regions";
import { shapeOf } from "../../src/classical/regionShape";
import { biharmonicStencil, laplaceStencil } from "../../src/classical/stencil";
import { randomStream } from "../../src/random";
import { countHoles, largestDifference } from "./equationCases";

const random = randomStream(1, "iteration");
const height = 60;
const width = 70;
const channels = 2;
const holes: { [name: string]: (y: number, x: number) => boolean } = {
  "a large square": (y, x) => y > 4 && y < 55 && x > 8 && x < 60,
  "a corner": (y, x) => y < 50 && x < 40,
  "all but one row": (y) => y !== 30,
  "seven in ten pixels": () => random.uniform() < 0.7,
  "all but every second pixel of every second row": (y, x) => y % 2 === 1 || x % 2 === 1,
  "a line": (y, x) => y === x,
};

for (const [name, isHole] of Object.entries(holes)) {
  test(`iteration gives what the factor gives, within what float32 can hold: ${name}`, () => {
    const known = Uint8Array.from({ length: height * width }, (_, p) =>
      isHole(Math.floor(p / width), p % width) ? 0 : 1,
    );
    const values = Float32Array.from({ length: known.length * channels }, () => random.uniform());
    const canvas = { height, width, channels, known, peak: 1 as const, holePixels: countHoles(known) };
    for (const stencil of [laplaceStencil, biharmonicStencil]) {
      const direct = values.slice();
      const iterated = values.slice();
      for (const region of connectedRegions(canvas, stencil.steps)) {
        const solver = factorRegion(shapeOf(region, height, width), stencil) as FactoredRegion;
        fillFactoredRegion({ ...canvas, values: direct }, region, solver);
        fillRegionIteratively({ ...canvas, values: iterated }, region, stencil);
      }
      assert.ok(largestDifference(direct, iterated) < 1e-6);
    }
  });
}

test("iteration fills uint8 canvases to a small part of a level", () => {
  const known = new Uint8Array(400).fill(1);
  const values = Float32Array.from({ length: 400 }, () => random.integer(0, 255));
  for (let p = 100; p < 300; p++) known[p] = p % 20 > 3 ? 0 : 1;
  const canvas = { height: 20, width: 20, channels: 1, known, peak: 255 as const, holePixels: countHoles(known) };
  const [region] = connectedRegions(canvas, biharmonicStencil.steps);
  const direct = values.slice();
  const iterated = values.slice();
  const solver = factorRegion(shapeOf(region, 20, 20), biharmonicStencil) as FactoredRegion;
  fillFactoredRegion({ ...canvas, values: direct }, region, solver);
  let settled = 0;
  fillRegionIteratively(
    { ...canvas, values: iterated, settled: (pixels) => (settled += pixels) },
    region,
    biharmonicStencil,
  );
  assert.ok(Math.abs(settled - region.pixels.length) < 1e-6);
  assert.ok(largestDifference(direct, iterated) < 0.05);
});
