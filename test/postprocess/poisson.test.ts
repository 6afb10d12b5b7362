import assert from "node:assert/strict";
import { test } from "node:test";
import { fillHarmonic } from "../../src/classical/harmonic";
import { imageBatch } from "../../src/images/batch";
import { poisson } from "../../src/postprocess/poisson";
import { randomStream } from "../../src/random";
import { fixtureCases, largestDifference, randomCase, row } from "./postprocessCases";

for (const { name, filled, image, knownMask, reach, wanted } of fixtureCases) {
  test(`as SciPy solves the paper's equation: ${name}`, () => {
    const { data } = poisson({ reach })(filled, image, knownMask);
    assert.ok(largestDifference(data, wanted.poisson) < 1e-5);
  });
}

test("a fill that is off by a constant comes back where the known is flat, and the fill's differences stay", () => {
  const { filled, image, knownMask } = row(".####.", [0.5, NaN, NaN, NaN, NaN, 0.5], [0, 0.2, 0.3, 0.1, 0.2, 0]);
  const { data } = poisson()(filled, image, knownMask);
  assert.ok(largestDifference(data, [0.5, 0.5, 0.6, 0.4, 0.5, 0.5]) < 1e-6);
});

test("a flat fill, which asks for no differences, becomes the harmonic fill", () => {
  const random = randomStream(1, "harmonic");
  for (let trial = 0; trial < 40; trial++) {
    const { image, knownMask } = randomCase(random, "pixels", 3);
    const pixels = knownMask.data.length / image.shape[0];
    for (let i = 0; i < image.shape[0]; i++) knownMask.data[i * pixels] = 1;
    const known = imageBatch(
      image.data.map((value) => (Number.isNaN(value) ? 0.4 : value)),
      image.shape,
    );
    const filled = imageBatch(new Float32Array(image.data.length).fill(0.4), image.shape);
    const { data } = poisson()(filled, known, knownMask);
    assert.ok(largestDifference(data, fillHarmonic(known, knownMask).data) < 1e-6);
  }
});

test("a hole at the border takes the whole step from its one edge; with a reach, known pixels take their part", () => {
  const border = row("..##", [0.8, 0.8, NaN, NaN], [0, 0, 0.4, 0.3]);
  const { data } = poisson()(border.filled, border.image, border.knownMask);
  assert.ok(largestDifference(data, [0.8, 0.8, 0.8, 0.7]) < 1e-6);
  const { filled, image, knownMask } = row(
    "...##...",
    [0.8, 0.8, 0.8, NaN, NaN, 0.4, 0.4, 0.4],
    [0, 0, 0, 0.4, 0.4, 0, 0, 0],
  );
  const even = poisson({ reach: 1 })(filled, image, knownMask).data;
  assert.ok(largestDifference(even, [0.8, 0.8, 0.72, 0.64, 0.56, 0.48, 0.4, 0.4]) < 1e-6);
});

test("where the reach would leave no pixel as it is, it is shortened", () => {
  const { filled, image, knownMask } = row(".#..", [0.6, NaN, 0.2, 0.2], [0, 0.3, 0, 0]);
  assert.deepEqual(poisson({ reach: 4 })(filled, image, knownMask), poisson({ reach: 1 })(filled, image, knownMask));
});

test("a hole too large to factor is solved by iteration, as exactly", () => {
  const side = 660;
  const shape = [1, side, side, 1] as const;
  const inHole = (p: number): boolean => {
    const [y, x] = [Math.floor(p / side), p % side];
    return Math.min(y, x, side - 1 - y, side - 1 - x) >= 10;
  };
  const knownMask = imageBatch(
    Uint8Array.from({ length: side * side }, (_, p) => (inHole(p) ? 0 : 1)),
    shape,
  );
  const texture = Float32Array.from({ length: side * side }, (_, p) => 0.1 * Math.sin(p * 0.37));
  const image = imageBatch(
    texture.map((value) => 0.5 + value),
    shape,
  );
  // The same texture, off by a slope that is harmonic: the correction takes it away but for the step across the edge.
  const filled = imageBatch(
    texture.map((value, p) => 0.3 + value + (0.2 * (p % side)) / side),
    shape,
  );
  const { data } = poisson()(filled, image, knownMask);
  let largest = 0;
  for (let y = 11; y < side - 11; y++) {
    for (let x = 11; x < side - 11; x++) {
      const p = y * side + x;
      const u = (k: number): number => data[k] - filled.data[k];
      largest = Math.max(largest, Math.abs(4 * u(p) - u(p - 1) - u(p + 1) - u(p - side) - u(p + side)));
    }
  }
  assert.ok(largest < 1e-6, `${largest}`);
});

test("a reach out of range is refused", () => {
  assert.throws(() => poisson({ reach: 5 }), {
    message: "Expected the reach of poisson to be a whole number from 0 to 4, but received 5. Use for example 0.",
  });
});
