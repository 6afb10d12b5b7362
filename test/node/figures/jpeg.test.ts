import assert from "node:assert/strict";
import { test } from "node:test";
import sharp from "sharp";
import { imageGrid } from "../../../src/figures/imageGrid";
import { imageBytes } from "../../../src/figures/raster";
import { imageBatch } from "../../../src/images/batch";
import { drawingToJpeg, imageToJpeg, imageToPng, jpegAddress } from "../../../src/node/figures/jpeg";

const ramp = imageBatch(
  Float32Array.from({ length: 2 * 768 }, (_, i) => (i % 768) / 768),
  [2, 16, 16, 3],
);

test("an image comes back with its size and nearly its values; float32 is clamped", async () => {
  const { data, info } = await sharp(await imageToJpeg(ramp, 1))
    .raw()
    .toBuffer({ resolveWithObject: true });
  assert.deepEqual([info.width, info.height, info.channels], [16, 16, 3]);
  data.forEach((value, i) => assert.ok(Math.abs(value - 255 * ramp.data[i]) < 16, `${value} at ${i}`));
  const beyond = imageBatch(new Float32Array(16 * 16 * 3).fill(1.4), [1, 16, 16, 3]);
  const white = await sharp(await imageToJpeg(beyond))
    .raw()
    .toBuffer();
  assert.ok(white.every((value) => value > 250));
});

test("as PNG every byte comes back", async () => {
  const { data, info } = await sharp(await imageToPng(ramp, 1))
    .raw()
    .toBuffer({ resolveWithObject: true });
  assert.deepEqual([info.width, info.height, info.channels], [16, 16, 3]);
  assert.deepEqual(Array.from(data), Array.from(imageBytes(ramp, 1)));
});

test("a grid is drawn pixel for pixel; the address is that of HTML", async () => {
  const grid = imageGrid({ title: "Two", rows: [{ label: "ramp", images: ramp }], scale: 2 });
  const jpeg = await drawingToJpeg(grid);
  const { width, height, format } = await sharp(jpeg).metadata();
  assert.deepEqual([width, height, format], [grid.raster.width, grid.raster.height, "jpeg"]);
  assert.match(jpegAddress(jpeg), /^data:image\/jpeg;base64,\/9j\//);
});
