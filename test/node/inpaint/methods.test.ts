import assert from "node:assert/strict";
import { test } from "node:test";
import { fillHarmonic } from "../../../src/classical/harmonic";
import { fillMean } from "../../../src/classical/mean";
import { imageBatch } from "../../../src/images/batch";
import { classicalMethod } from "../../../src/methods/classical";
import type { InpaintingMethod } from "../../../src/methods/inpaintingMethod";
import { fillBy } from "../../../src/node/inpaint/methods";

const width = 1100;
const image = imageBatch(
  new Uint8Array(20 * width * 3).map((_, i) => (i * 7) % 256),
  [1, 20, width, 3],
);
const known = Uint8Array.from({ length: 20 * width }, (_, p) => Number((p % width) % 512 !== 5));
const knownMask = imageBatch(known, [1, 20, width, 1]);
const network: InpaintingMethod = {
  name: "network",
  title: "Network",
  sizes: { kind: "windows", multiple: 4 },
  parameters: 0,
  fill: fillHarmonic,
};

test("a network that fills window by window tells the share of windows, and timers run between them", async () => {
  const shares: number[] = [];
  let turns = 0;
  const timer = setInterval(() => turns++, 0);
  await fillBy(network, image, knownMask, (share) => shares.push(share));
  clearInterval(timer);
  assert.deepEqual(shares, [0, 1 / 3, 2 / 3]);
  assert.ok(turns > 0);
});

test("a hole that goes to a worker comes back as it would without one", async () => {
  const side = 420;
  const large = imageBatch(
    new Uint8Array(side * side).map((_, p) => (p * 3) % 256),
    [1, side, side, 1],
  );
  const holes = Uint8Array.from({ length: side * side }, (_, p) => Number(p % side < 100));
  const mask = imageBatch(holes, [1, side, side, 1]);
  assert.deepEqual(await fillBy(classicalMethod("mean"), large, mask), fillMean(large, mask));
});
