import assert from "node:assert/strict";
import { test } from "node:test";
import { featureRows } from "../../src/images/featureRows";
import { randomStream } from "../../src/random";
import { nearestNeighbours } from "../../src/retrieval/nearest";

test("the nearest first, at their distances; of equally near ones the lower position", () => {
  const candidates = featureRows(Float64Array.of(3, 4, 0, 1, -1, 0, 0, 0, 1, 0, 0, 0), 6);
  const queries = featureRows(Float32Array.of(0, 0, 3, 3), 2);
  const { positions, distances } = nearestNeighbours(queries, candidates, 4);
  assert.deepEqual(Array.from(positions), [3, 5, 1, 2, 0, 1, 4, 3]);
  const wanted = [0, 0, 1, 1, 1, Math.sqrt(13), Math.sqrt(13), Math.sqrt(18)];
  assert.deepEqual(Array.from(distances), wanted);
  assert.deepEqual(Array.from(nearestNeighbours(queries, candidates).positions), [3, 0]);
});

test("as sorting all distances finds them", () => {
  const random = randomStream(1, "test");
  const rows = (count: number): Float64Array => Float64Array.from({ length: count * 7 }, () => random.integer(0, 3));
  const [queries, candidates] = [featureRows(rows(20), 20), featureRows(rows(60), 60)];
  const { positions, distances, neighbours } = nearestNeighbours(queries, candidates, 5);
  assert.equal(neighbours, 5);
  for (let q = 0; q < 20; q++) {
    const all = Array.from({ length: 60 }, (_, c) => ({
      c,
      distance: Math.hypot(
        ...Array.from({ length: 7 }, (_, k) => queries.data[q * 7 + k] - candidates.data[c * 7 + k]),
      ),
    }));
    const sorted = all.sort((a, b) => (Math.abs(a.distance - b.distance) < 1e-9 ? a.c - b.c : a.distance - b.distance));
    const wanted = sorted.slice(0, 5);
    assert.deepEqual(
      Array.from(positions.subarray(q * 5, q * 5 + 5)),
      wanted.map(({ c }) => c),
    );
    wanted.forEach(({ distance }, k) => assert.ok(Math.abs(distances[q * 5 + k] - distance) < 1e-12));
  }
});

test("more neighbours than candidates, and other features, are refused with the way out", () => {
  const rows = featureRows(new Float32Array(6), 3);
  for (const neighbours of [0, 4, 1.5]) {
    assert.throws(() => nearestNeighbours(rows, rows, neighbours), {
      message:
        `Expected neighbours to be a whole number from 1 to the 3 candidates, but received ${neighbours}. ` +
        "Ask for fewer, or give more candidates.",
    });
  }
  assert.throws(() => nearestNeighbours(rows, featureRows(new Float32Array(6), 2)), /rows of 2 and of 3 numbers/);
});
