import assert from "node:assert/strict";
import { test } from "node:test";
import { drawStrokes, type Stroke } from "../../src/masks/strokes";
import { pictureOf } from "./looking";

test("a dot is a disc, its edge included", () => {
  assert.deepEqual(pictureOf(drawStrokes([1, 5, 5, 3], [{ radius: 1, points: [[2, 1]] }]), 0), [
    "..#..",
    ".###.",
    "..#..",
    ".....",
    ".....",
  ]);
});

test("a stroke goes straight from point to point, with round ends; every image gets the same", () => {
  const strokes: Stroke[] = [
    {
      radius: 0.5,
      points: [
        [1, 0],
        [4, 0],
        [4, 2],
      ],
    },
    { radius: 1, points: [[0, 3]] },
  ];
  const masks = drawStrokes([2, 4, 6, 3], strokes);
  assert.deepEqual(masks.shape, [2, 4, 6, 1]);
  for (const i of [0, 1]) assert.deepEqual(pictureOf(masks, i), [".####.", "....#.", "#...#.", "##...."]);
});

test("what lies outside the image is cut off", () => {
  const points = [
    [-3, 1],
    [1, 1],
  ];
  assert.deepEqual(pictureOf(drawStrokes([1, 3, 4, 1], [{ radius: 0.5, points }]), 0), ["....", "##..", "...."]);
});

test("no hole, nothing known, and strokes that are none are refused", () => {
  const draw = (...strokes: Stroke[]) => drawStrokes([1, 3, 4, 3], strokes);
  assert.throws(() => draw(), {
    message:
      "Expected strokes that leave a hole and a known pixel in 3×4 pixels, but received no hole. Paint inside the image, and not all of it.",
  });
  assert.throws(() => draw({ radius: 9, points: [[1, 1]] }), /but received no known pixel\. Paint inside the image/);
  for (const [radius, points] of [
    [0, [[1, 1]]],
    [NaN, [[1, 1]]],
    [2, []],
    [2, [[1]]],
    [2, [[1, Infinity]]],
  ] as const) {
    assert.throws(
      () => draw({ radius, points }),
      /^Error: Expected a stroke with a radius above 0 and points \[column, row\], but received radius .*\. Write for example \{ radius: 6,/,
    );
  }
});
