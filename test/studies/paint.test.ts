import assert from "node:assert/strict";
import { test } from "node:test";
import { measurePaints, paints } from "../../src/studies/paint";
import { imageBatch } from "../../src/images/batch";
import { placeRectangleMask } from "../../src/masks/rectangle";
import { near } from "../metrics/near";

test("a network that leaves everything as it is shows the paint", async () => {
  const truth = imageBatch(new Float32Array(3 * 16 * 3).fill(0.4), [3, 4, 4, 3]);
  const knownMask = placeRectangleMask(truth.shape, { top: 1, left: 1, height: 2, width: 2 });
  const told: string[] = [];
  const { copy, black } = await measurePaints(
    {
      copy: (images) => images,
      black: (images) => imageBatch(new Float32Array(images.data.length), images.shape),
    },
    truth,
    knownMask,
    (done, key) => void told.push(`${key} ${done}`),
  );
  assert.deepEqual(
    paints.map(({ value }) => value),
    [0, 0.1, 0.25, 0.5, 1],
  );
  for (const [i, { name, value }] of paints.entries()) {
    near(copy[i].value, -20 * Math.log10(Math.abs(value - 0.4)), 1e-5, name);
    near(black[i].value, -20 * Math.log10(0.4), 1e-5, name);
  }
  assert.deepEqual(told, ["copy 3", "black 3"]);
});

test("a method is not told where the hole is", async () => {
  const truth = imageBatch(new Float32Array(16 * 3).fill(0.4), [1, 4, 4, 3]);
  const knownMask = placeRectangleMask(truth.shape, { top: 1, left: 1, height: 2, width: 2 });
  const masks: number[] = [];
  const blind = (images: typeof truth, known: { data: ArrayLike<number> }) => {
    masks.push(Math.min(...Array.from(known.data)));
    return images;
  };
  await measurePaints({ blind }, truth, knownMask);
  assert.deepEqual(masks, [1, 1, 1, 1, 1]);
});
