import assert from "node:assert/strict";
import { test } from "node:test";
import { edgeBand } from "../../src/postprocess/edgeBand";
import { edgeDistances } from "../../src/metrics/edgeDistance";
import { randomStream } from "../../src/random";
import { maskKinds, randomCase } from "./postprocessCases";

test("both sides are at the distances that the metrics measure, nearest first, each pixel once", () => {
  const random = randomStream(1, "edge band");
  for (let trial = 0; trial < 200; trial++) {
    const { knownMask } = randomCase(random, maskKinds[trial % 2], 1);
    const distances = edgeDistances(knownMask, 0);
    if (distances === undefined) continue;
    const [, height, width] = knownMask.shape;
    const known = Uint8Array.from(knownMask.data.subarray(0, height * width));
    const reach = random.integer(0, 5);
    const seen = new Uint8Array(known.length);
    for (const side of [0, 1]) {
      const all = Array.from(known.keys());
      const seeds = all.filter((p) => known[p] !== side);
      const band = edgeBand({ known, height, width }, seeds, reach, seen);
      const wanted: number[] = all.filter((p) => known[p] === side && Math.abs(distances[p]) <= reach);
      assert.deepEqual(
        [...band.pixels].sort((a, b) => a - b),
        wanted,
      );
      band.pixels.forEach((p, i) => assert.equal(band.distances[i], Math.abs(distances[p])));
      assert.deepEqual(
        [...band.distances].sort((a, b) => a - b),
        band.distances,
      );
      assert.ok(seen.every((value) => value === 0));
    }
  }
});

test("from the pixels along the edge alone it is the same band, and from none it is empty", () => {
  const known = Uint8Array.from(".......##.......", (sign) => (sign === "#" ? 0 : 1));
  const row = { known, height: 1, width: known.length };
  const inside = edgeBand(row, [6, 9], 3);
  assert.deepEqual(
    [inside.pixels, inside.distances],
    [
      [7, 8],
      [1, 1],
    ],
  );
  assert.deepEqual(edgeBand(row, [], 3), { pixels: [], distances: [] });
});
