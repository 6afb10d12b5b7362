import assert from "node:assert/strict";
import { test } from "node:test";
import { imageBatch } from "../../src/images/batch";
import { placeRectangleMask } from "../../src/masks/rectangle";
import { seamGrid } from "../../src/studies/seamGrid";

const shape = [2, 16, 16, 3] as const;
const size = 2 * 16 * 16 * 3;
const images = imageBatch(new Float32Array(size).fill(0.4), shape);
const knownMask = placeRectangleMask(shape, { top: 4, left: 4, height: 8, width: 8 });
// Too light by 20 levels of 255 everywhere: put in place, a step all along the edge.
const filled = imageBatch(new Float32Array(size).fill(0.4 + 20 / 255), shape);

test("below each row how wrong the steps across the edge are: 20 levels, and none once the rim is matched", () => {
  const { texts, alt } = seamGrid(images, knownMask, filled);
  const words = texts.map(({ text }) => text);
  const after = (label: string): string[] => words.slice(words.indexOf(label) + 1).slice(0, 2);
  assert.deepEqual(after("as filled"), ["seam 20", "seam 20"]);
  assert.deepEqual(after("matchRim"), ["seam 0", "seam 0"]);
  assert.deepEqual(after("poisson"), ["seam 0", "seam 0"]);
  const [seam] = after("feather").map((text) => Number(text.slice("seam ".length)));
  assert.ok(seam > 0 && seam < 20, "a ramp in place of the step");
  assert.match(alt, /^2 images as they are, with a hole, as filled, and after each of .*as filled 20, 20; feather /);
  assert.equal(words[0], "The seam of the report's network, and after a step");
});
