import assert from "node:assert/strict";
import { test } from "node:test";
import { eachInside, eachReflected, gaussianWindow } from "../../src/postprocess/gaussianWindow";

test("weights sum to 1 and fall as a Gaussian does; a disc leaves the corners out", () => {
  const { rows, columns, weights } = gaussianWindow(1.5, 2);
  assert.equal(weights.length, 25);
  assert.ok(Math.abs(weights.reduce((sum, weight) => sum + weight, 0) - 1) < 1e-12);
  const at = (dy: number, dx: number): number => weights[rows.findIndex((row, i) => row === dy && columns[i] === dx)];
  assert.ok(Math.abs(at(1, -2) / at(0, 0) - Math.exp(-5 / 4.5)) < 1e-12);
  const disc = gaussianWindow(1.5, 2, "disc");
  assert.equal(disc.weights.length, 13);
});

test("at the border the image ends, or is mirrored with its last pixel twice, as often as the window is wide", () => {
  const window = gaussianWindow(1, 4);
  const found = (visit: typeof eachInside): number[] => {
    const pixels: number[] = [];
    visit(window, { height: 1, width: 3 }, 0, (pixel) => pixels.push(pixel));
    return pixels;
  };
  assert.deepEqual(found(eachInside), [0, 1, 2]);
  // Columns -4 to 4 of "… c b a | a b c | c b a …", in each of nine rows, all of them the image's only one.
  assert.deepEqual(found(eachReflected), Array.from({ length: 9 }, () => [2, 2, 1, 0, 0, 1, 2, 2, 1]).flat());
});
