import assert from "node:assert/strict";
import { test } from "node:test";
import { imageBatch, type ImageBatch } from "../../src/images/batch";
import { windowsOver, type Box } from "../../src/models/windows";
import { randomStream } from "../../src/random";

const options = { core: 64, context: 8, multiple: 8 };

function maskWith(height: number, width: number, isHole: (row: number, column: number) => boolean): ImageBatch {
  const known = Uint8Array.from({ length: height * width }, (_, p) =>
    Number(!isHole(Math.floor(p / width), p % width)),
  );
  return imageBatch(known, [1, height, width, 1]);
}

const holds = ({ top, left, height, width }: Box, row: number, column: number): boolean =>
  row >= top && row < top + height && column >= left && column < left + width;

test("every hole lies in exactly one box, and no box is larger than it may be", () => {
  const random = randomStream(1, "windows");
  const masks = [
    maskWith(200, 170, () => random.uniform() < 0.002),
    maskWith(200, 170, () => random.uniform() < 0.5),
    maskWith(200, 170, (row) => row % 60 < 10),
    maskWith(5, 300, (row, column) => row === 2 && column > 30),
    maskWith(1, 1, () => true),
  ];
  for (const mask of masks) {
    const [, height, width] = mask.shape;
    for (const core of [8, 20, 64]) {
      const boxes = windowsOver(mask, { ...options, core });
      assert.ok(boxes.every((box) => box.height <= core && box.width <= core));
      assert.ok(boxes.every((box) => box.top + box.height <= height && box.left + box.width <= width));
      for (let p = 0; p < height * width; p++) {
        const count = boxes.filter((box) => holds(box, Math.floor(p / width), p % width)).length;
        assert.ok(count <= 1 && (count === 1 || mask.data[p] === 1));
      }
    }
  }
});

test("lines of holes have a window each, and what lies between them none", () => {
  const mask = maskWith(600, 60, (row) => row % 200 < 16);
  assert.deepEqual(windowsOver(mask, { ...options, core: 600 }), [
    { top: 0, left: 0, height: 16, width: 60 },
    { top: 200, left: 0, height: 16, width: 60 },
    { top: 400, left: 0, height: 16, width: 60 },
  ]);
});

test("holes near each other share a window where two would see more; without holes there is none", () => {
  const near = maskWith(100, 100, (row, column) => column === 50 && (row === 40 || row === 60));
  assert.equal(windowsOver(near, options).length, 1);
  assert.deepEqual(
    windowsOver(
      maskWith(40, 40, () => false),
      options,
    ),
    [],
  );
});
