import assert from "node:assert/strict";
import { test } from "node:test";
import { profileChart, rowValues, steepestStep } from "../../src/figures/profileChart";
import { chartSvg } from "../../src/figures/staticChart";
import { imageBatch } from "../../src/images/batch";

// Two images of 2×4 pixels, two channels; only the second row of the second one jumps.
const rows = [
  [0, 0, 0, 0],
  [0, 0, 0, 0],
  [0, 0, 0, 0],
  [0, 0, 1, 1],
];
const image = imageBatch(Float32Array.from(rows.flat().flatMap((value) => [value, value / 2])), [2, 2, 4, 2]);
const mask = imageBatch(Uint8Array.of(1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 1), [2, 2, 4, 1]);
const flat = imageBatch(new Float32Array(32).fill(0.5), [2, 2, 4, 2]);
const options = { groundTruth: image, knownMask: mask, fills: [{ label: "flat", filled: flat }], row: 1, index: 1 };

test("the row of the image as lines, the mean of the channels, truth first", () => {
  const { data, alt } = profileChart(options);
  assert.deepEqual(
    data.map(({ name, y }) => [name, y]),
    [
      ["original", [0, 0, 0.75, 0.75]],
      ["flat", [0.5, 0.5, 0.5, 0.5]],
    ],
  );
  assert.match(alt, /Row 1 from left to right\. Steepest step: original 0\.75, flat 0\.00/);
  assert.deepEqual(rowValues(image, 1, 0), [0, 0, 0, 0]);
  assert.deepEqual(rowValues(imageBatch(Uint8Array.of(255, 0), [1, 1, 2, 1]), 0, 0), [1, 0]);
});

test("lines stand where the row enters and leaves the hole", () => {
  assert.deepEqual(
    profileChart(options).layout.shapes?.map(({ x0 }) => x0),
    [0.5, 2.5],
  );
  assert.equal(profileChart({ ...options, row: 0 }).layout.shapes?.length, 0);
  assert.doesNotMatch(chartSvg(profileChart(options)), /NaN|undefined/);
});

test("the steepest step rises or falls", () => {
  assert.equal(steepestStep([0, 0.25, 1, 0]), 1);
  assert.equal(steepestStep([7]), 0);
});

test("images and rows outside are refused", () => {
  assert.throws(
    () => profileChart({ ...options, row: 2 }),
    /Expected an image below 2 and a row below 2, but received image 1, row 2/,
  );
  assert.throws(() => profileChart({ ...options, index: 2 }), /but received image 2, row 1\. Both count from 0/);
});
