import assert from "node:assert/strict";
import { test } from "node:test";
import { checkFigure, figureText, makeFigure } from "../../src/figures/figure";
import { sampleLoss } from "./samples";

const options = { title: "A title", alt: "A sentence.", data: [{ x: [1], y: [2] }] };

test("a figure carries the house style and keeps what the layout says", () => {
  const figure = makeFigure({ ...options, layout: { width: 300, xaxis: { title: { text: "epoch" } } } });
  assert.equal(figure.layout.width, 300);
  assert.match(String(figure.layout.font?.family), /DejaVu Sans/);
  assert.deepEqual(figure.layout.xaxis?.title, { text: "epoch" });
});

test("synthetic data is written on the figure and said in its words", () => {
  const texts = (synthetic: boolean): unknown[] =>
    (sampleLoss(synthetic).layout.annotations ?? []).map((note) => note.text);
  assert.ok(texts(true).includes("synthetic data"));
  assert.ok(!texts(false).includes("synthetic data"));
  assert.match(figureText(sampleLoss(true)), /synthetic data/);
});

test("a figure survives JSON, as Plotly's renderer needs it", () => {
  const { data, layout } = sampleLoss();
  assert.deepEqual(JSON.parse(JSON.stringify({ data, layout })), { data, layout });
});

test("a figure in words names each trace with its last value", () => {
  assert.match(figureText(sampleLoss()), /this run, validation: 3 points, last 0\.577/);
});

test("numbers that are not finite are refused wherever they stand; null is a gap", () => {
  const message = /Expected finite numbers in the traces of "A title", but received NaN\. Use null/;
  assert.throws(() => makeFigure({ ...options, data: [{ x: [1, 2], y: [1, NaN] }] }), message);
  assert.throws(() => makeFigure({ ...options, data: [{ type: "heatmap", z: [[1, NaN]] }] }), message);
  assert.throws(() => makeFigure({ ...options, data: [{ y: Float32Array.of(1, NaN) }] }), message);
  assert.throws(
    () => makeFigure({ ...options, layout: { xaxis: { range: [0, Infinity] } } }),
    /layout of "A title", but received Inf/,
  );
  checkFigure(makeFigure({ ...options, data: [{ x: [1, 2], y: [1, null] }] }));
});

test("title and alt text are needed", () => {
  assert.throws(
    () => makeFigure({ ...options, alt: " " }),
    /Expected the figure to have alt text, but received " "\. Say in a sentence/,
  );
  assert.throws(() => makeFigure({ ...options, title: "" }), /Expected the figure to have title text/);
});
