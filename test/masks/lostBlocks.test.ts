import assert from "node:assert/strict";
import { test } from "node:test";
import { drawLostBlockMasks } from "../../src/masks/lostBlocks";
import { holeFraction } from "../../src/metrics/holeFraction";
import { randomStream } from "../../src/random";
import { pictureOf } from "./looking";

test("whole blocks are lost, each by itself with the same probability; the last ones are cut off", () => {
  for (const [height, width, block] of [
    [32, 32, 8],
    [20, 27, 8],
    [64, 70, 16],
  ] as const) {
    const count = 1500;
    const masks = drawLostBlockMasks([count, height, width, 3], randomStream(1, "test"));
    const lost = new Map<string, number>();
    for (let i = 0; i < count; i++) {
      pictureOf(masks, i).forEach((row, y) =>
        row.split("").forEach((pixel, x) => {
          const [top, left] = [y, x].map((place) => block * Math.floor(place / block));
          const name = `${top},${left}`;
          const known = masks.data[(i * height + top) * width + left];
          assert.equal(pixel, known === 0 ? "#" : ".");
          if (y === top && x === left) lost.set(name, (lost.get(name) ?? 0) + 1 - known);
        }),
      );
    }
    assert.equal(lost.size, Math.ceil(height / block) * Math.ceil(width / block));
    for (const times of lost.values()) assert.ok(Math.abs(times / count - 0.25) < 0.06, `${times}`);
  }
});

test("size and probability can be set", () => {
  const options = { block: 4, lossProbability: 0.1 };
  const fractions = holeFraction(drawLostBlockMasks([2000, 32, 32, 3], randomStream(1, "test"), options));
  assert.ok(fractions.every((share) => Number.isInteger(share * 64)));
  assert.ok(Math.abs(fractions.reduce((sum, share) => sum + share, 0) / 2000 - 0.1) < 0.005);
});

test("blocks and probabilities that cannot be are refused", () => {
  const draw = (options: object) => () => drawLostBlockMasks([1, 8, 8, 3], randomStream(1, "test"), options);
  assert.throws(
    draw({}),
    /Expected the side of a block to be a whole number from 1 to 7, but received 8\. Choose one below the longer side of 8×8/,
  );
  assert.throws(
    draw({ block: 4, lossProbability: 1 }),
    /Expected lossProbability between 0 and 1, both excluded, but received 1\./,
  );
});
