import assert from "node:assert/strict";
import { test } from "node:test";
import { measurePositions } from "../../src/studies/positions";
import type { FillFunction } from "../../src/images/batch";
import { near } from "../metrics/near";
import { erringBy, pictures } from "./auditFills";

/** Off by .1, and by 1 for holes that reach the top right or the bottom right pixel. */
const blindInTheCorners: FillFunction = (images, known) => {
  const [, height, width] = known.shape;
  const corner = known.data[width - 1] === 0 || known.data[height * width - 1] === 0;
  return erringBy(corner ? 1 : 0.1)(images, known);
};

test("a map of 3×3 places, pooled where corners are drawn and where they are not", async () => {
  const told: number[] = [];
  const values = await measurePositions({ network: erringBy(0.1), harmonic: blindInTheCorners }, pictures, {
    side: 10,
    onPosition: (done, of) => void told.push(done / of),
  });
  assert.deepEqual([values.side, values.images, told.length, told[8]], [10, 6, 9, 1]);
  for (const decibels of values.network.flat()) near(decibels, 20, 1e-4);
  const [topRight, bottomRight] = [values.harmonic[0][2], values.harmonic[2][2]];
  near(topRight, 0, 1e-4);
  near(bottomRight, 0, 1e-4);
  near(values.harmonic[1][1], 20, 1e-4);
  near(values.inside.harmonic.value, 20, 1e-4);
  near(values.inside.network.high, 20, 1e-4);
  near(values.outside.network.value, 20, 1e-4);
  // Five places outside, of which those at the top right and bottom right corner are off by 1 and three by .1.
  near(values.outside.harmonic.value, -10 * Math.log10((2 * 1 + 3 * 0.01) / 5), 1e-4);
});

test("a hole as large as the image has one place only", async () => {
  await assert.rejects(
    measurePositions({ network: erringBy(0.1), harmonic: erringBy(0.1) }, pictures, { side: 12 }),
    /Expected holes at two or more places to a side, but received 1\. Take a smaller hole\./,
  );
});

test("any methods have their maps, under their own names", async () => {
  const values = await measurePositions({ c: erringBy(0.1), a: erringBy(0.01), b: erringBy(0.1) }, pictures, {
    side: 11,
  });
  assert.deepEqual(Object.keys(values), ["side", "images", "c", "a", "b", "inside", "outside"]);
  near(values.a[1][0], 40, 1e-2);
  near(values.inside.b.value, 20, 1e-4);
  await assert.rejects(
    measurePositions({ a: erringBy(0.1) }, pictures, { side: 12 }),
    /Expected holes at two or more places to a side, but received 1\. Take a smaller hole\./,
  );
});
