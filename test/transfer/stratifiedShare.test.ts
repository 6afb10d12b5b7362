import assert from "node:assert/strict";
import { test } from "node:test";
import { stratifiedShare } from "../../src/transfer/stratifiedShare";

const labels = Uint8Array.from({ length: 230 }, (_, i) => (i < 200 ? i % 2 : 2));

test("every class gives its share, by the seed, and a larger share holds the smaller", () => {
  const tenth = stratifiedShare(labels, 0.1, 1);
  const perClass = [0, 1, 2].map((label) => tenth.filter((position) => labels[position] === label).length);
  assert.deepEqual(perClass, [10, 10, 3]);
  assert.deepEqual(tenth, tenth.slice().sort());
  assert.equal(new Set(tenth).size, 23);
  assert.deepEqual(stratifiedShare(labels, 0.1, 1), tenth);
  assert.notDeepEqual(stratifiedShare(labels, 0.1, 2), tenth);
  const half = new Set(stratifiedShare(labels, 0.5, 1));
  assert.ok(tenth.every((position) => half.has(position)));
  assert.equal(stratifiedShare(labels, 1, 1).length, 230);
  assert.equal(stratifiedShare(labels, 0.001, 1).length, 3, "at least one of each class");
});

test("a share beyond 0 to 1 is refused", () => {
  for (const share of [0, 1.5, NaN]) {
    assert.throws(
      () => stratifiedShare(labels, share, 1),
      new RegExp(`Expected a share above 0 and up to 1, but received ${share}\\. Use for example 0\\.1\\.`),
    );
  }
});
