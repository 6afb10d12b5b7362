import assert from "node:assert/strict";
import { test } from "node:test";
import { mirror, mirrorAtRandom } from "../../src/augmentation/mirror";
import { imageBatch, sliceImages } from "../../src/images/batch";
import { randomStream } from "../../src/random";

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);

test("columns are turned round, rows and channels stay, for odd and even widths and both types", () => {
  const even = imageBatch(bytes(1, 2, 3, 4, 5, 6, 7, 8), [1, 2, 2, 2]);
  assert.deepEqual(mirror(even).data, bytes(3, 4, 1, 2, 7, 8, 5, 6));
  assert.deepEqual(mirror(imageBatch(Float32Array.of(1, 2, 3), [1, 1, 3, 1])).data, Float32Array.of(3, 2, 1));
  assert.deepEqual(even.data, bytes(1, 2, 3, 4, 5, 6, 7, 8), "the given images stay");
  const wide = imageBatch(
    Uint8Array.from({ length: 3 * 5 * 7 * 3 }, (_, i) => i),
    [3, 5, 7, 3],
  );
  assert.deepEqual(mirror(mirror(wide)), wide);
});

test("at random about half are mirrored, whole images only, the same ones for the same stream", () => {
  const images = imageBatch(
    Uint8Array.from({ length: 400 * 4 }, (_, i) => i % 4),
    [400, 2, 2, 1],
  );
  const drawn = mirrorAtRandom(images, randomStream(1, "test"));
  const mirrored = Array.from({ length: 400 }, (_, i) => {
    const text = String(sliceImages(drawn, i, i + 1).data);
    assert.ok(text === "0,1,2,3" || text === "1,0,3,2", text);
    return text === "1,0,3,2";
  });
  const share = mirrored.filter(Boolean).length / 400;
  assert.ok(share > 0.42 && share < 0.58, String(share));
  assert.deepEqual(mirrorAtRandom(images, randomStream(1, "test")), drawn);
  assert.notDeepEqual(mirrorAtRandom(images, randomStream(2, "test")), drawn);
});
