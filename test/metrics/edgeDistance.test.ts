import assert from "node:assert/strict";
import { test } from "node:test";
import { imageBatch } from "../../src/images/batch";
import { edgeDistances } from "../../src/metrics/edgeDistance";
import { randomStream } from "../../src/random";
import { formulaPictures } from "./formulaPictures";
import { randomMasks } from "./samples";

test("scipy's chessboard distances", () => {
  for (const { knownMask, measured } of formulaPictures) {
    assert.deepEqual(Array.from(edgeDistances(knownMask, 0) ?? []), measured.distances);
  }
});

test("random masks: the nearest pixel of the other side, found by trying all of them", () => {
  const masks = randomMasks([12, 9, 14, 1], randomStream(1, "distances"), 0.02);
  for (let i = 0; i < 12; i++) {
    const known = masks.data.subarray(i * 126, (i + 1) * 126);
    const distances = edgeDistances(masks, i);
    assert.ok(distances);
    known.forEach((side, p) => {
      let least = Infinity;
      known.forEach((other, q) => {
        const across = Math.abs((p % 14) - (q % 14));
        const down = Math.abs(Math.floor(p / 14) - Math.floor(q / 14));
        if (other !== side) least = Math.min(least, Math.max(across, down));
      });
      assert.equal(distances[p], side === 0 ? least : -least);
    });
  }
});

test("one row and one column are images too; without both sides there is no edge", () => {
  const line = Uint8Array.from([1, 1, 1, 0, 0, 1]);
  assert.deepEqual(Array.from(edgeDistances(imageBatch(line, [1, 1, 6, 1]), 0) ?? []), [-3, -2, -1, 1, 1, -1]);
  assert.deepEqual(
    Array.from(edgeDistances(imageBatch(Float32Array.from(line), [1, 6, 1, 1]), 0) ?? []),
    [-3, -2, -1, 1, 1, -1],
  );
  assert.equal(edgeDistances(imageBatch(new Uint8Array(6), [1, 2, 3, 1]), 0), undefined);
  assert.equal(edgeDistances(imageBatch(new Uint8Array(12).fill(1), [2, 2, 3, 1]), 1), undefined);
});
