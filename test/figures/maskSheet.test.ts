import assert from "node:assert/strict";
import { test } from "node:test";
import { maskSheet } from "../../src/figures/maskSheet";
import { imageBatch } from "../../src/images/batch";
import { maskFamilies, sampleMaskFamilies } from "../../src/masks";

const rows = [
  { title: "one", knownMask: imageBatch(Uint8Array.of(0, 1, 1, 1, 1, 1, 1, 1), [2, 2, 2, 1]) },
  { title: "two", knownMask: imageBatch(Uint8Array.of(1, 0, 1, 0), [1, 2, 2, 1]) },
];

test("a row per family with its title and the share of its holes", () => {
  const { texts, title, alt } = maskSheet(rows);
  assert.deepEqual(
    texts.map(({ text }) => text),
    [title, "one", "0–25 % hole", "two", "50 % hole"],
  );
  assert.equal(alt, "Masks of 2 families, one row each: one; two.");
  assert.match(title, /white is known, black is the hole/);
  assert.equal(maskSheet(rows, { title: "Mine" }).title, "Mine");
});

test("masks are drawn white = known, at the asked scale", () => {
  const { data } = maskSheet([rows[1]], { scale: 5 }).raster;
  assert.equal(data.filter((value, at) => at % 3 === 0 && value === 0).length, 2 * 25);
});

test("blocks of pixels become their mean, what is left over at the border is cut off", () => {
  const knownMask = imageBatch(Uint8Array.of(0, 1, 1, 1, 1, 1, 0, 0, 0, 0), [1, 2, 5, 1]);
  const { raster, texts } = maskSheet([{ title: "six", knownMask }], { block: 2, scale: 1 });
  assert.ok(texts.some(({ text }) => text === "50 % hole"));
  const grey = raster.data.filter((value, at) => at % 3 === 0 && (value === 128 || value === 127));
  assert.equal(grey.length, 2);
});

test("every family of the table is on the sheet", () => {
  const { texts } = maskSheet(sampleMaskFamilies([2, 32, 32, 3], 1));
  const shown = new Set(texts.map(({ text }) => text));
  for (const { title } of Object.values(maskFamilies)) assert.ok(shown.has(title), title);
});

test("no families, no sheet", () => {
  assert.throws(() => maskSheet([]), /Expected at least one image to show/);
});
