import assert from "node:assert/strict";
import { test } from "node:test";
import { imagesInMemory, shapeOf } from "../../src/datasets/imageSource";
import { imageBatch } from "../../src/images/batch";

const bytes = imageBatch(
  Uint8Array.from({ length: 3 * 2 * 4 }, (_, i) => 10 * i),
  [3, 2, 4, 1],
);

test("images in memory are handed out by position as float32 in [0,1], in the order asked for", () => {
  const { batch, count, images, size } = imagesInMemory(bytes);
  assert.deepEqual([count, size], [3, [2, 4, 1]]);
  assert.equal(images, bytes);
  const { data, shape } = batch([2, 0, 2]);
  assert.deepEqual(shape, [3, 2, 4, 1]);
  const last = [160, 170, 180, 190, 200, 210, 220, 230];
  const first = [0, 10, 20, 30, 40, 50, 60, 70];
  assert.deepEqual(
    Array.from(data),
    [...last, ...first, ...last].map((byte) => Math.fround(byte / 255)),
  );
  const floats = imagesInMemory(imageBatch(Float32Array.from([0, 0.25, 0.5, 1]), [4, 1, 1, 1]));
  assert.deepEqual(Array.from(floats.batch(Int32Array.from([3, 1])).data), [1, 0.25]);
});

test("name, fingerprint and labels are what they are given as", () => {
  const plain = imagesInMemory(bytes);
  assert.deepEqual([plain.name, plain.fingerprint, "labels" in plain], ["images in memory", "", false]);
  const labels = Uint8Array.from([5, 6, 7]);
  const named = imagesInMemory(bytes, { name: "three", fingerprint: "three-v1", labels });
  assert.deepEqual([named.name, named.fingerprint], ["three", "three-v1"]);
  assert.equal(named.labels, labels);
});

test("a number of labels that is not that of the images, and a position outside the source are refused", () => {
  assert.throws(
    () => imagesInMemory(bytes, { labels: new Uint8Array(2) }),
    /Expected one label for each of 3 images \[3,2,4,1\], but received 2\. Take images and labels at the same positions\./,
  );
  const { batch } = imagesInMemory(bytes);
  assert.throws(
    () => batch([0, 3]),
    /Expected image positions from 0 to 2, but received 3\. Choose a position inside the set\./,
  );
  assert.throws(() => batch([-1]), /Expected image positions from 0 to 2, but received -1\./);
});

test("the shape for which masks are drawn", () => {
  assert.deepEqual(shapeOf(imagesInMemory(bytes)), [3, 2, 4, 1]);
  assert.deepEqual(shapeOf({ count: 7, size: [256, 128, 3] }), [7, 256, 128, 3]);
});
