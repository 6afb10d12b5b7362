// Holes that are nothing, or everything, end in a sentence with a way out that fits what was typed.
import assert from "node:assert/strict";
import { join } from "node:path";
import { before, test } from "node:test";
import sharp from "sharp";
import { temporaryFolder } from "../../support/temporaryFolder";
import { drawSample, inSharp, run } from "./samples";

const folder = temporaryFolder("inpaint-hole-");
const at = (name: string): string => join(folder, name);

before(async () => {
  await inSharp(drawSample(20, 10, 3))
    .png()
    .toFile(at("photo.png"));
  for (const [name, level] of [
    ["black.png", 0],
    ["white.png", 255],
  ] as const)
    await sharp({ create: { width: 20, height: 10, channels: 3, background: { r: level, g: level, b: level } } })
      .png()
      .toFile(at(name));
});

const cases: [string, string[], RegExp][] = [
  ["white.png", [], /but all of it is hole\. White is the hole: leave something black\.$/],
  ["black.png", ["--invert"], /but all of it is hole\. Black is the hole with --invert: leave something white\.$/],
  [
    "white.png",
    ["--threshold", "9"],
    /all of it is hole\. No level of the mask lies below --threshold 9: choose another\.$/,
  ],
  [
    "black.png",
    ["--threshold", "9", "--invert"],
    /all of it is hole\. No level of the mask lies at or above --threshold 9: choose another\.$/,
  ],
  [
    "black.png",
    ["--threshold", "9"],
    /a mask with a hole .*, but no level of it lies at or above --threshold 9\. Lower it\.$/,
  ],
  ["white.png", ["--threshold", "9", "--invert"], /but no level of it lies below --threshold 9\. Raise it\.$/],
  ["black.png", [], /its brightest level is 0 of 255\. Paint the hole white, 255 in this file\.$/],
  ["white.png", ["--invert"], /its darkest level is 255 of 255\. Paint the hole black\.$/],
];

for (const [mask, more, sentence] of cases) {
  test(`${mask} ${more.join(" ")}: a sentence`, async () => {
    const { code, warned } = await run([at("photo.png"), "--mask", at(mask), "-o", at("out.png"), ...more]);
    assert.deepEqual([code, warned.length], [1, 1]);
    assert.match(warned[0], sentence);
    assert.match(warned[0], /^Expected /);
  });
}

test("rectangles that overlap are one hole, which --grow widens", async () => {
  const words = ["--mask", "2,2,3,3", "--mask", "4,4,3,3", "--grow", "1", "-o", at("grown.png"), "--json"];
  const { said } = await run([at("photo.png"), ...words]);
  const { pictures } = JSON.parse(said.join("\n")) as { pictures: { holePixels: number }[] };
  assert.equal(pictures[0].holePixels, 42 - 7);
});
