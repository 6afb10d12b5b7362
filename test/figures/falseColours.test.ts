import assert from "node:assert/strict";
import { test } from "node:test";
import { falseColours } from "../../src/figures/falseColours";
import { rgb, viridis } from "../../src/figures/style";
import { imageBatch } from "../../src/images/batch";

const one = (...values: number[]): ReturnType<typeof imageBatch> =>
  imageBatch(Float32Array.from(values), [1, 1, 1, values.length]);

test("false colours run from the dark end of viridis to the bright one and are clamped", () => {
  const colours = falseColours(imageBatch(Float32Array.of(0, 0.25, 0.5, 2), [1, 1, 4, 1]), 0.5);
  assert.deepEqual(
    [...colours.data],
    [...rgb(viridis[0]), ...rgb(viridis[5]), ...rgb(viridis[10]), ...rgb(viridis[10])],
  );
});

test("mistakes are named", () => {
  assert.throws(
    () => falseColours(one(1, 1, 1), 1),
    /Expected values of shape \[N,H,W,1\] and a highest value above 0, but received \[1,1,1,3\]/,
  );
  assert.throws(() => falseColours(one(1), 0), /but received \[1,1,1,1\] and 0/);
  assert.throws(() => falseColours(one(NaN), 1), /Expected a finite value to colour, but received NaN/);
});
