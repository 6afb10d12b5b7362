import assert from "node:assert/strict";
import { test } from "node:test";
import { methodFigures, methodLabel } from "../../src/studies/methodFigures";

test("methods are what is left of the values, in their order", () => {
  assert.deepEqual(methodFigures<number>({ b: 1, side: 8, a: 2 }, ["side"]), [
    ["b", 1],
    ["a", 2],
  ]);
  assert.throws(
    () => methodFigures({ side: 8 }, ["side"]),
    /Expected at least one method to draw, but received none\. Measure/,
  );
});

test("a key is its own label, but for the authors' weights", () => {
  assert.deepEqual(["network", "authors", "telea"].map(methodLabel), ["network", "authors' weights", "telea"]);
});
