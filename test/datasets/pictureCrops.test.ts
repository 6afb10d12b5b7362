import assert from "node:assert/strict";
import { test } from "node:test";
import { fullAugmentation, plainCrops } from "../../src/augmentation/cropSettings";
import { photographsInMemory, splitPictures } from "../../src/datasets/photographs";
import { cropAt, pictureCrops, validationCrops } from "../../src/datasets/pictureCrops";
import { imageBatch, joinImages, toFloat, type ImageBatch } from "../../src/images/batch";
import { randomStream } from "../../src/random";

/** A picture of noise; its red channel is its number. */
function picture(number: number, height: number, width: number): ImageBatch {
  const random = randomStream(number, "test picture");
  return imageBatch(
    Uint8Array.from({ length: height * width * 3 }, (_, i) => (i % 3 === 0 ? number : random.integer(0, 255))),
    [1, height, width, 3],
  );
}
const pictures = [picture(0, 40, 50), picture(1, 33, 90), picture(2, 64, 32)];
const crops = { ...plainCrops, ...fullAugmentation, shorterSide: null, size: 32, perPicture: 3 };

test("float32 crops of the asked size, one picture after another, as often as perPicture says", () => {
  const source = pictureCrops(pictures, { crops: { ...plainCrops, size: 32, perPicture: 3 }, seed: 1, epoch: 1 });
  assert.deepEqual([source.count, source.size], [9, [32, 32, 3]]);
  const { data, shape } = source.batch([0, 1, 2, 5, 8, 0]);
  assert.deepEqual(shape, [6, 32, 32, 3]);
  assert.ok(data instanceof Float32Array);
  const numbers = Array.from({ length: 6 }, (_, i) => Math.round(255 * data[i * 32 * 32 * 3]));
  assert.deepEqual(numbers, [0, 1, 2, 2, 2, 0]);
  assert.throws(() => source.batch([9]), /Expected image positions from 0 to 8, but received 9/);
  assert.equal(pictureCrops(pictures, { crops, seed: 1, epoch: 1, count: 4 }).count, 4);
});

test("a crop depends on seed, epoch and position, not on what was asked for before", () => {
  const key = { crops, seed: 7, epoch: 3 };
  const source = pictureCrops(pictures, key);
  const together = source.batch([4, 8, 1]);
  const alone = joinImages([8, 1].map((position) => source.batch([position])));
  assert.deepEqual(together.data.subarray(32 * 32 * 3), alone.data);
  assert.deepEqual(source.batch([4]), toFloat(cropAt(pictures[1], key, 4)));
  const first = source.batch([4]).data;
  for (const other of [
    { ...key, seed: 8 },
    { ...key, epoch: 4 },
  ])
    assert.notDeepEqual(pictureCrops(pictures, other).batch([4]).data, first);
  assert.notDeepEqual(source.batch([7]).data, first, "another crop of the same picture");
});

test("pictures that are no picture or too small are refused with their position", () => {
  for (const wrong of [picture(3, 31, 50), imageBatch(new Uint8Array(64 * 64), [1, 64, 64, 1])]) {
    assert.throws(
      () => pictureCrops([pictures[0], wrong], { crops, seed: 1, epoch: 1 }),
      /Expected pictures \[1,H,W,3\] of at least 32×32 pixels, but received \[1,.*\] at position 1\. Leave it out/,
    );
  }
  assert.throws(() => pictureCrops(pictures, { crops: { ...crops, size: 0 }, seed: 1, epoch: 1 }), /crops\.size/);
});

test("what validates is not augmented and the same for all", () => {
  const validated = validationCrops(pictures, crops);
  assert.deepEqual(validated.shape, [9, 32, 32, 3]);
  assert.ok(validated.data instanceof Uint8Array);
  assert.deepEqual(validationCrops(pictures, { ...crops, hue: 0.5, rotation: 45 }), validated);
});

test("a tenth is held out by a seed; one picture is too few", () => {
  const { train, heldOut } = splitPictures(300);
  assert.deepEqual([train.length, heldOut.length], [270, 30]);
  assert.equal(new Set([...train, ...heldOut]).size, 300);
  assert.deepEqual(splitPictures(300).heldOut, heldOut);
  assert.notDeepEqual(splitPictures(300, 2).heldOut, heldOut);
  assert.deepEqual([splitPictures(2).heldOut.length, splitPictures(100_000).heldOut.length], [1, 200]);
  assert.throws(() => splitPictures(1), /Expected at least two pictures, .*, but received 1\. Add pictures\./);
});

test("in memory: training crops of the one part, held-out crops of the other", () => {
  const many = Array.from({ length: 20 }, (_, i) => picture(i, 33, 40));
  const photographs = photographsInMemory(
    many,
    { ...plainCrops, size: 32, perPicture: 2 },
    { title: "noise", fingerprint: "n" },
  );
  const { heldOut } = splitPictures(20);
  const size = 32 * 32 * 3;
  const trained = photographs.trainCrops(1, 1);
  assert.deepEqual([photographs.trainCount, trained.count, photographs.heldOut.shape[0]], [36, 36, 4]);
  assert.deepEqual([trained.name, trained.fingerprint, photographs.folder], ["noise, training crops", "n", null]);
  assert.deepEqual(new Set([0, 1, 2, 3].map((i) => photographs.heldOut.data[i * size])), new Set(heldOut));
  const { data } = trained.batch(Array.from({ length: 36 }, (_, i) => i));
  for (let i = 0; i < 36; i++) assert.ok(!heldOut.includes(Math.round(255 * data[i * size])));
});
