import assert from "node:assert/strict";
import { test } from "node:test";
import { drawEverySecondRowMasks } from "../../src/masks/everySecondRow";
import { randomStream } from "../../src/random";
import { pictureOf } from "./looking";

const random = randomStream(1, "test");

test("odd rows are holes", () => {
  const masks = drawEverySecondRowMasks([2, 5, 3, 3], random);
  for (const i of [0, 1]) assert.deepEqual(pictureOf(masks, i), ["...", "###", "...", "###", "..."]);
});

test("a single row is refused", () => {
  assert.throws(
    () => drawEverySecondRowMasks([1, 1, 9, 3], random),
    /Expected the images' height to be a whole number from 2 up, but received 1\./,
  );
});
