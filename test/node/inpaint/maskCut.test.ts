import assert from "node:assert/strict";
import { test } from "node:test";
import { cutMask, type MaskNames } from "../../../src/node/inpaint/maskCut";

const names: MaskNames = { mask: "mask.png", picture: "photo.jpg", white: 255 };
const size = { width: 8, height: 1 };
const edge = Uint8Array.of(0, 0, 7, 8, 100, 200, 255, 255);
const flipped = edge.map((level) => 255 - level);

test("a threshold cuts there and nowhere else, and says nothing", () => {
  const cut = (threshold: number, invert: boolean): string =>
    cutMask(edge, size, { threshold, invert }, names).known.join("");
  assert.deepEqual([cut(100, false), cut(101, false), cut(255, false)], ["11110000", "11111000", "11111100"]);
  assert.equal(cut(100, true), "00001111");
});

test("soft edges are hole from level 8 up, which is told; with invert the same of black", () => {
  const plain = cutMask(edge, size, { threshold: null, invert: false }, names);
  assert.equal(plain.known.join(""), "11100000");
  assert.deepEqual(plain.notes, [
    "mask.png has soft edges: levels from 8 up are taken for the hole, 62.5 % of it; with --threshold 128 it would be 37.5 %.",
  ]);
  const inverted = cutMask(flipped, size, { threshold: null, invert: true }, names);
  assert.equal(inverted.known.join(""), "11100000");
  assert.match(inverted.notes[0], /levels up to 247 are taken for the hole, 62\.5 % of it/);
});

test("hard edges need no note", () => {
  const hard = Uint8Array.of(0, 0, 0, 0, 255, 255, 255, 255);
  assert.deepEqual(cutMask(hard, size, { threshold: null, invert: false }, names).notes, []);
});

test("a mask without white, or black beside --invert, is refused with a threshold that takes what is there", () => {
  const cases: [number, boolean, RegExp][] = [
    [
      1,
      false,
      /for photo\.jpg, but received mask\.png without a white pixel: its brightest level is 1 of 255\. Add --thr/,
    ],
    [0, false, /brightest level is 0 of 255\. Paint the hole white, 255 in this file\.$/],
    [100, false, /Add --threshold 50 to take the brighter half of its levels\.$/],
    [200, true, /without a black pixel beside --invert: its darkest level is 200 of 255\. Add --threshold 228 to take/],
    [255, true, /darkest level is 255 of 255\. Paint the hole black\.$/],
  ];
  for (const [level, invert, sentence] of cases) {
    const levels = Uint8Array.of(invert ? 255 : 0, level);
    assert.throws(() => cutMask(levels, { width: 2, height: 1 }, { threshold: null, invert }, names), sentence);
  }
  assert.equal(
    cutMask(Uint8Array.of(255, 200), { width: 2, height: 1 }, { threshold: 228, invert: true }, names).known.join(""),
    "10",
  );
});

test("greys that belong to no edge end in a sentence that asks for a threshold", () => {
  const levels = Uint8Array.from({ length: 400 }, (_, p) => 60 + ((37 * p) % 190));
  assert.throws(
    () => cutMask(levels, { width: 20, height: 20 }, { threshold: null, invert: false }, names),
    /^Error: Expected black and white in the mask mask\.png, but received many greys.* Add --threshold N, from 1 to 255/,
  );
});
