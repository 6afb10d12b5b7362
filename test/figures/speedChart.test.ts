import assert from "node:assert/strict";
import { test } from "node:test";
import { speedChart, type SpeedGroup } from "../../src/figures/speedChart";
import { chartSvg } from "../../src/figures/staticChart";

const row = (name: string, median: number, min: number, max: number) => ({ name, median, min, max });
const groups: SpeedGroup[] = [
  { name: "small network", rows: [row("ours", 4000, 3800, 4100), row("theirs", 1500, 1400, 1600)] },
  { name: "large network", rows: [row("ours", 900, 880, 950), row("third", 450, 400, 470)] },
];
const chart = (synthetic = false) => speedChart({ title: "Speed", groups, synthetic });

test("rows stand from top to bottom as they first occur, with medians beside their ranges", () => {
  const svg = chartSvg(chart());
  const placed = (name: string): RegExp => new RegExp(`translate\\([\\d.]+ ([\\d.]+)\\)[^>]*>${name}</text>`);
  const heights = ["ours", "theirs", "third"].map((name) => Number(placed(name).exec(svg)?.[1]));
  assert.ok(heights[0] < heights[1] && heights[1] < heights[2], String(heights));
  for (const text of ["4,000", "1,500", "900", "450", "small network", "large network", "images per second"]) {
    assert.ok(svg.includes(`>${text}</text>`), text);
  }
  assert.doesNotMatch(svg, /NaN|undefined|Infinity/);
});

test("the axis is logarithmic, its round numbers labelled to both ends", () => {
  const { layout } = chart();
  const svg = chartSvg(chart());
  assert.equal(layout.xaxis?.type, "log");
  for (const text of ["500", "1,000", "2,000", "5,000"]) assert.ok(svg.includes(`>${text}</text>`), text);
});

test("the alternative text names every speed, and synthetic data is said", () => {
  const words =
    "Speed, images per second. small network: ours 4,000, theirs 1,500; large network: ours 900, third 450.";
  assert.equal(chart().alt, words);
  assert.ok(chartSvg(chart(true)).includes(">synthetic data</text>"));
});

test("speeds that cannot be drawn are refused", () => {
  const draw = (median: number, min: number, max: number) => () =>
    speedChart({ title: "T", groups: [{ name: "g", rows: [row("x", median, min, max)] }] });
  assert.throws(draw(1, 0, 2), /Expected a speed of "x" above 0 with min ≤ median ≤ max, but received 0, 1, 2/);
  assert.throws(draw(3, 1, 2), /but received 1, 3, 2/);
  assert.throws(draw(NaN, 1, 2), /but received 1, NaN, 2/);
  assert.throws(() => speedChart({ title: "T", groups: [] }), /Expected at least one speed to draw, but received none/);
});
