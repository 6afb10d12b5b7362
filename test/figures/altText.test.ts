import assert from "node:assert/strict";
import { test } from "node:test";
import { axesTitle, chartAlt, gridAlt } from "../../src/figures/altText";
import { makeFigure } from "../../src/figures/figure";
import { imageGrid } from "../../src/figures/imageGrid";
import { imageBatch } from "../../src/images/batch";

const axes = { xaxis: { title: { text: "hole side" } }, yaxis: { title: { text: "dB" } } };

test("a title from the axes, else from the traces", () => {
  assert.equal(axesTitle([{ name: "a" }], axes), "dB by hole side");
  assert.equal(axesTitle([{ name: "a" }, { name: "b" }], {}), "a, b");
  assert.equal(axesTitle([{ y: [1] }], {}), "Chart");
});

test("lines are told by their ends, bars by their values, maps by their extremes; gaps are passed over", () => {
  const tell = (trace: object): string => chartAlt("T", [trace], {});
  assert.equal(tell({ name: "a", x: [1, 2, 3], y: [0.123456, 2, null] }), "T. a from 0.1235 at 1 to 2 at 2.");
  assert.equal(tell({ y: [5, 6] }), "T. from 5 at 0 to 6 at 1.");
  assert.equal(tell({ type: "bar", x: ["mean", "heat"], y: [13, 18] }), "T. mean: 13, heat: 18.");
  assert.equal(tell({ type: "bar", orientation: "h", x: [13], y: ["mean"] }), "T. mean: 13.");
  assert.equal(
    tell({
      type: "heatmap",
      name: "m",
      z: [
        [1, 2, null],
        [4, -5, 6],
      ],
    }),
    "T. m map of 2×3 values from -5 to 6.",
  );
  assert.equal(tell({ type: "heatmap", z: [[null]] }), "T. map without a value.");
  assert.equal(tell({ type: "pie", name: "p" }), "T. p (pie).");
});

test("the axes are named unless the title does it; of many traces the first eight are told", () => {
  assert.equal(chartAlt("It falls", [{ y: [1] }], axes), "It falls: dB by hole side. 0: 1.");
  assert.equal(chartAlt("dB by hole side", [{ y: [1] }], axes), "dB by hole side. 0: 1.");
  const many = Array.from({ length: 10 }, () => ({ y: [1] }));
  assert.match(chartAlt("T", many, {}), /; and 2 more\.$/);
});

test("a grid is told by its labels and captions", () => {
  const images = imageBatch(new Uint8Array(2 * 4 * 4), [2, 4, 4, 1]);
  const rows = [
    { label: "mean\ncolour", images, captions: ["3 dB", "4 dB"] },
    { label: "", images },
  ];
  assert.equal(
    gridAlt("Fills", rows, ["ramp", "edge"]),
    "Fills. mean, colour: 2 pictures of 4×4 (3 dB, 4 dB); 2 pictures of 4×4. From left to right: ramp, edge.",
  );
});

test("figures and grids without a text of their own take it", () => {
  assert.equal(makeFigure({ title: "T", data: [{ y: [1, 2] }] }).alt, "T. from 1 at 0 to 2 at 1.");
  const images = imageBatch(new Uint8Array(16), [1, 4, 4, 1]);
  assert.equal(imageGrid({ rows: [{ label: "a", images }] }).alt, "a: 1 picture of 4×4.");
});
