import assert from "node:assert/strict";
import { test } from "node:test";
import { arrivalChart } from "../../src/figures/arrivalChart";
import { chartSvg } from "../../src/figures/staticChart";
import { imageBatch } from "../../src/images/batch";

const times = imageBatch(Float32Array.of(0, 0, 0, 0, 0.5, 2, 0, 0, 0, 1, 0, 0), [2, 2, 3, 1]);

test("times of one image as cells; known pixels are gaps", () => {
  const {
    data: [{ z, zmin }],
    layout,
    alt,
  } = arrivalChart(times);
  assert.deepEqual(z, [
    [null, null, null],
    [null, 0.5, 2],
  ]);
  assert.equal(zmin, 0);
  assert.equal(layout.yaxis?.autorange, "reversed");
  assert.match(alt, /A hole of 2 pixels in 2×3, coloured by arrival time: 0 at its rim, 2\.0 where/);
  assert.deepEqual(arrivalChart(times, { index: 1 }).data[0].z, [
    [null, null, null],
    [1, null, null],
  ]);
});

test("cells are squares", () => {
  const {
    layout: { width = 0, height = 0, margin },
  } = arrivalChart(times);
  const { l = 0, r = 0, t = 0, b = 0 } = margin ?? {};
  assert.equal((width - l - r) / 3, (height - t - b) / 2);
  assert.doesNotMatch(chartSvg(arrivalChart(times)), /NaN|undefined/);
});

test("colour images, images outside the batch and masks without a hole are refused", () => {
  assert.throws(
    () => arrivalChart(imageBatch(new Float32Array(3), [1, 1, 1, 3])),
    /\[N,H,W,1\] and an image below N, but received \[1,1,1,3\]/,
  );
  assert.throws(
    () => arrivalChart(times, { index: 2 }),
    /but received \[2,2,3,1\] and image 2\. Pass what arrivalTimes returns/,
  );
  assert.throws(
    () => arrivalChart(imageBatch(new Float32Array(4), [1, 2, 2, 1])),
    /Expected arrival times above 0, but image 0 has none/,
  );
});
