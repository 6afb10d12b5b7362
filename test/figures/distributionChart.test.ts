import assert from "node:assert/strict";
import { test } from "node:test";
import { distributionChart } from "../../src/figures/distributionChart";
import { chartSvg } from "../../src/figures/staticChart";

const hundred = Array.from({ length: 100 }, (_, i) => 100 - i);
const options = { title: "Own PSNR", unit: "dB" };

test("a point at each percentile: so many percent of the values are not larger", () => {
  const { data } = distributionChart({ ...options, values: { network: hundred, harmonic: Float64Array.of(3, 1, 2) } });
  assert.deepEqual(data[0].x, data[0].y);
  assert.equal(data[0].x?.length, 99);
  const x = data[1].x as number[];
  assert.deepEqual([x[0], x[32], x[33], x[65], x[66], x[98]], [1, 1, 2, 2, 3, 3]);
});

test("the given values are not sorted in place", () => {
  const values = Float64Array.of(3, 1, 2);
  distributionChart({ ...options, values: { a: values } });
  assert.deepEqual([...values], [3, 1, 2]);
});

test("axes and words say what is drawn, and synthetic data is said", () => {
  const figure = distributionChart({ ...options, values: { network: hundred }, synthetic: true });
  const svg = chartSvg(figure);
  assert.equal(figure.alt, "Own PSNR, dB. network: a tenth up to 10.0, half up to 50.0, nine tenths up to 90.0.");
  for (const text of ["dB", "% of images below", "synthetic data"]) assert.ok(svg.includes(`>${text}</text>`), text);
});

test("nothing to draw, an empty set and values that are not finite are refused", () => {
  assert.throws(
    () => distributionChart({ ...options, values: {} }),
    /Expected values to draw, but received none\. Measure/,
  );
  assert.throws(() => distributionChart({ ...options, values: { a: [] } }), /but received none for "a"\. Measure/);
  assert.throws(
    () => distributionChart({ ...options, values: { a: [Infinity] } }),
    /Expected finite numbers in the traces of "Own PSNR", but received Infinity/,
  );
});
