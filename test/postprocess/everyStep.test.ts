// What every step of the table promises, with its smallest, usual and largest number, on random images, fills and masks.
import assert from "node:assert/strict";
import { test } from "node:test";
import { imageBatch, sliceImages, type ImageBatch } from "../../src/images/batch";
import { composite } from "../../src/images/holes";
import { postprocessSteps } from "../../src/postprocess";
import { randomStream } from "../../src/random";
import { distanceToHole, maskKinds, randomCase } from "./postprocessCases";

/** How far from a hole known pixels may change. */
function reachOf(name: string, value: number | undefined): number {
  if (name !== "feather" && name !== "poisson") return 0;
  return value ?? (name === "feather" ? 2 : 0);
}

for (const [name, { setting, make }] of Object.entries(postprocessSteps)) {
  const numbers = setting === null ? [undefined] : [undefined, setting.from, setting.to];

  test(`${name}: finite, in range, known pixels as promised, the same again, for random fills`, () => {
    const random = randomStream(1, `step ${name}`);
    for (let trial = 0; trial < 60; trial++) {
      for (const kind of maskKinds) {
        const channels = trial % 2 === 0 ? 1 : 3;
        const { filled: inside, image, knownMask } = randomCase(random, kind, channels);
        // As networks do, some fills run past black and white.
        const filled = imageBatch(
          inside.data.map((level) => 1.4 * level - 0.2),
          inside.shape,
        );
        const value = numbers[trial % numbers.length];
        const made = make(value)(filled, image, knownMask);
        assert.deepEqual(made.shape, image.shape);
        assert.ok(made.data instanceof Float32Array);
        const reach = reachOf(name, value);
        assert.ok(reach <= 4);
        for (let k = 0; k < made.data.length; k++) {
          const p = Math.floor(k / channels);
          assert.ok(made.data[k] >= 0 && made.data[k] <= 1, `${made.data[k]}, ${kind}, trial ${trial}`);
          if (knownMask.data[p] === 1 && made.data[k] !== image.data[k])
            assert.ok(distanceToHole(knownMask, p) <= reach, `a known pixel, ${kind}, trial ${trial}`);
        }
        if (kind === "nothing hidden") assert.deepEqual(made.data, image.data);
        assert.deepEqual(make(value)(filled, image, knownMask).data, made.data);
      }
    }
  });

  test(`${name}: what is given is left alone, and what stands at known pixels of the fill is not read`, () => {
    const random = randomStream(2, `step ${name}`);
    const { filled, image, knownMask } = randomCase(random, "pixels", 3);
    const copies = [filled.data.slice(), image.data.slice(), knownMask.data.slice()];
    const made = make()(filled, image, knownMask);
    assert.deepEqual([filled.data, image.data, knownMask.data], copies);
    const painted = imageBatch(
      filled.data.map((value, k) => (knownMask.data[Math.floor(k / 3)] === 1 ? NaN : value)),
      filled.shape,
    );
    assert.deepEqual(make()(painted, image, knownMask), made);
  });

  test(`${name}: bytes count as float32, and masks may be float32`, () => {
    const image = imageBatch(Uint8Array.of(10, 200, 30, 90), [1, 2, 2, 1]);
    const floats = imageBatch(
      Float32Array.from(image.data, (byte) => byte / 255),
      image.shape,
    );
    const filled = imageBatch(Float32Array.of(0, 0.5, 0, 0), [1, 2, 2, 1]);
    const made = make()(filled, image, imageBatch(Uint8Array.of(1, 0, 1, 1), [1, 2, 2, 1]));
    assert.deepEqual(make()(filled, floats, imageBatch(Float32Array.of(1, 0, 1, 1), [1, 2, 2, 1])), made);
  });

  test(`${name}: a grey picture stored in three channels stays grey`, () => {
    const random = randomStream(3, `step ${name}`);
    for (let trial = 0; trial < 20; trial++) {
      const { filled, image, knownMask } = randomCase(random, "rectangle", 1);
      const thrice = <Batch extends ImageBatch>({ data, shape: [count, height, width] }: Batch): Batch => {
        const values = Float32Array.from({ length: 3 * data.length }, (_, k) => data[Math.floor(k / 3)]);
        return imageBatch(values, [count, height, width, 3]) as ImageBatch as Batch;
      };
      const { data } = make()(thrice(filled), thrice(image), knownMask);
      for (let k = 0; k < data.length; k += 3) assert.ok(data[k] === data[k + 1] && data[k] === data[k + 2]);
    }
  });

  // Through the grain of a batch runs one stream: only the first image has what it would have alone.
  test(`${name}: an image of a batch is made as it would be alone`, () => {
    const random = randomStream(4, `step ${name}`);
    for (let trial = 0; trial < 10; trial++) {
      const { filled, image, knownMask } = randomCase(random, "rectangle", 3);
      const made = make()(filled, image, knownMask);
      for (let i = 0; i < (name === "grain" ? 1 : image.shape[0]); i++) {
        const [one, its, mask] = [filled, image, knownMask].map((batch) => sliceImages(batch, i, i + 1));
        const alone = make()({ ...one, data: one.data as Float32Array }, its, mask);
        assert.deepEqual(alone.data, sliceImages(made, i, i + 1).data);
      }
    }
  });
}

test("an image that is all hole keeps its fill, but for smoothing and sharpening", () => {
  const random = randomStream(5, "all hole");
  const { filled, image, knownMask } = randomCase(random, "all hole", 3);
  for (const [name, { make }] of Object.entries(postprocessSteps)) {
    const { data } = make()(filled, image, knownMask);
    if (name !== "smooth" && name !== "sharpen") assert.deepEqual(data, composite(image, filled, knownMask).data, name);
  }
});
