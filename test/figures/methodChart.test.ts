import assert from "node:assert/strict";
import { test } from "node:test";
import { methodChart } from "../../src/figures/methodChart";
import { chartSvg } from "../../src/figures/staticChart";

const options = {
  title: "Inside the hole",
  unit: "hole PSNR in dB",
  values: { mean: 12.7, biharmonic: 18.46, Telea: 17.2 },
};

test("bars from best, at the top, to worst, each with its number", () => {
  const {
    data: [{ x, y, text }],
    alt,
  } = methodChart(options);
  assert.deepEqual(
    [x, y, text],
    [
      [12.7, 17.2, 18.46],
      ["mean", "Telea", "biharmonic"],
      ["12.70", "17.20", "18.46"],
    ],
  );
  assert.equal(alt, "Inside the hole, hole PSNR in dB: biharmonic 18.46, Telea 17.20, mean 12.70.");
});

test("a guess is a dashed line with its value, and inside the axis", () => {
  const { layout } = methodChart({ ...options, guesses: [{ name: "your guess", value: 25 }] });
  assert.equal(layout.shapes?.[0].x0, 25);
  assert.equal(layout.shapes?.[0].line?.dash, "dash");
  assert.equal(layout.annotations?.[0].text, "your guess 25");
  assert.ok(Number(layout.xaxis?.range?.[1]) > 25);
  assert.equal(methodChart(options).layout.shapes?.length, 0);
});

test("it is drawn as SVG, and says when data is synthetic", () => {
  const svg = chartSvg(methodChart({ ...options, guesses: [{ name: "your guess", value: 15 }], synthetic: true }));
  for (const words of ["biharmonic", "18.46", "your guess 15", "synthetic data"]) assert.ok(svg.includes(words), words);
  assert.doesNotMatch(svg, /NaN|undefined|Infinity/);
});

test("nothing to draw, and bars without an end, are refused", () => {
  assert.throws(
    () => methodChart({ ...options, values: {} }),
    /Expected the value of at least one method, but received none/,
  );
  assert.throws(
    () => methodChart({ ...options, values: { exact: Infinity } }),
    /Expected a number from 0 up for exact, but received Infinity/,
  );
  assert.throws(
    () => methodChart({ ...options, guesses: [{ name: "your guess", value: -3 }] }),
    /for your guess, but received -3/,
  );
});

test("a method may have 0, and all of them", () => {
  assert.deepEqual(methodChart({ ...options, values: { grey: 0, harmonic: 0.1 } }).data[0].x, [0, 0.1]);
  assert.doesNotMatch(chartSvg(methodChart({ ...options, values: { grey: 0 } })), /NaN|undefined|Infinity/);
});
