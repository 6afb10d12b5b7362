import assert from "node:assert/strict";
import { test } from "node:test";
import { factoredRegion, factorRegion } from "../../src/classical/factoredRegion";
import { connectedRegions, type Region } from "../../src/classical/regions";
import { shapeOf } from "../../src/classical/regionShape";
import { biharmonicStencil, laplaceStencil } from "../../src/classical/stencil";

interface Hole {
  readonly height: number;
  readonly width: number;
  readonly region: Region;
}

/** A square hole in an image of height × width pixels. */
function square(top: number, left: number, side: number, height: number, width: number): Hole {
  const known = new Uint8Array(height * width).fill(1);
  for (let y = top; y < top + side; y++) known.fill(0, y * width + left, y * width + left + side);
  const [region] = connectedRegions({ known, height, width, holePixels: side * side }, biharmonicStencil.steps);
  return { height, width, region };
}

test("squares of one size share a factor wherever they lie, as far as no border is near; it has the bits of a fresh one", () => {
  const first = square(5, 6, 8, 32, 32);
  const stencil = biharmonicStencil;
  const factor = factoredRegion(first.region, first, stencil);
  for (const other of [square(2, 2, 8, 32, 32), square(22, 22, 8, 32, 32), square(7, 30, 8, 50, 90)]) {
    assert.equal(factoredRegion(other.region, other, stencil), factor);
  }
  assert.deepEqual(factor, factorRegion(shapeOf(first.region, 32, 32), stencil));
  const near = [square(1, 6, 8, 32, 32), square(0, 6, 8, 32, 32), square(24, 24, 8, 32, 32), square(5, 6, 9, 32, 32)];
  assert.equal(new Set([factor, ...near.map((hole) => factoredRegion(hole.region, hole, stencil))]).size, 5);
  assert.notEqual(factoredRegion(first.region, first, laplaceStencil), factor);
});

test("a region whose factor would be too large is left to iteration", () => {
  const tooDense = square(2, 2, 450, 454, 454);
  const tooMany = square(0, 0, 633, 633, 634);
  assert.equal(factoredRegion(tooDense.region, tooDense, biharmonicStencil), undefined);
  assert.equal(factoredRegion(tooMany.region, tooMany, laplaceStencil), undefined);
});
