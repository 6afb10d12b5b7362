// What both marching methods must keep to: OpenCV's bytes wherever the outermost pixels have no say (there OpenCV takes some
// differences from the next row or column, even where that is still a hole, and what differs there is passed on inwards), its
// PSNR everywhere, and their own promises.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { firstImages, imageBatch, type ImageBatch } from "../../src/images/batch";
import { drawSquareMasks } from "../../src/masks/square";
import { pooledHolePsnrDb, psnrDb } from "../../src/metrics/hole";
import { sharedDataset } from "../support/dataset";
import { randomStream } from "../../src/random";
import { inputFile } from "../support/inputs";
import { holeLevels, openCvCases, type OpenCvCase } from "./openCvCases";

export type MarchingFill = (image: ImageBatch, knownMask: ImageBatch, options?: { radius?: number }) => ImageBatch;
export type Method = "telea" | "navierStokes";

/** Holes of the fixture that are too near the first row and column for the same bytes. */
export const atBorder: readonly string[] = ["half of the pixels", "to all borders", "three of four pixels"];

/** Registers the comparisons with the fixtures. */
export function testAgainstOpenCv(method: Method, fill: MarchingFill): void {
  const cases = openCvCases(method);
  const levels = ({ image, knownMask, radius }: OpenCvCase): number[] =>
    holeLevels(fill(image, knownMask, { radius }), knownMask);

  for (const one of cases.filter(({ hole }) => !atBorder.includes(hole))) {
    test(`${method}: as OpenCV on ${one.name}`, () => {
      const filled = levels(one);
      assert.equal(filled.length, one.wanted.length);
      if (one.wanted instanceof Uint8Array) assert.deepEqual(filled, [...one.wanted]);
      else
        filled.forEach((value, i) =>
          assert.ok(Math.abs(value - one.wanted[i]) < 0.01, `${value}, not ${one.wanted[i]}`),
        );
    });
  }

  test(`${method}: OpenCV's PSNR within 0.05 dB, pooled over all cases and over those with half of the pixels`, () => {
    for (const chosen of [cases, cases.filter(({ hole }) => hole === "half of the pixels")]) {
      let ours = 0;
      let theirs = 0;
      for (const one of chosen) {
        const truth = holeLevels(one.truth, one.knownMask);
        levels(one).forEach((value, i) => {
          ours += (value - truth[i]) ** 2;
          theirs += (one.wanted[i] - truth[i]) ** 2;
        });
      }
      assert.ok(Math.abs(psnrDb(ours) - psnrDb(theirs)) < 0.05, `${psnrDb(ours) - psnrDb(theirs)} dB`);
    }
  });

  test(`${method}: on CIFAR-10's first test images OpenCV's pooled PSNR, and its bytes away from the border`, async () => {
    if (!inputFile("CIFAR10_ARCHIVE", `hole PSNR of ${method} beside OpenCV's`)) return;
    const wanted = cifar10Fixture();
    const truth = firstImages((await sharedDataset()).test.images, wanted.images);
    const knownMask = drawSquareMasks(truth.shape, randomStream(wanted.seed, wanted.purpose), { side: wanted.side });
    assert.equal(knownMask.data.filter((value) => value === 0).length, wanted.holePixels);
    const filled = fill(truth, knownMask, { radius: wanted.radius });
    assert.ok(Math.abs(pooledHolePsnrDb(truth, filled, knownMask) - wanted[method].pooledHolePsnrDb) < 0.05);
    const inner = createHash("sha256");
    const last = 32 - wanted.side - wanted.inner;
    let innerImages = 0;
    for (let i = 0; i < wanted.images; i++) {
      const known = knownMask.data.subarray(i * 1024, (i + 1) * 1024);
      const top = Math.floor(known.indexOf(0) / 32);
      const left = known.indexOf(0) % 32;
      if (Math.min(top, left) < wanted.inner || Math.max(top, left) > last) continue;
      inner.update(filled.data.slice(i * 3072, (i + 1) * 3072).filter((_, k) => known[Math.floor(k / 3)] === 0));
      innerImages++;
    }
    assert.equal(innerImages, wanted.innerImages);
    assert.equal(inner.digest("hex"), wanted[method].innerSha256);
  });
}

/** What test/fixtures/cifar10-opencv.py measured. */
export function cifar10Fixture(): Cifar10Fixture {
  return JSON.parse(readFileSync(join(__dirname, "../fixtures/cifar10-opencv.json"), "utf8")) as Cifar10Fixture;
}

interface Cifar10Fixture {
  readonly seed: number;
  readonly purpose: string;
  readonly images: number;
  readonly side: number;
  readonly radius: number;
  readonly inner: number;
  readonly innerImages: number;
  readonly holePixels: number;
  readonly telea: { readonly pooledHolePsnrDb: number; readonly innerSha256: string };
  readonly navierStokes: { readonly pooledHolePsnrDb: number; readonly innerSha256: string };
  /** The largest differences in grey levels, by distance from the border. */
  readonly superResolution: { readonly [method in Method]: readonly number[] };
}

/** A picture of whole grey levels by the random stream, as bytes or from 0 to 1. */
function drawPicture(shape: readonly [number, number, number, number], bytes: boolean, seed: number): ImageBatch {
  const random = randomStream(seed, "marching picture");
  const size = shape[0] * shape[1] * shape[2] * shape[3];
  const levels = Uint8Array.from({ length: size }, () => random.integer(0, 255));
  return imageBatch(bytes ? levels : Float32Array.from(levels, (value) => value / 255), shape);
}

/** Each pixel a hole with the probability, the middle one known. */
function drawHoles(count: number, height: number, width: number, probability: number, seed: number): ImageBatch {
  const random = randomStream(seed, "marching holes");
  const middle = Math.floor(height / 2) * width + Math.floor(width / 2);
  const data = Uint8Array.from({ length: count * height * width }, (_, i) =>
    Number(i % (height * width) === middle || random.uniform() >= probability),
  );
  return imageBatch(data, [count, height, width, 1]);
}

/** Registers what holds without a reference. */
export function testMarchingPromises(method: Method, fill: MarchingFill): void {
  test(`${method}: 200 small inputs of all shapes end filled, in range, known pixels bit for bit`, () => {
    for (let seed = 0; seed < 200; seed++) {
      const random = randomStream(seed, "marching sizes");
      const height = random.integer(1, 20);
      const width = random.integer(1, 20);
      const channels = random.integer(1, 4);
      const bytes = seed % 2 === 0;
      const white = bytes ? 255 : 1;
      const image = drawPicture([1, height, width, channels], bytes, seed);
      const knownMask = drawHoles(1, height, width, [0.1, 0.5, 0.9, 1][seed % 4], seed);
      fill(image, knownMask, { radius: random.integer(1, 6) }).data.forEach((value, k) => {
        if (knownMask.data[Math.floor(k / channels)] === 1) assert.equal(value, image.data[k]);
        else assert.ok(value >= 0 && value <= white, `${value} at ${k} of ${height}×${width}×${channels}`);
      });
    }
  });

  test(`${method}: each of two, three or four channels is filled as if it were alone`, () => {
    for (const channels of [2, 3, 4])
      for (const bytes of [true, false]) {
        const image = drawPicture([1, 17, 19, channels], bytes, channels);
        const knownMask = drawHoles(1, 17, 19, 0.6, channels);
        const filled = fill(image, knownMask);
        for (let c = 0; c < channels; c++) {
          const alone = imageBatch(
            image.data.filter((_, k) => k % channels === c),
            [1, 17, 19, 1],
          );
          assert.deepEqual(
            fill(alone, knownMask).data,
            filled.data.filter((_, k) => k % channels === c),
          );
        }
      }
  });

  test(`${method}: an image of a batch is filled as if it were alone, and twice the same`, () => {
    const images = drawPicture([3, 16, 12, 3], true, 7);
    const knownMask = drawHoles(3, 16, 12, 0.5, 7);
    const filled = fill(images, knownMask);
    assert.deepEqual(fill(images, knownMask).data, filled.data);
    for (let i = 0; i < 3; i++) {
      const alone = imageBatch(images.data.slice(i * 576, (i + 1) * 576), [1, 16, 12, 3]);
      const mask = imageBatch(knownMask.data.slice(i * 192, (i + 1) * 192), [1, 16, 12, 1]);
      assert.deepEqual(fill(alone, mask).data, filled.data.slice(i * 576, (i + 1) * 576));
    }
  });

  test(`${method}: what stands in the hole does not matter`, () => {
    const image = drawPicture([1, 20, 20, 3], true, 3);
    const knownMask = drawHoles(1, 20, 20, 0.5, 3);
    const black = imageBatch(
      image.data.map((value, k) => value * knownMask.data[Math.floor(k / 3)]),
      image.shape,
    );
    const [ours, painted] = [fill(image, knownMask), fill(black, knownMask)].map((filled) =>
      holeLevels(filled, knownMask),
    );
    assert.deepEqual(ours, painted);
  });

  test(`${method}: no hole gives the input back, all hole is a clear error`, () => {
    for (const bytes of [true, false]) {
      const image = drawPicture([2, 5, 6, 3], bytes, 1);
      const knownMask = imageBatch(new Uint8Array(60).fill(1), [2, 5, 6, 1]);
      assert.deepEqual(fill(image, knownMask), image);
      knownMask.data.fill(0, 30);
      assert.throws(
        () => fill(image, knownMask),
        /^Error: Expected at least one known pixel per image, but image 1 of \[2,5,6,3\] is all hole/,
      );
    }
  });

  test(`${method}: where no radius is named it is 3 pixels, as in OpenCV's examples`, () => {
    const image = drawPicture([1, 20, 20, 3], true, 5);
    const knownMask = drawHoles(1, 20, 20, 0.5, 5);
    const plain = fill(image, knownMask).data;
    assert.deepEqual(plain, fill(image, knownMask, { radius: 3 }).data);
    for (const radius of [2, 4]) assert.notDeepEqual(plain, fill(image, knownMask, { radius }).data);
  });

  test(`${method}: a radius that is no whole number from 1 to 100 is refused`, () => {
    const image = drawPicture([1, 4, 4, 1], true, 1);
    const knownMask = drawHoles(1, 4, 4, 0.5, 1);
    for (const radius of [0, -1, 2.5, 101, NaN]) {
      assert.throws(() => fill(image, knownMask, { radius }), {
        message: `Expected radius to be a whole number of pixels from 1 to 100, but received ${radius}. Use for example 3.`,
      });
    }
    assert.equal(fill(image, knownMask, { radius: 100 }).data.length, 16);
  });
}
