import assert from "node:assert/strict";
import { test } from "node:test";
import { fillBiharmonic } from "../../src/classical/biharmonic";
import { fillHarmonic } from "../../src/classical/harmonic";
import { fillMean } from "../../src/classical/mean";
import { imageBatch, type ImageBatch } from "../../src/images/batch";
import { drawRectangleMasks } from "../../src/masks/rectangle";
import { randomStream } from "../../src/random";

const noise = (count: number, side: number, channels: number): ImageBatch => {
  const random = randomStream(1, "noise");
  return imageBatch(
    Float32Array.from({ length: count * side * side * channels }, () => random.uniform()),
    [count, side, side, channels],
  );
};

for (const [name, fill] of Object.entries({ mean: fillMean, harmonic: fillHarmonic, biharmonic: fillBiharmonic })) {
  test(`${name}: known pixels come back untouched, nothing is NaN, values stay between the known ones`, () => {
    const images = noise(30, 20, 3);
    const knownMask = drawRectangleMasks(images.shape, randomStream(1, "masks"));
    const filled = fill(images, knownMask).data;
    filled.forEach((value, i) => {
      assert.ok(value >= 0 && value <= 1);
      if (knownMask.data[Math.floor(i / 3)] === 1) assert.equal(value, images.data[i]);
    });
  });
  test(`${name}: no hole gives the input back, all hole is a clear error`, () => {
    const images = noise(2, 6, 1);
    const open = imageBatch(new Uint8Array(72).fill(1), [2, 6, 6, 1]);
    assert.deepEqual(fill(images, open).data, images.data);
    const gone = imageBatch(new Uint8Array(72).fill(1).fill(0, 36), [2, 6, 6, 1]);
    assert.throws(() => fill(images, gone), /image 1 of \[2,6,6,1\] is all hole/);
  });
}

test("uint8 images come back as uint8, rounded to the nearest level", () => {
  const image = imageBatch(Uint8Array.from([10, 20, 99, 31]), [1, 2, 2, 1]);
  const mask = imageBatch(Uint8Array.from([1, 1, 0, 1]), [1, 2, 2, 1]);
  assert.deepEqual(fillMean(image, mask).data, Uint8Array.from([10, 20, 20, 31]));
});

test("mean: the hole takes the mean known colour", () => {
  const image = imageBatch(Float32Array.from([0.2, 0.4, 0.9, 0.6]), [1, 2, 2, 1]);
  const mask = imageBatch(Uint8Array.from([1, 1, 0, 1]), [1, 2, 2, 1]);
  assert.ok(Math.abs(fillMean(image, mask).data[2] - 0.4) < 1e-6);
});

test("harmonic: a ramp is restored, inside and at the border of the image", () => {
  const ramp = imageBatch(
    Float32Array.from({ length: 64 }, (_, i) => (i % 8) / 16 + Math.floor(i / 8) / 16),
    [1, 8, 8, 1],
  );
  const hole = imageBatch(
    Uint8Array.from({ length: 64 }, (_, i) => (i % 8 > 1 && i % 8 < 6 && i > 15 && i < 48 ? 0 : 1)),
    [1, 8, 8, 1],
  );
  fillHarmonic(ramp, hole).data.forEach((value, i) => assert.ok(Math.abs(value - ramp.data[i]) < 1e-4));
});

test("harmonic: every hole pixel is the mean of its neighbours", () => {
  const images = noise(1, 12, 1);
  const knownMask = imageBatch(
    Uint8Array.from({ length: 144 }, (_, i) => (i < 40 && i % 12 < 5 ? 0 : 1)),
    [1, 12, 12, 1],
  );
  const v = fillHarmonic(images, knownMask).data;
  for (let p = 0; p < 144; p++) {
    if (knownMask.data[p] === 1) continue;
    const near = [
      p >= 12 ? p - 12 : -1,
      p < 132 ? p + 12 : -1,
      p % 12 > 0 ? p - 1 : -1,
      p % 12 < 11 ? p + 1 : -1,
    ].filter((q) => q >= 0);
    assert.ok(Math.abs(v[p] - near.reduce((sum, q) => sum + v[q], 0) / near.length) < 1e-5);
  }
});

test("harmonic: NaN in the input is refused", () => {
  const image = imageBatch(Float32Array.from([0, NaN, 0, 0]), [1, 2, 2, 1]);
  assert.throws(
    () => fillHarmonic(image, imageBatch(Uint8Array.from([1, 1, 0, 1]), [1, 2, 2, 1])),
    /Expected float32 values of known pixels in \[0,1\], but received NaN/,
  );
});
