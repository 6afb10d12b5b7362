import assert from "node:assert/strict";
import { test } from "node:test";
import { FastMarch } from "../../src/classical/marching";
import { Neighbourhood, Sides } from "../../src/classical/neighbourhood";
import { randomStream } from "../../src/random";

const height = 11;
const width = 13;
const channels = 2;

test("gathered are the pixels with a value within the radius, inside and at the border; sides lead to known neighbours", () => {
  const random = randomStream(1, "neighbourhood");
  const known = Uint8Array.from({ length: height * width }, () => random.integer(0, 1));
  const march = new FastMarch(height, width);
  const sides = new Sides(width, channels);
  march.start(known);
  const isKnown = (y: number, x: number): boolean => known[y * width + x] === 1;
  for (const radius of [1, 2, 3, 15]) {
    const around = new Neighbourhood(radius, height, width);
    for (let row = 0; row < height; row++)
      for (let column = 0; column < width; column++) {
        const wanted: number[] = [];
        for (let q = 0; q < height * width; q++) {
          const squared = (Math.floor(q / width) - row) ** 2 + ((q % width) - column) ** 2;
          if (known[q] === 1 && squared > 0 && squared <= radius ** 2) wanted.push(q);
        }
        around.gather(march.states, row * width + column, row, column);
        assert.deepEqual([...around.pixels.subarray(0, around.count)], wanted);
        for (let i = 0; i < around.count; i++) {
          const q = around.pixels[i];
          const y = Math.floor(q / width);
          const x = q % width;
          const key = around.sides[i];
          const place = around.places[i];
          assert.deepEqual([row + around.down[place], column + around.right[place]], [y, x]);
          assert.equal(sides.right[key], x < width - 1 && isKnown(y, x + 1) ? channels : 0);
          assert.equal(sides.left[key], x > 0 && isKnown(y, x - 1) ? channels : 0);
          assert.equal(sides.below[key], y < height - 1 && isKnown(y + 1, x) ? width * channels : 0);
          assert.equal(sides.above[key], y > 0 && isKnown(y - 1, x) ? width * channels : 0);
          assert.equal(
            sides.inRow[key],
            Number(x === width - 1 || isKnown(y, x + 1)) + Number(x === 0 || isKnown(y, x - 1)),
          );
          assert.equal(
            sides.inColumn[key],
            Number(y === height - 1 || isKnown(y + 1, x)) + Number(y === 0 || isKnown(y - 1, x)),
          );
        }
      }
  }
});

test("a table has one number per place, by its distance", () => {
  const around = new Neighbourhood(1, 5, 5);
  assert.deepEqual(
    [...new Neighbourhood(2, 5, 5).table(Math.sqrt)].filter((distance) => distance > 2),
    [],
  );
  assert.deepEqual([...around.table((squared) => squared)], [1, 1, 1, 1]);
  assert.deepEqual([...around.right], [0, -1, 1, 0]);
  assert.deepEqual([...around.down], [-1, 0, 0, 1]);
});
