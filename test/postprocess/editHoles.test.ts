import assert from "node:assert/strict";
import { test } from "node:test";
import { imageBatch } from "../../src/images/batch";
import { eachHoleOf, editHoles, type FilledCanvas } from "../../src/postprocess/editHoles";

const nothing = (): void => {};
const image = imageBatch(Float32Array.of(0.2, NaN, 0.6, NaN), [1, 2, 2, 1]);
const filled = imageBatch(Float32Array.of(NaN, -0.3, 7, 1.4), [1, 2, 2, 1]);
const knownMask = imageBatch(Uint8Array.of(1, 0, 1, 0), [1, 2, 2, 1]);

test("the canvas has the image's known pixels and the fill, cut off at 0 and 1; only images with holes get one", () => {
  const canvases: FilledCanvas[] = [];
  const twice = (batch: typeof image): typeof image =>
    imageBatch(Float32Array.from([...batch.data, ...batch.data]), [2, 2, 2, 1]);
  const masks = imageBatch(Uint8Array.of(1, 1, 1, 1, 1, 0, 1, 0), [2, 2, 2, 1]);
  const whole = imageBatch(Float32Array.of(0.1, 0.2, 0.3, 0.4, 0.2, NaN, 0.6, NaN), [2, 2, 2, 1]);
  const made = editHoles(twice(filled), whole, masks, (canvas) => {
    canvases.push({ ...canvas, values: canvas.values.slice() });
    canvas.values[1] = 0.5;
  });
  assert.deepEqual(canvases, [
    {
      height: 2,
      width: 2,
      channels: 1,
      values: Float32Array.of(0.2, 0, 0.6, 1),
      known: Uint8Array.of(1, 0, 1, 0),
      holes: Int32Array.of(1, 3),
    },
  ]);
  assert.deepEqual(made.data, Float32Array.of(0.1, 0.2, 0.3, 0.4, 0.2, 0.5, 0.6, 1));
});

test("holes are those that touch by sides or corners", () => {
  const signs = ["#..#", ".#..", "...#"].join("");
  const canvas: FilledCanvas = {
    height: 3,
    width: 4,
    channels: 1,
    values: new Float32Array(12),
    known: Uint8Array.from(signs, (sign) => (sign === "#" ? 0 : 1)),
    holes: Int32Array.of(0, 3, 5, 11),
  };
  assert.deepEqual(
    Array.from(eachHoleOf(canvas), ({ pixels }) => Array.from(pixels)),
    [[0, 5], [3], [11]],
  );
});

test("fills that are no numbers, or on another scale, known pixels that are none, and shapes that do not fit are refused", () => {
  const broken = imageBatch(Float32Array.of(0, 0.5, 0, Infinity), [1, 2, 2, 1]);
  assert.throws(() => editHoles(broken, image, knownMask, nothing), {
    message: /^Expected finite pixel values, but received Infinity at position 3\. Check how/,
  });
  const bytes = imageBatch(Float32Array.of(0, 120, 0, 90), [1, 2, 2, 1]);
  assert.throws(() => editHoles(bytes, image, knownMask, nothing), {
    message:
      /^Expected float32 values of filled images in \[0,1\], but received 120 at position 1\. Divide them by white/,
  });
  const dark = imageBatch(Float32Array.of(-4, 0, 0.6, 0), [1, 2, 2, 1]);
  assert.throws(() => editHoles(filled, dark, knownMask, nothing), {
    message: /^Expected float32 values of known pixels in \[0,1\], but received -4 at position 0\./,
  });
  const wide = imageBatch(new Float32Array(6), [1, 2, 3, 1]);
  assert.throws(() => editHoles(wide, image, knownMask, nothing), {
    message: /^Expected filled images of shape \[1,2,2,1\], but received \[1,2,3,1\]\. The sizes differ/,
  });
  assert.throws(() => editHoles(wide, wide, knownMask, nothing), {
    message: /^Expected knownMask of shape \[1,2,3,1\]/,
  });
});
