// Shapes against OpenCV and scikit-image (test/fixtures/masks.py), and what those do not say: cutting off, counting.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import type { MaskCanvas } from "../../src/masks/canvas";
import { openEllipse, openLine, openPolygon, openRectangle } from "../../src/masks/drawing";
import { unpackMasks } from "../../src/masks/packMasks";

interface Drawn {
  readonly pixels: string;
}
interface Fixture {
  readonly size: number;
  readonly lines: readonly (Drawn & { thickness: number; from: number[]; to: number[] })[];
  readonly ellipses: readonly (Drawn & { centre: number[]; along: number; across: number; axis: number[] })[];
  readonly polygons: readonly (Drawn & { x: number[]; y: number[] })[];
}
const fixture = JSON.parse(readFileSync(join(__dirname, "../fixtures/masks.json"), "utf8")) as Fixture;
const { size } = fixture;

const blank = (height = size, width = size): MaskCanvas => ({
  pixels: new Uint8Array(height * width).fill(1),
  height,
  width,
});
const point = ([x, y]: readonly number[]): { x: number; y: number } => ({ x, y });
const holes = ({ pixels }: MaskCanvas): number => pixels.reduce((sum, value) => sum + 1 - value, 0);
const picture = ({ pixels, width }: MaskCanvas): string =>
  Array.from(pixels, (value, at) => (value === 0 ? "#" : ".") + (at % width === width - 1 ? "\n" : "")).join("");

/** Pixels in which the canvas differs from the reference, and pixels that the reference has. */
function compare(canvas: MaskCanvas, { pixels }: Drawn): { different: number; drawn: number } {
  const reference = unpackMasks(Buffer.from(pixels, "hex"), [1, size, size, 1]).data;
  return {
    different: reference.filter((drawn, at) => drawn === canvas.pixels[at]).length,
    drawn: reference.filter((drawn) => drawn === 1).length,
  };
}

test("thin lines are OpenCV's to the pixel, thick ones but for single pixels along the edge of some", () => {
  for (const thickness of [1, 2, 3, 4, 7, 12]) {
    let different = 0;
    let drawn = 0;
    let equal = 0;
    const lines = fixture.lines.filter((line) => line.thickness === thickness);
    for (const line of lines) {
      const canvas = blank();
      assert.equal(openLine(canvas, point(line.from), point(line.to), thickness), holes(canvas));
      const result = compare(canvas, line);
      different += result.different;
      drawn += result.drawn;
      if (result.different === 0) equal++;
    }
    assert.equal(lines.length, 40);
    if (thickness === 1) assert.equal(different, 0);
    assert.ok(
      different <= 0.03 * drawn && equal >= 28,
      `thickness ${thickness}: ${different} of ${drawn} pixels differ, ${equal} of 40 lines are equal`,
    );
  }
});

test("ellipses and polygons are scikit-image's to the pixel, also where they pass the border", () => {
  for (const one of fixture.ellipses) {
    const canvas = blank();
    const opened = openEllipse(canvas, point(one.centre), one.along, one.across, point(one.axis));
    assert.equal(compare(canvas, one).different, 0);
    assert.equal(opened, holes(canvas));
  }
  for (const one of fixture.polygons) {
    const canvas = blank();
    const opened = openPolygon(
      canvas,
      one.x.map((x, i) => ({ x, y: one.y[i] })),
    );
    assert.equal(compare(canvas, one).different, 0);
    assert.equal(opened, holes(canvas));
  }
  assert.equal(fixture.ellipses.length + fixture.polygons.length, 80);
});

test("thickness 2 is three pixels wide with round ends, a line of no length is a dot", () => {
  const canvas = blank(5, 8);
  openLine(canvas, { x: 2, y: 2 }, { x: 5, y: 2 }, 2);
  assert.equal(picture(canvas), "........\n..####..\n.######.\n..####..\n........\n");
  const dots = [1, 2].map((thickness) => openLine(blank(5, 5), { x: 2, y: 2 }, { x: 2, y: 2 }, thickness));
  assert.deepEqual(dots, [1, 5]);
});

test("an ellipse has its edge pixels, a polygon its left and upper ones", () => {
  const disc = blank(5, 5);
  assert.equal(openEllipse(disc, { x: 2, y: 2 }, 2, 2), 13);
  const square = blank(4, 4);
  openPolygon(square, [
    { x: 1, y: 1 },
    { x: 3, y: 1 },
    { x: 3, y: 3 },
    { x: 1, y: 3 },
  ]);
  assert.equal(picture(square), "....\n.##.\n.##.\n....\n");
});

test("a polygon that crosses itself follows the even-odd rule", () => {
  const canvas = blank(7, 7); // a square walked round twice is empty
  const corners = [
    { x: 1, y: 1 },
    { x: 5, y: 1 },
    { x: 5, y: 5 },
    { x: 1, y: 5 },
  ];
  assert.equal(openPolygon(canvas, [...corners, ...corners]), 0);
});

test("shapes are cut off at the border, and pixels that were holes are not counted again", () => {
  const canvas = blank(4, 6);
  assert.equal(openRectangle(canvas, { top: -1, left: 4, height: 3, width: 9 }), 4);
  assert.equal(openRectangle(canvas, { top: 0, left: 3, height: 2, width: 3 }), 2);
  assert.equal(openRectangle(canvas, { top: 7, left: 7, height: 2, width: 3 }), 0);
  assert.equal(openLine(canvas, { x: -3, y: 3 }, { x: 20, y: 3 }, 1), 6);
  assert.equal(picture(canvas), "...###\n...###\n......\n######\n");
  assert.equal(openLine(canvas, { x: -9, y: 2 }, { x: 30, y: 2 }, 4), 12);
  assert.equal(holes(canvas), 24);
});
