import assert from "node:assert/strict";
import { test } from "node:test";
import { drawTextMasks } from "../../src/masks/text";
import { holeFraction } from "../../src/metrics/holeFraction";
import { randomStream } from "../../src/random";
import { pictureOf } from "./looking";

/** Heights of the bands of rows that hold holes, from top to bottom. */
function bandsOf(picture: readonly string[]): number[] {
  const text = picture.map((row) => (row.includes("#") ? "#" : ".")).join("");
  return text
    .split(/\.+/)
    .filter((band) => band !== "")
    .map(({ length }) => length);
}

test("on a photograph: six or seven lines with gaps between them, of capitals about a twenty-fourth of the height high", () => {
  for (const [height, width, stroke] of [
    [321, 481, 2],
    [481, 321, 3],
  ] as const) {
    const masks = drawTextMasks([40, height, width, 3], randomStream(1, "test"));
    for (let i = 0; i < 40; i++) {
      const bands = bandsOf(pictureOf(masks, i));
      assert.ok(bands.length >= 6 && bands.length <= 8, `${bands.length} lines`);
      for (const band of bands.slice(0, -1)) assert.ok([7 * stroke, 9 * stroke].includes(band), `${band} rows`);
    }
    const shares = holeFraction(masks);
    const mean = shares.reduce((sum, share) => sum + share, 0) / 40;
    assert.ok(mean > 0.06 && mean < 0.075, `${mean}`);
  }
});

test("strokes are whole squares of pixels", () => {
  const picture = pictureOf(drawTextMasks([1, 321, 481, 3], randomStream(1, "test")), 0);
  const top = picture.findIndex((row) => row.includes("#"));
  for (let y = top; y < top + 14; y += 2) assert.equal(picture[y], picture[y + 1]);
  for (const run of picture.flatMap((row) => row.match(/#+/g) ?? [])) assert.equal(run.length % 2, 0);
});

test("half of the masks are in capitals only, the others have small letters", () => {
  const masks = drawTextMasks([400, 321, 481, 3], randomStream(1, "test"));
  let capitals = 0;
  for (let i = 0; i < 400; i++) if (bandsOf(pictureOf(masks, i)).every((band) => band <= 14)) capitals++;
  assert.ok(Math.abs(capitals - 200) < 50, `${capitals} of 400`);
});

test("on a small image a capital is seven pixels high, and a word that does not fit is cut off", () => {
  const masks = drawTextMasks([50, 9, 20, 3], randomStream(1, "test"));
  for (const share of holeFraction(masks)) assert.ok(share > 0.05);
  for (let i = 0; i < 50; i++) assert.ok(Math.max(...bandsOf(pictureOf(masks, i))) >= 7);
});
