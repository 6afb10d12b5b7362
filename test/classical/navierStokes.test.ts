import assert from "node:assert/strict";
import { test } from "node:test";
import { fillNavierStokes } from "../../src/classical/navierStokes";
import { imageBatch } from "../../src/images/batch";
import { testAgainstOpenCv, testMarchingPromises } from "./againstOpenCv";
import { testBorderDifferences } from "./borderDifferences";

testAgainstOpenCv("navierStokes", fillNavierStokes);
testBorderDifferences("navierStokes", fillNavierStokes);
testMarchingPromises("navierStokes", fillNavierStokes);

const shape = [1, 24, 24, 1] as const;
const crossing = imageBatch(
  Uint8Array.from({ length: 576 }, (_, p) => Number(p < 9 * 24 || p >= 15 * 24)),
  shape,
);

test("navierStokes: an edge is carried through the hole, which keeps to both sides' levels", () => {
  const edge = imageBatch(
    Uint8Array.from({ length: 576 }, (_, p) => (p % 24 < 12 ? 40 : 200)),
    shape,
  );
  fillNavierStokes(edge, crossing).data.forEach((value, p) => {
    const column = p % 24;
    assert.ok(value >= 40 && value <= 200);
    if (column < 8) assert.ok(value <= 50, `${value} in column ${column}`);
    if (column > 15) assert.ok(value >= 150, `${value} in column ${column}`);
  });
});

test("navierStokes: one value all over stays", () => {
  const image = imageBatch(new Float32Array(576).fill(0.3), shape);
  fillNavierStokes(image, crossing).data.forEach((value) => assert.ok(Math.abs(value - 0.3) < 1e-6));
});
