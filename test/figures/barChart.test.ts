import assert from "node:assert/strict";
import { test } from "node:test";
import { barChart } from "../../src/figures/barChart";
import { chartSvg } from "../../src/figures/staticChart";

const series = { "in the hole": { network: 17.62, grey: 12.07 }, "full image": { network: 23.2, grey: 24.11 } };
const chart = (synthetic = false) => barChart({ title: "Two regions", unit: "PSNR, dB", series, synthetic });

test("one trace per series, one bar per category, each with its number", () => {
  const { data } = chart();
  const svg = chartSvg(chart());
  assert.deepEqual(
    data.map(({ name, x, y }) => [name, x, y]),
    [
      ["in the hole", ["network", "grey"], [17.62, 12.07]],
      ["full image", ["network", "grey"], [23.2, 24.11]],
    ],
  );
  for (const text of ["17.6", "12.1", "23.2", "24.1", "network", "full image", "PSNR, dB"]) {
    assert.ok(svg.includes(`>${text}</text>`), text);
  }
});

test("the words hold every number, and synthetic data is said", () => {
  assert.equal(
    chart().alt,
    "Two regions, PSNR, dB. in the hole: network 17.6, grey 12.1; full image: network 23.2, grey 24.1.",
  );
  assert.ok(chartSvg(chart(true)).includes(">synthetic data</text>"));
});

test("the axis starts at 0 and has room above the highest bar; numbers below 0 leave it open", () => {
  const [low, high] = chart().layout.yaxis?.range as number[];
  assert.equal(low, 0);
  assert.ok(high > 26 && high < 27, String(high));
  assert.equal(barChart({ title: "T", unit: "dB", series: { a: { x: -1, y: 2 } } }).layout.yaxis?.range, undefined);
});

test("nothing to draw and categories that differ are refused", () => {
  const draw = (given: typeof series | object) => () =>
    barChart({ title: "T", unit: "dB", series: given as typeof series });
  assert.throws(draw({}), /Expected at least one number to draw, but received none/);
  assert.throws(
    draw({ a: { x: 1, y: 2 }, b: { x: 1 } }),
    /Expected the series "b" to have the categories x, y, but received x\. Measure/,
  );
  assert.throws(draw({ a: { x: 1 }, b: {} }), /but received none\. Measure/);
});
