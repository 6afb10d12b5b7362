import assert from "node:assert/strict";
import { test } from "node:test";
import { measurePaints, paints } from "../../src/studies/paint";
import { imageBatch } from "../../src/images";
import { placeRectangleMask } from "../../src/masks/rectangle";
import { near } from "../metrics/near";

test("a network that leaves everything as it is shows the paint", async () => {
  const truth = imageBatch(new Float32Array(3 * 16 * 3).fill(0.4), [3, 4, 4, 3]);
  const knownMask = placeRectangleMask(truth.shape, { top: 1, left: 1, height: 2, width: 2 });
  const figures = await measurePaints((images) => images, truth, knownMask);
  assert.deepEqual(paints.map(({ value }) => value), [0, 0.25, 0.5, 1]);
  for (const [i, { name, value }] of paints.entries()) {
    near(figures[i].value, -20 * Math.log10(Math.abs(value - 0.4)), 1e-5, name);
  }
});
