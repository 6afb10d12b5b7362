import assert from "node:assert/strict";
import { test } from "node:test";
import { levelsOfLayer, meaningOfLayer } from "../../../src/node/inpaint/maskLayer";
import { randomStream } from "../../../src/random";

type Colour = readonly [number, number, number];
const red: Colour = [230, 20, 30];
const white: Colour = [255, 255, 255];
const black: Colour = [0, 0, 0];
const pixels = 1000;

/** The first of a thousand pixels are opaque, in this colour; the others transparent, or `rest`. */
function layer(opaque: number, colour: Colour | ((p: number) => Colour), rest = 0): Uint8Array {
  return Uint8Array.from({ length: 4 * pixels }, (_, i) => {
    const p = i >> 2;
    if (i % 4 === 3) return p < opaque ? 255 : rest;
    return typeof colour === "function" ? colour(p)[i % 4] : colour[i % 4];
  });
}

const random = randomStream(1, "colours");
const level = (): number => random.integer(0, 255);
const palette: Colour[] = Array.from({ length: pixels }, () => [level(), level(), level()]);
const many = (p: number): Colour => palette[p];

const why = (rgba: Uint8Array): string => {
  const meaning = meaningOfLayer(rgba);
  return meaning.kind === "unclear" ? meaning.why : meaning.kind;
};

test("strokes of one colour, whichever, on a transparent ground", () => {
  for (const colour of [red, white, black])
    for (const share of [1, 50, 400]) assert.equal(why(layer(share, colour)), "strokes");
});

test("strokes whose edges take other colours, and of little opacity", () => {
  const spotted = layer(100, (p) => (p % 25 === 0 ? many(p) : red));
  assert.equal(why(spotted), "strokes");
  assert.equal(why(layer(100, red).map((value, i) => (i % 4 === 3 ? value * 0.3 : value))), "strokes");
});

test("what was erased from a picture, or from one colour", () => {
  for (const [share, colour] of [
    [950, many],
    [500, many],
    [950, red],
    [600, black],
  ] as const)
    assert.equal(why(layer(share, colour)), "erased");
});

test("a mask of black and white keeps its white as hole beside what is transparent", () => {
  const mask = layer(900, (p) => (p < 100 ? white : black));
  assert.equal(why(mask), "flattened");
  const levels = levelsOfLayer(mask, "flattened");
  assert.deepEqual([levels[0], levels[100], levels[899], levels[900]], [255, 0, 0, 255]);
});

test("what may mean two things is unclear", () => {
  assert.equal(why(layer(500, red)), "its opaque part has one colour and covers 50 %");
  assert.equal(why(layer(900, white)), "its opaque part has one colour, white, and covers 90 %");
  assert.equal(why(layer(300, many)), "its opaque part has many colours and covers 30 %");
  assert.equal(why(layer(200, (p) => (p % 2 ? white : black))), "it has black and white strokes, which cover 20 %");
  assert.equal(why(layer(0, red)), "all of it is transparent");
});

test("without transparency nothing is read into it", () => {
  assert.equal(why(layer(1000, many)), "opaque");
  assert.equal(why(layer(500, many, 200)), "opaque");
});

test("levels: opacity for strokes, its opposite for what was erased", () => {
  const rgba = Uint8Array.of(9, 9, 9, 0, 9, 9, 9, 100, 9, 9, 9, 255);
  assert.deepEqual([...levelsOfLayer(rgba, "strokes")], [0, 100, 255]);
  assert.deepEqual([...levelsOfLayer(rgba, "erased")], [255, 155, 0]);
});
