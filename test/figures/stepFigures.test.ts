import assert from "node:assert/strict";
import { test } from "node:test";
import { operationChart } from "../../src/figures/operationChart";
import { chartSvg } from "../../src/figures/staticChart";
import { stepDiagram } from "../../src/figures/stepDiagram";
import { stepTimeChart } from "../../src/figures/stepTimeChart";
import { svgToPng } from "../../src/node/figures/encode";
import { sampleOperations, sampleStep, sampleStepDiagram, sampleStepTimes } from "./samples";

test("operations: the dearest kinds, the others together, and what is left of the whole", () => {
  const { data, alt } = sampleOperations();
  assert.deepEqual(
    data.map(({ name }) => name),
    ["batch 128", "batch 1"],
  );
  assert.deepEqual(data[0].y, ["Conv2D ×2", "Add ×12", "2 other kinds ×3", "between the operations"]);
  assert.deepEqual(
    data.map(({ x }) => x),
    [
      [40, 6, 4, 10.5],
      [1.5, 2, 1, 3],
    ],
  );
  assert.match(alt, /batch 128: 17 operations in 61 ms, of these 40 ms in Conv2D;/);
  assert.match(alt, /batch 1: 17 operations in 7\.5 ms, of these 2\.0 ms in Add\./);
});

test("operations: a single other kind is named, and nothing is below 0", () => {
  const profile = { rows: [{ op: "Add", calls: 1, milliseconds: 2 }], milliseconds: 1.9 };
  const { data } = operationChart({ profiles: { a: profile }, most: 0 });
  assert.deepEqual(
    [data[0].y, data[0].x],
    [
      ["Add ×1", "between the operations"],
      [2, 0],
    ],
  );
});

test("operations: no profile is refused", () => {
  const message = /Expected a profile with at least one operation, but received none\. Pass what/;
  assert.throws(() => operationChart({ profiles: {} }), message);
  assert.throws(() => operationChart({ profiles: { a: { rows: [], milliseconds: 1 } } }), message);
});

test("step times: both lines by batch size, the guess as the line where the graph would lie, ratios between them", () => {
  const { data, layout, alt } = sampleStepTimes();
  assert.deepEqual(
    data.map(({ name, y, line }) => [name, y, line?.dash]),
    [
      ["eager", [20, 48, 120], "solid"],
      ["as one graph", [4, 16, 40], "solid"],
      ["your guess: 2×", [10, 24, 60], "dash"],
    ],
  );
  assert.deepEqual(
    layout.annotations?.map(({ text }) => text),
    ["5.0×", "3.0×", "3.0×"],
  );
  assert.deepEqual(
    [layout.xaxis?.tickvals, layout.yaxis?.tickvals],
    [
      [1, 32, 128],
      [5, 10, 20, 50, 100],
    ],
  );
  assert.match(alt, /batch 1: 20 ms and 4 ms; batch 32: 48 ms and 16 ms/);
});

test("step times: what a logarithmic axis cannot show is refused", () => {
  const row = { batch: 1, eagerMilliseconds: 2, tracedMilliseconds: 1 };
  assert.throws(() => stepTimeChart({ rows: [] }), /Expected at least one batch size, but received none/);
  assert.throws(
    () => stepTimeChart({ rows: [{ ...row, tracedMilliseconds: 0 }] }),
    /Expected tracedMilliseconds above 0, but received 0\./,
  );
  assert.throws(
    () => stepTimeChart({ rows: [row], guesses: [{ name: "your guess", value: -1 }] }),
    /Expected your guess above 0, but received -1/,
  );
});

test("charts are drawn as SVG without NaN", () => {
  for (const figure of [sampleOperations(true), sampleStepTimes(true)]) {
    const svg = chartSvg(figure);
    const { tickvals = [] } = figure.layout.xaxis ?? {};
    for (const tick of tickvals) assert.ok(svg.includes(`>${String(tick)}</text>`), `tick ${String(tick)}`);
    assert.doesNotMatch(svg, /NaN|undefined|Infinity/);
    svgToPng(svg);
  }
});

test("step: every box with its title, operations and count, every arrow with its head", () => {
  const { svg, alt, width, height } = sampleStepDiagram(true);
  for (const words of [
    "Two layers &amp; a skip",
    "second/&lt;kernel&gt;",
    "Conv2D · Add · Relu",
    "2 Reshape",
    "synthetic data",
    "forward: 6 operations",
    "backward: 8 operations",
    "optimiser: 5 operations",
  ])
    assert.ok(svg.includes(words), words);
  assert.equal(svg.match(/<rect [^>]*rx="4"/g)?.length, sampleStep.boxes.length);
  assert.equal(svg.match(/<path d="M0 0L/g)?.length, sampleStep.arrows.length);
  assert.equal(svg.match(/ · Sub|Mul · Sub/g)?.length, 1); // an optimiser that repeats itself is listed once
  assert.match(
    alt,
    /6 operations in the forward pass, 8 operations in the backward pass, 5 operations in the optimiser, in 9/,
  );
  assert.ok(svg.includes(`width="${width}" height="${height}"`));
  assert.doesNotMatch(svg, /NaN|undefined/);
  svgToPng(svg);
});

test("step: a forward pass alone has no other headings", () => {
  const { svg } = stepDiagram({ boxes: sampleStep.boxes.slice(0, 3), arrows: [] });
  assert.match(svg, /One training step/);
  assert.doesNotMatch(svg.replace(/aria-label="[^"]*"/, ""), /backward|gradients|optimiser|weights/);
});

test("step: nothing to draw, and arrows to nowhere, are refused", () => {
  assert.throws(
    () => stepDiagram({ boxes: [], arrows: [] }),
    /Expected the boxes of a step, but received none\. Pass recordStepGraph/,
  );
  assert.throws(
    () => stepDiagram({ boxes: sampleStep.boxes.slice(0, 1), arrows: [{ from: 0, to: 1 }] }),
    /Expected arrows between 1 boxes, but received one from 0 to 1\. Count boxes from 0/,
  );
});
