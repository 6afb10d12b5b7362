import assert from "node:assert/strict";
import { test } from "node:test";
import { errorMap, falseColours, maskOverlay } from "../../src/figures/errorMap";
import { mapColour, rgb, textWidth, viridis } from "../../src/figures/style";
import { imageBatch } from "../../src/images";

const one = (...values: number[]): ReturnType<typeof imageBatch> =>
  imageBatch(Float32Array.from(values), [1, 1, 1, values.length]);

test("the error of a pixel is the mean over its channels", () => {
  const errors = errorMap(one(0, 0.5, 1), one(0.3, 0.5, 0.4));
  assert.deepEqual([...errors.shape], [1, 1, 1, 1]);
  assert.ok(Math.abs(errors.data[0] - 0.3) < 1e-6);
});

test("false colours run from the dark end of viridis to the bright one and are clamped", () => {
  const colours = falseColours(imageBatch(Float32Array.of(0, 0.25, 0.5, 2), [1, 1, 4, 1]), 0.5);
  assert.deepEqual(
    [...colours.data],
    [...rgb(viridis[0]), ...rgb(viridis[5]), ...rgb(viridis[10]), ...rgb(viridis[10])],
  );
});

test("viridis grows lighter throughout", () => {
  const light = Array.from({ length: 41 }, (_, i) => mapColour(i / 40)).map(
    ([r, g, b]) => 0.2126 * r + 0.7152 * g + 0.0722 * b,
  );
  assert.ok(light.every((value, i) => i === 0 || value > light[i - 1]));
});

test("holes are tinted, the rest stays, grey images become colour", () => {
  const images = imageBatch(Float32Array.of(0.2, 0.2), [1, 1, 2, 1]);
  const knownMask = imageBatch(Uint8Array.of(1, 0), [1, 1, 2, 1]);
  const tinted = maskOverlay(images, knownMask, { colour: "#FF0000", opacity: 0.5 });
  const wanted = [0.2, 0.2, 0.2, 0.6, 0.1, 0.1];
  assert.ok(tinted.data.every((value, i) => Math.abs(value - wanted[i]) < 1e-6));
});

test("text is as wide as DejaVu Sans sets it", () => {
  assert.ok(Math.abs(textWidth("Wide", 16) - ((2025 + 569 + 1300 + 1260) / 2048) * 16) < 1e-9);
});

test("mistakes are named", () => {
  assert.throws(
    () => errorMap(one(1, 1, 1), one(1)),
    /Expected filled images of shape \[1,1,1,3\], but received \[1,1,1,1\]\. Compare/,
  );
  assert.throws(
    () => falseColours(one(1, 1, 1), 1),
    /Expected values of shape \[N,H,W,1\] and a highest value above 0, but received \[1,1,1,3\]/,
  );
  assert.throws(() => falseColours(one(1), 0), /but received \[1,1,1,1\] and 0/);
  assert.throws(() => falseColours(one(NaN), 1), /Expected a finite value to colour, but received NaN/);
  assert.throws(() => rgb("red"), /Expected a colour of the form "#RRGGBB", but received "red"/);
  assert.throws(
    () => maskOverlay(one(1), imageBatch(Uint8Array.of(0), [1, 1, 1, 1]), { opacity: 2 }),
    /Expected opacity from 0 to 1, but received 2/,
  );
  assert.throws(
    () => maskOverlay(one(1), imageBatch(Uint8Array.of(0, 0), [2, 1, 1, 1])),
    /Expected knownMask of shape/,
  );
});
