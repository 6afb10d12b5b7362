import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fillBiharmonic } from "../../src/classical/biharmonic";
import { imageBatch, range, takeImages } from "../../src/images/batch";
import { drawSquareMasks } from "../../src/masks/square";
import { pooledHolePsnrDb } from "../../src/metrics/hole";
import { sharedDataset } from "../support/dataset";
import { randomStream } from "../../src/random";
import { inputFile } from "../support/inputs";
import { equationCases, holeValues, largestDifference } from "./equationCases";

for (const { name, image, knownMask, wanted } of equationCases("biharmonic")) {
  test(`biharmonic: as scikit-image on ${name}`, () => {
    assert.ok(largestDifference(holeValues(fillBiharmonic(image, knownMask), knownMask), wanted) < 2e-6);
  });
}

test("biharmonic: a picture whose slope grows evenly is restored, where the harmonic fill would flatten it", () => {
  const pixels = Array.from({ length: 400 }, (_, p) => ({ y: Math.floor(p / 20), x: p % 20 }));
  const shape = [1, 20, 20, 1] as const;
  const bowl = imageBatch(
    Float32Array.from(pixels, ({ y, x }) => (x ** 2 + 3 * y) / 500),
    shape,
  );
  const hole = imageBatch(
    Uint8Array.from(pixels, ({ y, x }) => (x > 3 && x < 16 && y > 5 && y < 14 ? 0 : 1)),
    shape,
  );
  assert.ok(largestDifference(fillBiharmonic(bowl, hole).data, bowl.data) < 1e-6);
});

test("biharmonic: uint8 images are filled as their float32 copies, and rounded", () => {
  const [{ image, knownMask }] = equationCases("biharmonic");
  const bytes = imageBatch(
    Uint8Array.from(image.data, (value) => Math.round(255 * value)),
    image.shape,
  );
  const filled = fillBiharmonic(
    imageBatch(
      Float32Array.from(bytes.data, (value) => value / 255),
      image.shape,
    ),
    knownMask,
  );
  assert.deepEqual(
    fillBiharmonic(bytes, knownMask).data,
    Uint8Array.from(filled.data, (value) => Math.round(255 * value)),
  );
});

interface Cifar10Fixture {
  readonly seed: number;
  readonly purpose: string;
  readonly images: number;
  readonly side: number;
  readonly cornerSum: number;
  readonly pooledHolePsnrDb: number;
  readonly blocksOf100: readonly number[];
}

test("biharmonic: on CIFAR-10's first test images scikit-image's pooled hole PSNR, as a whole and per 100 images", async () => {
  if (!inputFile("CIFAR10_ARCHIVE", "hole PSNR of the biharmonic fill beside scikit-image's")) return;
  const wanted = JSON.parse(
    readFileSync(join(__dirname, "../fixtures/cifar10-biharmonic.json"), "utf8"),
  ) as Cifar10Fixture;
  const images = takeImages((await sharedDataset()).test.images, range(wanted.images));
  const knownMask = drawSquareMasks(images.shape, randomStream(wanted.seed, wanted.purpose), { side: wanted.side });
  assert.equal(cornerSum(knownMask.data), wanted.cornerSum);
  const psnrOf = (first: number, count: number): number => {
    const part = imageBatch(images.data.subarray(first * 3072, (first + count) * 3072), [count, 32, 32, 3]);
    const masks = imageBatch(knownMask.data.subarray(first * 1024, (first + count) * 1024), [count, 32, 32, 1]);
    return pooledHolePsnrDb(part, fillBiharmonic(part, masks), masks);
  };
  assert.ok(Math.abs(psnrOf(0, wanted.images) - wanted.pooledHolePsnrDb) < 1e-4);
  assert.ok(
    largestDifference(
      wanted.blocksOf100.map((_, block) => psnrOf(100 * block, 100)),
      wanted.blocksOf100,
    ) < 1e-4,
  );
});

/** The sum of the top and left corners of all holes. */
function cornerSum(known: Float32Array | Uint8Array): number {
  let sum = 0;
  for (let first = 0; first < known.length; first += 1024) {
    const corner = known.subarray(first, first + 1024).indexOf(0);
    sum += Math.floor(corner / 32) + (corner % 32);
  }
  return sum;
}
