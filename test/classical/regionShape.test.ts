import assert from "node:assert/strict";
import { test } from "node:test";
import type { Region } from "../../src/classical/regions";
import { shapeKey, shapeOf } from "../../src/classical/regionShape";

/** A region of an image of the given width with pixels at the offsets [row, column] from (top, left). */
function regionAt(top: number, left: number, width: number, offsets: readonly (readonly [number, number])[]): Region {
  return {
    pixels: Int32Array.from(offsets, ([row, column]) => (top + row) * width + left + column),
    top,
    left,
    height: Math.max(...offsets.map(([row]) => row)) + 1,
    width: Math.max(...offsets.map(([, column]) => column)) + 1,
  };
}
const corner = [
  [0, 0],
  [0, 1],
  [0, 2],
  [1, 0],
  [2, 0],
] as const;

test("the same pixels far from the borders have the same shape wherever they lie, in images of any size", () => {
  const here = regionAt(2, 2, 9, corner);
  const there = regionAt(5, 11, 40, corner);
  assert.deepEqual(shapeOf(here, 9, 9), shapeOf(there, 30, 40));
  assert.equal(shapeKey(here, 9, 9), shapeKey(there, 30, 40));
});

test("a border at distance 0 or 1, on any side, or another pixel makes another shape", () => {
  const places = [
    [1, 2],
    [0, 2],
    [2, 1],
    [2, 0],
    [3, 2],
    [4, 2],
    [2, 3],
    [2, 4],
  ];
  const keys = places.map(([top, left]) => shapeKey(regionAt(top, left, 7, corner), 7, 7));
  for (const pixels of [corner, [...corner, [1, 1] as const], [...corner.slice(0, 4), [2, 1] as const]]) {
    keys.push(shapeKey(regionAt(2, 2, 9, pixels), 9, 9));
  }
  assert.equal(new Set(keys).size, 11);
});

test("sizes beyond sixteen bits and patterns longer than one call's arguments still tell shapes apart", () => {
  const line = (length: number, gap: number): Region => ({
    pixels: Int32Array.from({ length }, (_, i) => i).filter((i) => i !== gap),
    top: 0,
    left: 0,
    height: 1,
    width: length,
  });
  const keys = [line(70_000, 5), line(70_000 - 65_536, 5), line(70_000, 69_990), line(70_000, 30)];
  assert.equal(new Set(keys.map((region) => shapeKey(region, 1, region.width))).size, 4);
});
