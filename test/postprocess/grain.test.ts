import assert from "node:assert/strict";
import { test } from "node:test";
import { imageBatch, type FloatImageBatch, type ImageBatch } from "../../src/images/batch";
import { grain } from "../../src/postprocess/grain";
import { randomStream } from "../../src/random";
import { row } from "./postprocessCases";

const size = 80;
const shape = [1, size, size, 3] as const;
/** Two squares of 24×24 pixels. */
const inHole = (p: number): boolean => {
  const [y, x] = [Math.floor(p / size), p % size];
  return y >= 28 && y < 52 && ((x >= 8 && x < 32) || (x >= 48 && x < 72));
};
const knownMask = imageBatch(
  Uint8Array.from({ length: size * size }, (_, p) => (inHole(p) ? 0 : 1)),
  [1, size, size, 1],
);
const flat = imageBatch(new Float32Array(3 * size * size).fill(0.5), shape);

/** Noise of this deviation per pixel and channel, where one of the channels is the mean of the other two. */
function noisy(deviation: (p: number) => number, seed = 1): FloatImageBatch {
  const random = randomStream(seed, "noise");
  const data = new Float32Array(3 * size * size);
  for (let p = 0; p < size * size; p++) {
    const [red, blue] = [random.normal(), random.normal()];
    [red, (red + blue) / 2, blue].forEach((value, c) => (data[3 * p + c] = 0.5 + deviation(p) * value));
  }
  return imageBatch(data, shape);
}

/** The standard deviation of a channel in one of the holes. */
function deviationIn({ data }: ImageBatch, hole: "left" | "right", channel: number): number {
  const values = Array.from({ length: size * size }, (_, p) => p)
    .filter((p) => inHole(p) && p % size < 40 === (hole === "left"))
    .map((p) => data[3 * p + channel]);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
}

test("each hole gets the noise of its own surroundings, with the correlation of its channels", () => {
  const image = noisy((p) => (p % size < 40 ? 0.02 : 0.05));
  const made = grain()(flat, image, knownMask);
  for (const [hole, wanted] of [
    ["left", 0.02],
    ["right", 0.05],
  ] as const) {
    for (const channel of [0, 2]) {
      const found = deviationIn(made, hole, channel);
      assert.ok(Math.abs(found / wanted - 1) < 0.12, `${hole}, ${channel}: ${found}`);
    }
    assert.ok(Math.abs(deviationIn(made, hole, 1) / (wanted * Math.SQRT1_2) - 1) < 0.12);
  }
  const p = 40 * size + 20;
  assert.ok(Math.abs(made.data[3 * p] + made.data[3 * p + 2] - 2 * made.data[3 * p + 1]) < 0.01);
});

test("the strength multiplies what is added", () => {
  const image = noisy(() => 0.04);
  const usual = grain()(flat, image, knownMask).data;
  const half = grain({ strength: 0.5 })(flat, image, knownMask).data;
  for (let k = 0; k < usual.length; k++)
    if (inHole(Math.floor(k / 3))) assert.ok(Math.abs(usual[k] - 0.5 - 2 * (half[k] - 0.5)) < 1e-6);
});

test("a fill with noise of its own gets only what it lacks", () => {
  const image = noisy(() => 0.05);
  const made = grain()(
    noisy(() => 0.03, 2),
    image,
    knownMask,
  );
  assert.ok(Math.abs(deviationIn(made, "left", 0) / 0.05 - 1) < 0.12);
  const enough = noisy(() => 0.08, 2);
  const kept = grain()(enough, image, knownMask).data;
  for (let k = 0; k < kept.length; k++) if (inHole(Math.floor(k / 3))) assert.equal(kept[k], enough.data[k]);
});

test("an edge in the surroundings is no noise", () => {
  const data = Float32Array.from({ length: 3 * size * size }, (_, k) => (Math.floor(k / 3 / size) < 40 ? 0.2 : 0.8));
  const made = grain()(flat, imageBatch(data, shape), knownMask).data;
  for (let k = 0; k < made.length; k++) if (inHole(Math.floor(k / 3))) assert.equal(made[k], 0.5);
});

test("a stream that is handed in is drawn from, and the grain is another one", () => {
  const image = noisy(() => 0.04);
  const [first, again, other] = [7, 7, 8].map(
    (seed) => grain({ random: randomStream(seed, "grain") })(flat, image, knownMask).data,
  );
  assert.deepEqual(first, again);
  assert.notDeepEqual(first, other);
  const step = grain({ random: randomStream(7, "grain") });
  assert.deepEqual(step(flat, image, knownMask).data, first);
  assert.notDeepEqual(step(flat, image, knownMask).data, first);
});

test("a known pixel without others around tells no noise", () => {
  const { filled, image, knownMask: mask } = row("#.#", [NaN, 0.9, NaN], [0.2, 0, 0.4]);
  assert.deepEqual(grain()(filled, image, mask).data, Float32Array.of(0.2, 0.9, 0.4));
});

test("a strength out of range is refused", () => {
  assert.throws(() => grain({ strength: 3 }), {
    message: "Expected the strength of grain to be a number from 0 to 2, but received 3. Use for example 1.",
  });
});
