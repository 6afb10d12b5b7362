import assert from "node:assert/strict";
import { test } from "node:test";
import type { Layout, Plot } from "nodeplotlib";
import { makeFigure, type Figure } from "../../src/figures/figure";
import { chartSvg } from "../../src/figures/staticChart";
import { svgToPng } from "../../src/node/figures/encode";
import { sampleBars, sampleHeatMap, sampleLogAxis, sampleLoss } from "./samples";

const draw = (data: Plot[], layout: Layout = {}): string =>
  chartSvg(makeFigure({ title: "T", alt: 'A <b> & "c"', data, layout }));
const all: Record<string, () => Figure> = { sampleLoss, sampleBars, sampleHeatMap, sampleLogAxis };

for (const [name, make] of Object.entries(all)) {
  test(`${name}: well-formed SVG of the layout's size, without NaN, the same each time`, () => {
    const figure = make();
    const svg = chartSvg(figure);
    assert.match(
      svg,
      new RegExp(
        `^<svg role="img" aria-label="[^"]+"(?: shape-rendering="crispEdges")? width="${figure.layout.width}" ` +
          `height="${figure.layout.height}"`,
      ),
    );
    assert.doesNotMatch(svg, /NaN|undefined|Infinity|zr\d/);
    assert.equal(svg, chartSvg(make()));
    svgToPng(svg); // resvg's parser is strict about XML
  });
}

test("titles, axis titles, legend and labels are text in the SVG", () => {
  const svg = chartSvg(sampleLoss(true));
  for (const text of [
    "Loss by epoch",
    "epoch",
    "binary cross-entropy",
    "recorded run",
    "this run, training",
    "floor 0.547",
    "your guess 0.58",
    "synthetic data",
  ])
    assert.ok(svg.includes(`>${text}</text>`), text);
});

test("a dashed line is dashed in the chart and in the legend", () => {
  assert.equal(chartSvg(sampleLogAxis()).match(/stroke-dasharray="7,4"/g)?.length, 2);
});

test("two figures on one page do not share identifiers", () => {
  const ids = (svg: string): string[] => [...svg.matchAll(/id="([^"]+)"/g)].map((match) => match[1]);
  const first = ids(chartSvg(sampleLoss()));
  const second = ids(chartSvg(sampleBars()));
  assert.ok(first.length > 0 && first.every((id) => !second.includes(id)));
});

test("bars start at zero, and tick formats are kept", () => {
  assert.match(draw([{ type: "bar", x: ["a", "b"], y: [0.9, 0.95] }], { yaxis: { tickformat: ".0%" } }), />0%<\/text>/);
  assert.match(draw([{ x: [1, 2], y: [1000, 30000] }], { yaxis: { tickformat: ",d" } }), />30,000<\/text>/);
});

test("bars may lie, stand side by side and carry text", () => {
  const svg = draw([{ type: "bar", orientation: "h", x: [1, 2], y: ["left", "right"], text: ["one", "two"] as never }]);
  for (const word of ["left", "right", "one", "two"]) assert.ok(svg.includes(`>${word}</text>`), word);
});

test("what is not understood is refused", () => {
  assert.throws(
    () => draw([{ type: "pie", values: [1] } as Plot]),
    /Expected traces of type scatter, bar, heatmap, but received "pie"\. Draw it with one of these/,
  );
  assert.throws(
    () => draw([{ x: [1], y: [1], fill: "tozeroy" }]),
    /Expected a scatter trace with .*, but received "fill"\. Leave it out/,
  );
  assert.throws(() => draw([{ x: [1], y: [1], mode: "text" }]), /but received mode "text"/);
  assert.throws(
    () => draw([{ type: "bar", x: ["a"], y: [1] }], { barmode: "overlay" }),
    /Expected barmode "group" or "stack", but received "overlay"/,
  );
  assert.throws(
    () => draw([{ type: "heatmap", z: [[1]], colorscale: "Jet" }]),
    /Expected the colorscale "Viridis" .*, but received "Jet"/,
  );
  assert.throws(
    () => draw([{ x: [1], y: [1] }], { yaxis: { tickformat: "s" } }),
    /Expected a tickformat such as .*, but received "s"/,
  );
  assert.throws(
    () => draw([{ x: [1], y: [1] }], { shapes: [{ type: "rect" }] }),
    /Expected layout shapes of type "line", but received "rect"/,
  );
  assert.throws(
    () => draw([{ x: [1], y: [1] }], { annotations: [{ text: "here", x: 1, y: 1 }] }),
    /Expected annotations with showarrow: false, but received undefined for "here"\. Set it/,
  );
});
