import assert from "node:assert/strict";
import { test } from "node:test";
import { imageBatch } from "../../src/images/batch";
import { matchRim } from "../../src/postprocess/matchRim";
import { randomStream } from "../../src/random";
import { largestDifference, row } from "./postprocessCases";

test("each hole is shifted by its own mean step, and keeps its differences", () => {
  const { filled, image, knownMask } = row(".##.#..", [0.5, NaN, NaN, 0.7, NaN, 0.3, 0.3], [0, 0.2, 0.3, 0, 0.6, 0, 0]);
  // Steps 0.3 and 0.4 at the first hole, 0.1 and -0.3 at the second.
  assert.ok(largestDifference(matchRim()(filled, image, knownMask).data, [0.5, 0.55, 0.65, 0.7, 0.5, 0.3, 0.3]) < 1e-6);
  const half = matchRim({ strength: 0.5 })(filled, image, knownMask).data;
  assert.ok(largestDifference(half, [0.5, 0.375, 0.475, 0.7, 0.55, 0.3, 0.3]) < 1e-6);
});

test("afterwards the mean over all pairs across the edge is the same on both sides, in every channel", () => {
  const random = randomStream(1, "match rim");
  const size = 9;
  const known = Uint8Array.from({ length: size * size }, (_, p) => {
    const [y, x] = [Math.floor(p / size), p % size];
    return y > 2 && y < 7 && x > 1 && x < 5 ? 0 : 1;
  });
  const draw = (from: number): Float32Array =>
    Float32Array.from({ length: 3 * size * size }, (_, k) => from + 0.05 * (k % 3) + 0.1 * random.uniform());
  const shape = [1, size, size, 3] as const;
  const made = matchRim()(
    imageBatch(draw(0.3), shape),
    imageBatch(draw(0.6), shape),
    imageBatch(known, [1, size, size, 1]),
  );
  const sums = [0, 0, 0];
  for (let p = 0; p < known.length; p++) {
    for (const q of [p - 1, p + 1, p - size, p + size])
      if (known[p] === 0 && known[q] === 1)
        for (let c = 0; c < 3; c++) sums[c] += made.data[3 * q + c] - made.data[3 * p + c];
  }
  assert.ok(sums.every((sum) => Math.abs(sum) < 1e-5));
});

test("a strength out of range is refused", () => {
  assert.throws(() => matchRim({ strength: 1.2 }), {
    message: "Expected the strength of matchRim to be a number from 0 to 1, but received 1.2. Use for example 1.",
  });
});
