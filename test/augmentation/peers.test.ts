// Hue, saturation, resizing and rotation beside Pillow and scikit-image (test/fixtures/augmentation.py).
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { scaleSaturation, shiftHue } from "../../src/augmentation/colourJitter";
import { resize } from "../../src/augmentation/resize";
import { sampleAffine } from "../../src/augmentation/affine";
import { turnedBox } from "../../src/augmentation/rotate";
import { imageBatch, toFloat, type ImageBatch } from "../../src/images/batch";

interface Peers {
  readonly hue: readonly { turn: number; scikitImage: number[]; pillow: number[] }[];
  readonly saturation: readonly { factor: number; pillow: number[] }[];
  readonly half: number[];
  readonly larger: number[];
  readonly mask: number[];
  readonly rotation: readonly { degrees: number; scikitImage: number[] }[];
}
const peers = JSON.parse(readFileSync(join(__dirname, "../fixtures/augmentation.json"), "utf8")) as Peers;

const height = 24;
const width = 32;
const formula = (values: number, at: (y: number, x: number, c: number) => number): ImageBatch =>
  imageBatch(
    Uint8Array.from({ length: height * width * values }, (_, i) =>
      at(Math.floor(i / values / width), Math.floor(i / values) % width, i % values),
    ),
    [1, height, width, values],
  );
const picture = formula(3, (y, x, c) =>
  Math.abs(((9 * x + 5 * y + 40 * c + Math.floor((x * y) / 7) + 97 * c * ((x + 2 * y) % 3)) % 510) - 255),
);
const largest = (ours: ImageBatch, theirs: readonly number[], white = 1): number => {
  assert.equal(ours.data.length, theirs.length);
  return Math.max(...theirs.map((value, i) => Math.abs(value - white * ours.data[i])));
};

test("hue: scikit-image's in double precision to the last byte, torchvision's in bytes up to its rounded HSV", () => {
  for (const { turn, scikitImage, pillow } of peers.hue) {
    const bytes = shiftHue(picture, turn);
    assert.ok(largest(bytes, scikitImage) <= 1, `${turn}: ${largest(bytes, scikitImage)}`);
    const exact = bytes.data.filter((value, i) => value === scikitImage[i]).length / bytes.data.length;
    assert.ok(exact > 0.999, `${turn}: ${exact}`);
    assert.ok(largest(shiftHue(toFloat(picture), turn), scikitImage, 255) < 0.501, "float32");
    // Pillow rounds hue and turn down to 1/255 of the circle, which is 6 of 255 values of a channel, each.
    assert.ok(largest(bytes, pillow) <= 12, `${turn}: ${largest(bytes, pillow)}`);
  }
});

test("saturation: Pillow's ImageEnhance.Color, whose grey is a byte", () => {
  for (const { factor, pillow } of peers.saturation) {
    const difference = largest(scaleSaturation(picture, factor), pillow);
    assert.ok(difference <= 1, `${factor}: ${difference}`);
    assert.ok(largest(scaleSaturation(toFloat(picture), factor), pillow, 255) < 1.5, "float32");
  }
});

test("resizing: Pillow's box filter at half the size, its bilinear one above, nearest for masks", () => {
  assert.ok(largest(resize(picture, 12, 16), peers.half) <= 1);
  assert.ok(largest(resize(picture, 36, 48), peers.larger) <= 1);
  const mask = formula(1, (y, x) => Number((7 * y + 3 * x) % 5 < 2));
  assert.deepEqual(Array.from(resize(mask, 16, 64, "nearest").data), peers.mask);
});

test("rotation: scikit-image's bilinear one, counter-clockwise", () => {
  for (const { degrees, scikitImage } of peers.rotation) {
    const turned = sampleAffine(toFloat(picture), turnedBox([width / 2, height / 2], [8, 12], degrees, 1), [8, 12]);
    assert.ok(largest(turned, scikitImage, 255) < 0.01, `${degrees}: ${largest(turned, scikitImage, 255)}`);
  }
});
