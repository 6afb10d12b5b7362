import assert from "node:assert/strict";
import { test } from "node:test";
import { imageBatch, type FloatImageBatch } from "../../src/images/batch";
import { fillBatch } from "../../src/methods/fillBatch";
import type { MethodSizes } from "../../src/methods/inpaintingMethod";

/** A method that fills with .5, and the shapes that it was given. */
function method(sizes: MethodSizes): {
  seen: string[];
  fill: (images: FloatImageBatch) => FloatImageBatch;
  sizes: MethodSizes;
  name: string;
} {
  const seen: string[] = [];
  const fill = (images: FloatImageBatch): FloatImageBatch => {
    seen.push(images.shape.join("×"));
    return imageBatch(new Float32Array(images.data.length).fill(0.5), images.shape);
  };
  return { seen, fill, sizes, name: "half" };
}

const images = imageBatch(new Float32Array(2 * 20 * 24 * 3).fill(0.25), [2, 20, 24, 3]);
const knownMask = imageBatch(
  Uint8Array.from({ length: 2 * 20 * 24 }, (_, p) => (p % 7 === 0 ? 0 : 1)),
  [2, 20, 24, 1],
);

test("a batch goes to the method at once where it takes the size", async () => {
  for (const sizes of [
    { kind: "any" },
    { kind: "windows", multiple: 4 },
    { kind: "one", height: 20, width: 24 },
  ] as const) {
    const { seen, ...half } = method(sizes);
    await fillBatch(half, images, knownMask);
    assert.deepEqual(seen, ["2×20×24×3"], sizes.kind);
  }
});

test("where sides are no multiples of what it wants, every image is filled by windows", async () => {
  const { seen, ...half } = method({ kind: "windows", multiple: 16 });
  const filled = await fillBatch(half, images, knownMask);
  assert.deepEqual(filled.shape, images.shape);
  for (let p = 0; p < knownMask.data.length; p++)
    assert.equal(filled.data[3 * p], knownMask.data[p] === 0 ? 0.5 : 0.25, `pixel ${p}`);
  assert.ok(seen.length >= 2 && seen.every((shape) => /^1×(16|32|48|64)×/.test(shape)), seen.join(", "));
});

test("a size that the method does not know is refused by the method itself", async () => {
  const refusing = { ...method({ kind: "one", height: 32, width: 32 }), fill: () => Promise.reject(new Error("No.")) };
  await assert.rejects(fillBatch(refusing, images, knownMask), /^Error: No\.$/);
});
