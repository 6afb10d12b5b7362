// What every classical method promises, on a thousand random inputs each: 1×1 to 64×64 pixels, 1 to 4 channels, uint8 and
// float32, masks of every family. Small sizes are drawn more often: they are where edges and corners meet.
import assert from "node:assert/strict";
import { test } from "node:test";
import { classicalMethods } from "../../src/classical";
import { imageBatch, toFloat, type BatchShape, type ImageBatch } from "../../src/images/batch";
import { paintHoles } from "../../src/images/holes";
import { maskFamilies } from "../../src/masks";
import { randomStream, type Random } from "../../src/random";

const families = Object.values(maskFamilies);

function drawPicture([count, height, width, channels]: BatchShape, random: Random): ImageBatch {
  const size = count * height * width * channels;
  const bytes = random.uniform() < 0.5;
  const kind = random.integer(0, 2);
  const value = (i: number): number =>
    kind === 0 ? random.uniform() : kind === 1 ? (i % (3 * channels)) / (3 * channels) : 0.5;
  const data = Float32Array.from({ length: size }, (_, i) => value(i));
  return imageBatch(bytes ? Uint8Array.from(data, (v) => Math.round(255 * v)) : data, [count, height, width, channels]);
}

/** A family's mask where the size allows one, else independent pixels with the first one known. */
function drawMask(shape: BatchShape, random: Random): ImageBatch {
  try {
    return families[random.integer(0, families.length - 1)].draw(shape, random);
  } catch {
    const data = Uint8Array.from({ length: shape[1] * shape[2] }, (_, p) =>
      p === 0 || random.uniform() < 0.5 ? 1 : 0,
    );
    return imageBatch(data, [1, shape[1], shape[2], 1]);
  }
}

for (const [name, { fill }] of Object.entries(classicalMethods)) {
  test(`${name}: a thousand random inputs end filled, finite, in range, known pixels bit for bit`, () => {
    const random = randomStream(1, `every method ${name}`);
    const side = (): number => 1 + Math.floor(64 * random.uniform() ** 3);
    for (let i = 0; i < 1000; i++) {
      const image = drawPicture([1, side(), side(), random.integer(1, 4)], random);
      const knownMask = drawMask(image.shape, random);
      const filled = fill(image, knownMask);
      const channels = image.shape[3];
      const white = image.data instanceof Uint8Array ? 255 : 1;
      assert.equal(filled.data.constructor, image.data.constructor);
      assert.deepEqual(filled.shape, image.shape);
      for (let k = 0; k < image.data.length; k++) {
        const value = filled.data[k];
        if (knownMask.data[Math.floor(k / channels)] === 1)
          assert.equal(value, image.data[k], `known pixel, input ${i}`);
        else
          assert.ok(
            value >= -0.001 * white && value <= 1.001 * white,
            `${value} in input ${i}, ${String(image.shape)}`,
          );
      }
    }
  });
}

for (const [name, { fill }] of Object.entries(classicalMethods)) {
  test(`${name}: whoever listens hears growing shares of the work, up to all of it, and the fill is the same`, () => {
    const random = randomStream(3, `progress ${name}`);
    const image = drawPicture([2, 30, 30, 3], random);
    const known = Uint8Array.from({ length: 1800 }, (_, p) => (p % 30 > 10 && p % 30 < 18 ? 0 : 1));
    const knownMask = imageBatch(known, [2, 30, 30, 1]);
    const shares: number[] = [];
    const { data } = fill(image, knownMask, { onProgress: (share) => shares.push(share) });
    assert.deepEqual(data, fill(image, knownMask).data);
    assert.ok(shares.every((share, i) => share > 0 && share <= 1 && (i === 0 || share >= shares[i - 1])));
    assert.equal(shares.at(-1) ?? null, name === "mean" ? null : 1);
  });

  test(`${name}: what lies under a hole is never read, not even where it is no number; a known pixel that is none is refused`, () => {
    const random = randomStream(2, `under the holes ${name}`);
    const image = toFloat(drawPicture([2, 20, 17, 3], random));
    const knownMask = imageBatch(
      Uint8Array.from({ length: 680 }, () => Number(random.uniform() < 0.6)),
      [2, 20, 17, 1],
    );
    const wanted = fill(image, knownMask).data;
    for (const under of [NaN, Infinity, -1e30, 0.5])
      assert.deepEqual(fill(paintHoles(image, knownMask, under), knownMask).data, wanted, `${under} under the holes`);
    const known = knownMask.data.indexOf(1);
    const broken = imageBatch(image.data.slice(), image.shape);
    broken.data[3 * known] = NaN;
    assert.throws(() => fill(broken, knownMask), {
      message: /^Expected float32 values of known pixels in \[0,1\], but received NaN at position \d+\. Check how/,
    });
  });
}
