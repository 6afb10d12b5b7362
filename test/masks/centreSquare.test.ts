import assert from "node:assert/strict";
import { test } from "node:test";
import { drawCentreSquareMasks } from "../../src/masks/centreSquare";
import { randomStream } from "../../src/random";
import { holeBox, pictureOf } from "./looking";

const random = randomStream(1, "test");

test("16×16 in the middle of 32×32", () => {
  const masks = drawCentreSquareMasks([3, 32, 32, 3], random);
  for (let i = 0; i < 3; i++)
    assert.deepEqual(holeBox(masks, i), { top: 8, left: 8, height: 16, width: 16, holes: 256 });
});

test("odd and oblong images, and sides of one's own", () => {
  const oblong = pictureOf(drawCentreSquareMasks([1, 5, 8, 3], random));
  assert.deepEqual(oblong, ["........", "...##...", "...##...", "........", "........"]);
  const odd = holeBox(drawCentreSquareMasks([1, 7, 7, 3], random, { side: 5 }));
  assert.deepEqual(odd, { top: 1, left: 1, height: 5, width: 5, holes: 25 });
});

test("a side that leaves nothing known is refused", () => {
  assert.throws(
    () => drawCentreSquareMasks([1, 8, 8, 3], random, { side: 8 }),
    /Expected the side of the centre square to be a whole number from 1 to 7, but received 8\. Choose one that leaves known/,
  );
});
