import assert from "node:assert/strict";
import { test } from "node:test";
import { rangeChart, type RangeChartOptions } from "../../src/figures/rangeChart";
import { chartSvg } from "../../src/figures/staticChart";
import { textWidth } from "../../src/figures/style";
import { assertLooksAsBefore } from "../support/snapshot";

const options: RangeChartOptions = {
  title: "Two series",
  alt: "Ranges.",
  unit: "items",
  rows: ["upper", "lower"],
  series: [
    {
      name: "a",
      points: [
        { row: "upper", value: 20, low: 18, high: 30 },
        { row: "lower", value: 5, low: 4, high: 6 },
      ],
    },
    { name: "b", points: [{ row: "upper", value: 28, low: 22, high: 11_509 }] },
  ],
};
const logarithmic = { ...options, logarithmic: true, valueText: String };

test("each series has a height, a colour and a symbol of its own; a bar from low to high, then a gap", () => {
  const [bars, points, , others] = rangeChart(options).data;
  assert.deepEqual(bars.x, [18, 30, 30, 4, 6, 6]);
  const [first, second, gap, third] = bars.y as (number | null)[];
  assert.deepEqual([gap, first, second], [null, second, (points.y as number[])[0]]);
  assert.ok((first as number) > (others.y as number[])[0] && (others.y as number[])[0] > (third as number));
  assert.deepEqual([points.marker?.symbol, others.marker?.symbol], ["circle", "square"]);
  assert.notEqual(points.marker?.color, others.marker?.color);
});

test("rows stand from top to bottom in their order", () => {
  const { yaxis } = rangeChart(options).layout;
  assert.deepEqual(
    [yaxis?.ticktext, yaxis?.tickvals],
    [
      ["upper", "lower"],
      [1, 0],
    ],
  );
});

test("the words beside the bars end inside the axis", () => {
  for (const given of [logarithmic, { ...options, valueText: String }]) {
    const { layout } = rangeChart(given);
    const [low, high] = layout.xaxis?.range as number[];
    const pixels = 720 - 42 - 40;
    const notes = layout.annotations ?? [];
    assert.deepEqual(
      notes.map(({ text }) => text),
      ["20", "5", "28"],
    );
    for (const { x, text } of notes) {
      assert.ok(((Number(x) - low) / (high - low)) * pixels + textWidth(text as string, 12) <= pixels, text);
    }
  }
});

test("on a logarithmic axis the ends stand for their exponents", () => {
  const { xaxis, annotations } = rangeChart(logarithmic).layout;
  assert.equal(xaxis?.type, "log");
  assert.ok((xaxis?.range?.[0] as number) < Math.log10(4) && (xaxis?.range?.[1] as number) > Math.log10(11_509));
  assert.ok(Number(annotations?.[0].x) > Math.log10(30) && Number(annotations?.[0].x) < Math.log10(40));
});

test("more series than colours still look different from one another", () => {
  const series = Array.from({ length: 9 }, (_, i) => ({
    name: `s${i}`,
    points: [{ row: "upper", value: i, low: i, high: i }],
  }));
  const looks = rangeChart({ ...options, series })
    .data.filter(({ mode }) => mode === "markers")
    .map(({ marker }) => `${String(marker?.color)} ${String(marker?.symbol)}`);
  assert.equal(new Set(looks).size, 9);
});

test("one value alone can be drawn, none is refused", () => {
  const series = [{ name: "a", points: [{ row: "upper", value: 3, low: 3, high: 3 }] }];
  assert.doesNotMatch(chartSvg(rangeChart({ ...options, valueText: String, series })), /NaN|undefined|Infinity/);
  assert.throws(
    () => rangeChart({ ...options, series: [] }),
    /Expected at least one value to draw, but received none\. Measure/,
  );
});

test("the chart looks as before", () => assertLooksAsBefore("ranges", rangeChart(logarithmic)));
