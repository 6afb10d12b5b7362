import assert from "node:assert/strict";
import { test } from "node:test";
import { measureUndamaged, poolAndEnlarge } from "../../src/studies/undamaged";
import { imageBatch, toFloat, type ImageBatch } from "../../src/images/batch";
import { near } from "../metrics/near";
import { pictures } from "./auditFills";

test("four pixels become their mean, each channel by itself", () => {
  const image = imageBatch(Float32Array.of(0, 0, 1, 0, 0.5, 1, 0.5, 1, 0.5, 0.5, 1, 1, 0, 0, 0, 0), [1, 2, 4, 2]);
  const pooled = poolAndEnlarge(image);
  // Left: channel 0 of 0, 1, .5, 1 and channel 1 of 0, 0, .5, 1; right: .5, .5, 0, 0 and 1, 1, 0, 0.
  const row = [0.625, 0.375, 0.625, 0.375, 0.25, 0.5, 0.25, 0.5];
  assert.deepEqual(pooled.data, Float32Array.from([...row, ...row]));
});

test("two images, one above the other in memory, do not mix", () => {
  const two = imageBatch(Float32Array.of(0, 0, 0, 0, 1, 1, 1, 1), [2, 2, 2, 1]);
  assert.deepEqual(poolAndEnlarge(two), two);
  assert.throws(
    () => poolAndEnlarge(imageBatch(new Float32Array(6), [1, 2, 3, 1])),
    /Expected images with even sides to pool by 2×2, but received 2×3\./,
  );
});

test("whole images are measured, seen as they are", async () => {
  const brighter = (images: ImageBatch): ImageBatch =>
    imageBatch(
      toFloat(images).data.map((value) => value + 0.1),
      images.shape,
    );
  const told: string[] = [];
  const same = (images: ImageBatch): ImageBatch => images;
  const figures = await measureUndamaged({ brighter, same }, pictures, (done, key) => void told.push(`${key} ${done}`));
  near(figures.brighter.value, 20, 1e-4);
  assert.equal(figures.same.value, Infinity);
  assert.deepEqual(told, ["brighter 6", "same 6"]);
});
