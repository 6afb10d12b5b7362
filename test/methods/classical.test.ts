import assert from "node:assert/strict";
import { test } from "node:test";
import { fillTelea } from "../../src/classical/telea";
import { imageBatch } from "../../src/images/batch";
import { classicalMethod } from "../../src/methods/classical";

test("a classical method takes any size, has no parameters and fills as its function does", () => {
  const { fill, ...rest } = classicalMethod("telea");
  assert.deepEqual(rest, { name: "telea", title: "Telea", sizes: { kind: "any" }, parameters: 0, separation: 8 });
  const images = imageBatch(
    Float32Array.from({ length: 48 }, (_, i) => i / 48),
    [1, 4, 4, 3],
  );
  const knownMask = imageBatch(
    Uint8Array.from({ length: 16 }, (_, p) => Number(p !== 5)),
    [1, 4, 4, 1],
  );
  assert.deepEqual(fill(images, knownMask), fillTelea(images, knownMask));
});

test("a wrong name prints the list, and a property of every object is no method", () => {
  for (const name of ["nobody", "toString"]) {
    assert.throws(
      () => classicalMethod(name),
      new RegExp(
        `Expected the name of a classical method, but received "${name}"\\. Use one of mean, harmonic, .*exemplar\\.`,
      ),
    );
  }
});
