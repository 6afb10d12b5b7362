import assert from "node:assert/strict";
import { test } from "node:test";
import { holeClusters } from "../../src/classical/holeClusters";
import { randomStream } from "../../src/random";

/** An image of known pixels but for these rows and columns. */
function maskWith(height: number, width: number, holes: readonly (readonly [number, number])[]): Uint8Array {
  const known = new Uint8Array(height * width).fill(1);
  for (const [row, column] of holes) known[row * width + column] = 0;
  return known;
}

test("holes far apart are clusters of their own, near ones are together, each with its pixels counted", () => {
  const known = maskWith(40, 50, [
    [1, 1],
    [9, 9],
    [1, 40],
    [39, 49],
  ]);
  const { clusters, clusterAt } = holeClusters(known, 40, 50, 4);
  assert.deepEqual(clusters, [
    { top: 0, left: 0, bottom: 16, right: 16, holePixels: 2 },
    { top: 0, left: 40, bottom: 8, right: 48, holePixels: 1 },
    { top: 32, left: 48, bottom: 40, right: 50, holePixels: 1 },
  ]);
  assert.deepEqual([clusterAt(9, 9), clusterAt(1, 40), clusterAt(39, 49)], [0, 1, 2]);
});

test("no two clusters are nearer than was asked for", () => {
  const random = randomStream(1, "clusters");
  for (const separation of [1, 4, 8, 20]) {
    const [height, width] = [90, 70];
    const holes = Array.from(
      { length: 12 },
      () => [random.integer(0, height - 1), random.integer(0, width - 1)] as const,
    );
    const { clusters, clusterAt } = holeClusters(maskWith(height, width, holes), height, width, separation);
    for (const [row, column] of holes) {
      const own = clusterAt(row, column);
      const { top, left, bottom, right } = clusters[own];
      assert.ok(row >= top && row < bottom && column >= left && column < right);
      for (const [y, x] of holes) {
        const between = Math.max(Math.abs(y - row), Math.abs(x - column)) - 1;
        if (clusterAt(y, x) !== own) assert.ok(between >= separation, `${between} pixels between`);
      }
    }
  }
});

test("without a hole there is no cluster", () => {
  assert.deepEqual(holeClusters(new Uint8Array(12).fill(1), 3, 4, 8).clusters, []);
});
