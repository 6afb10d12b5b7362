// Where both marching methods differ from OpenCV: at the border, where OpenCV takes some differences from pixels that are still
// holes, and from there inwards, since what is filled feeds on what was filled before.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { atBorder, cifar10Fixture, type MarchingFill, type Method } from "./againstOpenCv";
import { holeLevels, openCvCases } from "./openCvCases";

/** By how many grey levels the fills of such holes differ from OpenCV's: at most, and nine or more pixels from the border. */
const differences = { telea: { most: 4, nineIn: 3 }, navierStokes: { most: 170, nineIn: 95 } };

/** Registers both tests. */
export function testBorderDifferences(method: Method, fill: MarchingFill): void {
  test(`${method}: what differs from OpenCV's at the border is passed on inwards`, () => {
    const of = { most: 0, nineIn: 0 };
    for (const one of openCvCases(method).filter(({ hole }) => atBorder.includes(hole))) {
      const [, height, width, channels] = one.image.shape;
      const holes = Array.from(one.knownMask.data.keys()).filter((pixel) => one.knownMask.data[pixel] === 0);
      const filled = holeLevels(fill(one.image, one.knownMask, { radius: one.radius }), one.knownMask);
      filled.forEach((value, i) => {
        const pixel = holes[Math.floor(i / channels)];
        const [y, x] = [Math.floor(pixel / width), pixel % width];
        const difference = Math.abs(value - one.wanted[i]);
        of.most = Math.max(of.most, difference);
        if (Math.min(y, x, height - 1 - y, width - 1 - x) >= 9) of.nineIn = Math.max(of.nineIn, difference);
      });
    }
    assert.deepEqual(of, differences[method]);
  });

  test(`${method}: the doc comment names the differences on super-resolution masks`, () => {
    const { superResolution } = cifar10Fixture();
    const source = readFileSync(join(__dirname, `../../src/classical/${method}.ts`), "utf8");
    const { [0]: atIt, [9]: nineAway } = superResolution[method];
    assert.match(
      source.replace(/\n \* /g, " "),
      new RegExp(`up to ${atIt} grey levels at it and ${nineAway} nine pixels away`),
    );
  });
}
