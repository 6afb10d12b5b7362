import assert from "node:assert/strict";
import { test } from "node:test";
import { fillHarmonic } from "../../src/classical/harmonic";
import { imageBatch, type FillFunction, type ImageBatch } from "../../src/images/batch";
import { fillAnySize } from "../../src/methods/fillAnySize";
import { fillOneImage } from "../../src/methods/fillOneImage";
import type { MethodSizes } from "../../src/methods/inpaintingMethod";

const [height, width] = [70, 50];
const image = imageBatch(
  Uint8Array.from({ length: height * width }, (_, p) => (p * 7) % 256),
  [1, height, width, 1],
);
const known = Uint8Array.from({ length: height * width }, (_, p) => Number(p % width < 20 || p % width > 24));
const knownMask = imageBatch(known, [1, height, width, 1]);

/** Each share that fillOneImage tells of a black picture with holes one pixel wide where `isHole` says. */
async function sharesOf(
  [height, width]: readonly [number, number],
  isHole: (column: number) => boolean,
  multiple: number,
  margin?: number,
): Promise<number[]> {
  const shares: number[] = [];
  const method = { name: "m", sizes: { kind: "windows", multiple, margin }, fill: fillHarmonic } as const;
  const black = imageBatch(new Uint8Array(height * width), [1, height, width, 1]);
  const known = Uint8Array.from(black.data, (_, p) => Number(!isHole(p % width)));
  const beforeWindow = async (share: number): Promise<void> => void shares.push(share);
  await fillOneImage(method, black, imageBatch(known, black.shape), { beforeWindow });
  return shares;
}

/** Fills, and notes the sizes that the method saw. */
async function fill(sizes: MethodSizes): Promise<{ filled: ImageBatch; seen: string[]; waited: number }> {
  const seen: string[] = [];
  let waited = 0;
  const noted: FillFunction = (images, mask) => {
    assert.ok(images.data instanceof Float32Array && mask.data instanceof Float32Array);
    seen.push(`${images.shape[1]}×${images.shape[2]}`);
    return fillHarmonic(images, mask);
  };
  const beforeWindow = async (): Promise<void> => void waited++;
  return {
    filled: await fillOneImage({ name: "m", sizes, fill: noted }, image, knownMask, { beforeWindow }),
    seen,
    waited,
  };
}

test("a method of any size sees the whole picture, once", async () => {
  const { filled, seen, waited } = await fill({ kind: "any" });
  assert.deepEqual([seen, waited, filled.shape], [["70×50"], 0, image.shape]);
});

test("a method of windows sees windows whose sides it takes, and each is waited for", async () => {
  const four = await fill({ kind: "windows", multiple: 4 });
  assert.deepEqual([four.seen, four.waited], [["96×64"], 1]);
  const floats = imageBatch(
    Float32Array.from(image.data, (value) => value / 255),
    image.shape,
  );
  assert.deepEqual(four.filled, await fillAnySize(floats, knownMask, (part, mask) => fillHarmonic(part, mask)));
  assert.deepEqual((await fill({ kind: "windows", multiple: 48 })).seen, ["96×96"]);
});

test("a method of one size refuses others before it is called", async () => {
  await assert.rejects(
    fill({ kind: "one", height: 32, width: 32 }),
    /Expected a picture of 32×32 pixels for m, which knows no other size, but received 50×70\./,
  );
});

test("before each window the share of those that are filled is told", async () => {
  assert.deepEqual(await sharesOf([20, 1100], (column) => column % 512 === 5, 4), [0, 1 / 3, 2 / 3]);
});

test("windows whose sides are multiples of more than 32 are counted as they are filled", async () => {
  const isHole = (column: number): boolean => [100, 316, 800].includes(column);
  assert.deepEqual(await sharesOf([64, 1100], isHole, 32), [0, 1 / 3, 2 / 3]);
  assert.deepEqual(await sharesOf([64, 1100], isHole, 64), [0, 1 / 2]);
});

test("a hole as wide as twice the method's margin is filled at full size, in one go", async () => {
  const isHole = (column: number): boolean => column >= 20 && column < 60;
  assert.deepEqual(await sharesOf([64, 128], isHole, 4, 20), [0]);
  assert.deepEqual(await sharesOf([64, 128], isHole, 4, 19), [0, 1 / 2]);
});
