import assert from "node:assert/strict";
import { test } from "node:test";
import { drawFreeFormMasks } from "../../src/masks/freeForm";
import { erodeHoles, dilateHoles } from "../../src/masks/morphology";
import { holeFraction } from "../../src/metrics/holeFraction";
import { randomStream } from "../../src/random";
import { piecesOf } from "./looking";

const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;

test("a stroke is one piece, several strokes are at most as many", () => {
  for (const mostStrokes of [1, 3]) {
    const masks = drawFreeFormMasks([300, 48, 64, 3], randomStream(1, "test"), { mostStrokes });
    const pieces = Array.from({ length: 300 }, (_, i) => piecesOf(masks, i, true));
    assert.equal(Math.max(...pieces), mostStrokes);
  }
});

test("a brush as wide as stated: at 256×256 no stroke is thinner than twelve pixels", () => {
  const masks = drawFreeFormMasks([25, 256, 256, 3], randomStream(1, "test"));
  const brush = { element: "disc" } as const;
  const opened = dilateHoles(erodeHoles(masks, 5, brush), 5, brush); // what a disc of eleven pixels reaches within the hole
  assert.ok(mean(holeFraction(opened)) > 0.99 * mean(holeFraction(masks)));
});

test("strokes scale with the image, and lie anywhere", () => {
  const [small, large] = [32, 128].map((side) =>
    holeFraction(drawFreeFormMasks([400, side, side, 3], randomStream(1, "test"))),
  );
  assert.ok(Math.abs(mean(small) / mean(large) - 1) < 0.25, `${mean(small)}, ${mean(large)}`);
  const { data } = drawFreeFormMasks([3000, 16, 16, 3], randomStream(1, "test"));
  const quarters = [0, 0, 0, 0];
  data.forEach((known, at) => (quarters[((at >> 7) & 1) * 2 + ((at >> 3) & 1)] += 1 - known));
  const even = quarters.reduce((sum, quarter) => sum + quarter / 4, 0);
  for (const quarter of quarters) assert.ok(Math.abs(quarter / even - 1) < 0.08, quarters.join());
});

test("no strokes are refused", () => {
  assert.throws(
    () => drawFreeFormMasks([1, 8, 8, 3], randomStream(1, "test"), { mostStrokes: 0 }),
    /Expected mostStrokes to be a whole number from 1 up, but received 0\./,
  );
});
