import assert from "node:assert/strict";
import { test } from "node:test";
import {
  checkCropSettings,
  fullAugmentation,
  plainCrops,
  type CropSettings,
} from "../../src/augmentation/cropSettings";
import { crop } from "../../src/augmentation/crop";
import { cutCrop } from "../../src/augmentation/cutCrop";
import { imageBatch, type ImageBatch } from "../../src/images/batch";
import { randomStream } from "../../src/random";

/** Channels that tell where a pixel comes from: its centre, x and y. */
function places(height: number, width: number): ImageBatch {
  return imageBatch(
    Float32Array.from({ length: height * width * 2 }, (_, i) =>
      i % 2 === 0 ? (Math.floor(i / 2) % width) + 0.5 : Math.floor(i / 2 / width) + 0.5,
    ),
    [1, height, width, 2],
  );
}

const geometry: CropSettings = { ...plainCrops, ...fullAugmentation, size: 16, hue: 0, saturation: 0 };

test("plain crops are parts of the picture, bit for bit", () => {
  const picture = places(30, 40);
  const seen = new Set<string>();
  for (let i = 0; i < 400; i++) {
    const cut = cutCrop(picture, { ...plainCrops, size: 28 }, randomStream(1, "test", 0, i));
    const [left, top] = [cut.data[0] - 0.5, cut.data[1] - 0.5];
    assert.deepEqual(cut, crop(picture, { top, left, height: 28, width: 28 }));
    seen.add(`${top} ${left}`);
  }
  assert.equal(seen.size, 3 * 13, "every place is drawn");
});

test("scaled and rotated crops are squares inside the picture, whatever its size", () => {
  for (const [height, width] of [
    [60, 90],
    [24, 50],
    [17, 17],
    [16, 30],
    [16, 16],
  ]) {
    const picture = places(height, width);
    const angles: number[] = [];
    for (let i = 0; i < 200; i++) {
      const { data, shape } = cutCrop(picture, { ...geometry, flips: [] }, randomStream(2, "test", 0, i));
      assert.deepEqual(shape, [1, 16, 16, 2]);
      const at = (row: number, column: number): number[] => [
        data[(row * 16 + column) * 2],
        data[(row * 16 + column) * 2 + 1],
      ];
      // One pixel inside the corners, where nothing of the border can be mixed in.
      const [from, right, down, end] = [at(1, 1), at(1, 14), at(14, 1), at(14, 14)];
      const across = [(right[0] - from[0]) / 13, (right[1] - from[1]) / 13];
      assert.ok(
        Math.abs(end[0] - down[0] - 13 * across[0]) < 1e-3 && Math.abs(end[1] - down[1] - 13 * across[1]) < 1e-3,
      );
      assert.ok(Math.abs((down[0] - from[0]) / 13 + across[1]) < 1e-4, "as far down as across");
      const step = Math.hypot(...across);
      assert.ok(step < 2.0001, String(step));
      assert.ok(step > 0.7, String(step));
      angles.push((Math.atan2(across[1], across[0]) * 180) / Math.PI);
    }
    const most = Math.max(...angles.map(Math.abs));
    assert.ok(most <= 20.01 && (height < 24 || most > 18), `${height}×${width}: ${most}`);
  }
});

test("a mask is cut where its image is; the same stream gives the same crop, another one another", () => {
  const picture = places(40, 40);
  const mask = imageBatch(
    Uint8Array.from({ length: 1600 }, (_, i) => Number(i % 40 >= 20)),
    [1, 40, 40, 1],
  );
  for (let i = 0; i < 50; i++) {
    const image = cutCrop(picture, geometry, randomStream(3, "test", 0, i));
    const known = cutCrop(mask, geometry, randomStream(3, "test", 0, i), "nearest");
    known.data.forEach((value, p) => {
      const x = image.data[2 * p];
      if (Math.abs(x - 20) > 0.51) assert.equal(value, Number(x > 20));
    });
    assert.deepEqual(cutCrop(picture, geometry, randomStream(3, "test", 0, i)), image);
    assert.notDeepEqual(cutCrop(picture, geometry, randomStream(4, "test", 0, i)), image);
  }
});

test("a picture with a side shorter than the crop is refused", () => {
  assert.throws(
    () => cutCrop(places(15, 40), geometry, randomStream(1, "test")),
    /Expected pictures of at least 16×16 pixels, but received \[1,15,40,2\]\. Leave small pictures out, or cut smaller crops\./,
  );
});

test("settings that make no sense are refused by name", () => {
  checkCropSettings({ ...fullAugmentation, perPicture: 2, size: 64 });
  checkCropSettings({ ...plainCrops, size: 1 });
  const wrong: readonly (readonly [keyof CropSettings, unknown])[] = [
    ["size", 0],
    ["perPicture", 1.5],
    ["shorterSide", 8],
    ["scale", [1, 0.5]],
    ["scale", [0, 1]],
    ["rotation", 60],
    ["flips", ["diagonal"]],
    ["flips", "horizontal"],
    ["hue", 0.6],
    ["saturation", -1],
  ];
  for (const [name, value] of wrong) {
    assert.throws(
      () => checkCropSettings({ ...geometry, [name]: value }),
      new RegExp(`^Error: Expected crops\\.${name} to be .*, but received .*\\. Write for example crops\\.${name}=`),
    );
  }
});
