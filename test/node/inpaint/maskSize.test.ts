import assert from "node:assert/strict";
import { test } from "node:test";
import sharp from "sharp";
import { imageBatch } from "../../../src/images/batch";
import { fitMask, stretchMask, turnUpright } from "../../../src/node/inpaint/maskSize";

const size = (text: string): { width: number; height: number } => {
  const [width, height] = text.split("x").map(Number);
  return { width, height };
};

test("which sizes fit, and how", () => {
  const fit = (mask: string, picture: string, sideways = false): string => {
    const found = fitMask(size(mask), size(picture), sideways);
    if (found === null) return "no";
    return [found.turned && "turned", found.stretched && "stretched"].filter(Boolean).join(" ") || "as it is";
  };
  assert.equal(fit("321x481", "321x481"), "as it is");
  for (const mask of ["160x240", "161x241", "642x962", "80x120", "963x1443"])
    assert.equal(fit(mask, "321x481"), "stretched");
  for (const mask of ["481x321", "320x320", "160x260", "328x481", "642x981"]) assert.equal(fit(mask, "321x481"), "no");
  assert.equal(fit("481x321", "321x481", true), "turned");
  assert.equal(fit("240x160", "321x481", true), "turned stretched");
  assert.equal(fit("160x240", "321x481", true), "stretched");
  assert.equal(fit("300x300", "300x300", true), "as it is");
});

test("turned as sharp turns what has the EXIF tag", async () => {
  const values = Uint8Array.from({ length: 15 }, (_, p) => 10 * p);
  for (const orientation of [5, 6, 7, 8]) {
    const tagged = await sharp(values, { raw: { width: 5, height: 3, channels: 1 } })
      .toColourspace("b-w")
      .withMetadata({ orientation })
      .png()
      .toBuffer();
    const upright = await sharp(tagged).autoOrient().extractChannel(0).raw().toBuffer();
    assert.deepEqual([...turnUpright(values, size("5x3"), orientation)], [...upright], String(orientation));
  }
});

test("a mask that shrinks keeps lines of one pixel, one that grows takes the nearest pixel", () => {
  const rows = (mask: ReturnType<typeof stretchMask>): string[] =>
    Array.from({ length: mask.shape[1] }, (_, y) =>
      mask.data.slice(y * mask.shape[2], (y + 1) * mask.shape[2]).join(""),
    );
  const line = imageBatch(Uint8Array.of(1, 1, 1, 0, 1, 1, 1, 1, 1, 0, 1, 1), [1, 2, 6, 1]);
  assert.deepEqual(rows(stretchMask(line, size("3x1"))), ["101"]);
  assert.deepEqual(rows(stretchMask(line, size("2x2"))), ["10", "10"]);
  const small = imageBatch(Uint8Array.of(1, 0, 1, 1), [1, 2, 2, 1]);
  assert.deepEqual(rows(stretchMask(small, size("5x4"))), ["11000", "11000", "11111", "11111"]);
});
