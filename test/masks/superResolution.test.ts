import assert from "node:assert/strict";
import { test } from "node:test";
import { drawSuperResolutionMasks } from "../../src/masks/superResolution";
import { randomStream } from "../../src/random";
import { pictureOf } from "./looking";

const random = randomStream(1, "test");

test("known where row and column are divisible by the factor", () => {
  assert.deepEqual(pictureOf(drawSuperResolutionMasks([2, 3, 4, 3], random), 1), [".#.#", "####", ".#.#"]);
  const { data } = drawSuperResolutionMasks([1, 10, 11, 3], random, { factor: 4 });
  data.forEach((known, at) => assert.equal(known, Math.floor(at / 11) % 4 === 0 && (at % 11) % 4 === 0 ? 1 : 0));
});

test("factors that do not fit are refused", () => {
  for (const factor of [1, 2.5, 9]) {
    assert.throws(
      () => drawSuperResolutionMasks([1, 8, 9, 3], random, { factor }),
      /Expected factor to be a whole number from 2 to 8, but received .+\. Choose one that fits 8×9 images/,
    );
  }
});
