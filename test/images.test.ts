import assert from "node:assert/strict";
import { test } from "node:test";
import "./support/tensorflow";
import {
  checkBatch,
  checkFinite,
  checkKnownValues,
  checkKnownMask,
  composite,
  imageBatch,
  joinImages,
  shapeDifference,
  paintHoles,
  range,
  repeatMask,
  takeImages,
  takeMasks,
  toFloat,
  type ImageBatch,
} from "../src/images";
import { classicalMethods } from "../src/classical";
import { pooledMse } from "../src/metrics/hole";
import { ssimPerImage } from "../src/metrics/ssim";
import { fromTensor, toTensor } from "../src/tensors";

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

test("composite takes known pixels from the image and hole pixels from the fill", () => {
  const filled = imageBatch(new Float32Array(24).fill(0.5), [2, 2, 2, 3]);
  const result = composite(bytes, filled, mask).data;
  const whole = toFloat(bytes).data;
  result.forEach((value, i) => assert.equal(value, mask.data[Math.floor(i / 3)] === 1 ? whole[i] : 0.5));
  assert.throws(
    () => composite(bytes, imageBatch(new Float32Array(12), [1, 2, 2, 3]), mask),
    /Expected filled images of shape \[2,2,2,3\].* The numbers of images differ: 1 in place of 2\. Fill the same images/,
  );
});

test("paintHoles paints the hole and nothing else", () => {
  assert.deepEqual(Array.from(paintHoles(bytes, mask, 1).data.subarray(3, 6)), [1, 1, 1]);
  assert.equal(paintHoles(bytes, mask).data[6], Math.fround(60 / 255));
});

test("a mask of another shape or with other values is refused with the way out", () => {
  const single = imageBatch(new Uint8Array(4), [1, 2, 2, 1]);
  assert.throws(
    () => checkKnownMask(bytes, single),
    /Expected knownMask of shape \[2,2,2,1\].*repeatMask\(knownMask, 2\)/,
  );
  checkKnownMask(bytes, repeatMask(single, 2));
  const given = (shape: readonly [number, number, number, number]): ImageBatch =>
    imageBatch(new Uint8Array(shape[0] * shape[1] * shape[2] * shape[3]), shape);
  const wayOut = (shape: readonly [number, number, number, number]): string => {
    try {
      checkKnownMask(bytes, given(shape));
    } catch (error) {
      return (error as Error).message.replace(/^Expected .* but received \[[^\]]*\]\. /, "");
    }
    return "";
  };
  const ofSize = "The sizes differ: the masks have 4×6 pixels, not 2×2. Draw the masks for the images' own shape.";
  assert.equal(wayOut([2, 4, 6, 1]), ofSize);
  assert.equal(wayOut([1, 4, 6, 1]), ofSize, "one mask of another size is no question of number");
  assert.equal(wayOut([3, 2, 2, 1]), "Give one mask per image, 2 of them.");
  assert.equal(wayOut([2, 2, 2, 3]), "A mask has one channel.");
  assert.throws(
    () => checkKnownMask(bytes, imageBatch(new Uint8Array(8).fill(255), [2, 2, 2, 1])),
    /values 0 \(hole\) or 1 \(known\), but received 255/,
  );
});

test("values that are not finite are found", () => {
  assert.throws(
    () => checkFinite(imageBatch(Float32Array.from([0, NaN, 1]), [1, 1, 1, 3])),
    /received NaN at position 1/,
  );
});

test("known values that are not finite are found; under a hole they are no matter", () => {
  const image = imageBatch(Float32Array.from([0, NaN, 1, Infinity]), [1, 1, 2, 2]);
  const mask = (...known: number[]): ImageBatch => imageBatch(Uint8Array.from(known), [1, 1, 2, 1]);
  assert.throws(() => checkKnownValues(image, mask(1, 0)), {
    message:
      "Expected float32 values of known pixels in [0,1], but received NaN at position 1. " +
      "Check how they were read or computed, or make a hole of such pixels: knownMask 0.",
  });
  assert.throws(() => checkKnownValues(image, mask(0, 1)), /received Infinity at position 3/);
  checkKnownValues(image, mask(0, 0));
});

test("to a tensor and back", async () => {
  const tensor = toTensor(bytes);
  assert.deepEqual((await fromTensor(tensor)).data, toFloat(bytes).data);
  tensor.dispose();
  assert.deepEqual(Array.from(range(3, 5)), [5, 6, 7]);
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

test("float32 values of the wrong scale are refused by fills and by figures of error", () => {
  const shape = [1, 12, 12, 1] as const;
  const grey = imageBatch(new Float32Array(144).fill(128), shape);
  const knownMask = imageBatch(new Uint8Array(144).fill(1).fill(0, 60, 70), shape);
  const message = (what: string): { message: string } => ({
    message:
      `Expected float32 values of ${what} in [0,1], but received 128 at position 0. ` +
      "Divide them by white, or give a Uint8Array in 0..255.",
  });
  for (const { fill } of Object.values(classicalMethods))
    assert.throws(() => fill(grey, knownMask), message("known pixels"));
  assert.throws(() => pooledMse(grey, grey, knownMask, "hole"), message("the ground truth"));
  assert.throws(() => ssimPerImage(grey, grey), message("the ground truth"));
});
