import assert from "node:assert/strict";
import { test } from "node:test";
import {
  checkBatch,
  imageBatch,
  joinImages,
  shapeDifference,
  takeImages,
  takeMasks,
  toFloat,
  type ImageBatch,
} from "../../src/images/batch";
import { checkKnownMask, composite, paintHoles } from "../../src/images/holes";
import { classicalMethods } from "../../src/classical";

const bytes = imageBatch(
  Uint8Array.from({ length: 24 }, (_, i) => i * 10),
  [2, 2, 2, 3],
);
const mask = imageBatch(Uint8Array.from([1, 0, 1, 1, 0, 1, 1, 1]), [2, 2, 2, 1]);

test("a batch's length must fit its shape", () => {
  assert.throws(
    () => imageBatch(new Uint8Array(5), [1, 2, 2, 3]),
    /Expected 12 values for images of shape \[1,2,2,3\], but received 5/,
  );
});

test("bytes become float32 by division by 255, masks stay 0 and 1", () => {
  const taken = takeImages(bytes, [1, 0, 1]);
  assert.deepEqual(taken.shape, [3, 2, 2, 3]);
  assert.equal(taken.data[0], Math.fround(120 / 255));
  assert.equal(taken.data[12], 0);
  assert.deepEqual(Array.from(takeMasks(mask, [1]).data), [0, 1, 1, 1]);
  assert.equal(toFloat(bytes).data[23], Math.fround(230 / 255));
});

test("batches are joined one after another, in the type they have", () => {
  assert.deepEqual(joinImages([takeMasks(mask, [1]), takeMasks(mask, [0])]), takeMasks(mask, [1, 0]));
  assert.deepEqual(joinImages([bytes, bytes]).data, Uint8Array.from([...bytes.data, ...bytes.data]));
  assert.throws(
    () => joinImages([bytes, toFloat(bytes)]),
    /Expected batches of one size and type, but received uint8 \[2,2,2,3\] and float32 \[2,2,2,3\]\. Bring images to one type/,
  );
  assert.throws(
    () => joinImages([bytes, mask]),
    /but received uint8 \[2,2,2,3\] and uint8 \[2,2,2,1\]\. Join images with images/,
  );
  const wide = imageBatch(new Uint8Array(24), [2, 1, 4, 3]);
  assert.throws(() => joinImages([bytes, wide]), /and uint8 \[2,1,4,3\]\. Bring them to one size\.$/);
  assert.throws(() => joinImages([]), /Expected at least one batch to join, but received none/);
});

test("positions outside the set are refused", () => {
  assert.throws(() => takeImages(bytes, [2]), /Expected image positions from 0 to 1, but received 2/);
});

test("how shapes differ is said of their sizes, then of their numbers, then of their channels", () => {
  const said = (...shape: number[]): string => shapeDifference([2, 4, 5, 3], shape, "the fills");
  assert.equal(said(3, 4, 6, 1), "The sizes differ: the fills have 4×6 pixels, not 4×5.");
  assert.equal(said(3, 4, 5, 1), "The numbers of images differ: 3 in place of 2.");
  assert.equal(said(2, 4, 5, 1), "The channels differ: 1 in place of 3.");
  assert.equal(said(2, 4, 5), "The four sides are [count, height, width, channels].");
});

test("arrays of other widths, and shapes that do not fit, are refused wherever images come in", () => {
  const shape = [1, 2, 2, 1] as const;
  const knownMask = imageBatch(Uint8Array.of(1, 0, 1, 1), shape);
  for (const data of [new Uint16Array(4), new Float64Array(4), new Uint8ClampedArray(4), [0, 0, 0, 0], undefined]) {
    const odd = { data, shape } as unknown as ImageBatch;
    const name = data?.constructor.name ?? "undefined";
    const message =
      `as Float32Array in [0,1] or Uint8Array in 0..255, but received ${name}. ` +
      "Convert the values: Float32Array.from(data, (value) => value / white).";
    for (const use of [
      () => imageBatch(odd.data, shape),
      () => takeImages(odd, [0]),
      () => composite(odd, knownMask, knownMask),
      () => paintHoles(odd, knownMask),
    ])
      assert.throws(use, { message: `Expected images ${message}` });
    assert.throws(() => checkKnownMask(knownMask, odd), { message: `Expected knownMask ${message}` });
    for (const { fill } of Object.values(classicalMethods))
      assert.throws(() => fill(odd, knownMask), { message: `Expected images ${message}` });
  }
  assert.throws(
    () => checkBatch({ data: new Uint8Array(4), shape: [2, 2] as unknown as ImageBatch["shape"] }),
    /Expected count × height × width × channels values for images of shape \[2,2\], but received 4\./,
  );
});
