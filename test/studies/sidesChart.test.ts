import assert from "node:assert/strict";
import { test } from "node:test";
import { holeSidesChart } from "../../src/studies/sidesChart";
import { chartSvg } from "../../src/figures/staticChart";
import { assertLooksAsBefore } from "../support/snapshot";
import { interval, sides } from "./recordSamples";

const values = {
  sides: [1, 8],
  network: [interval(12, 1), interval(17.5, 1)],
  harmonic: [interval(29, 1), interval(18, 1)],
};

test("a line through the values and a bar at each, which differ in dash and symbol", () => {
  const { data } = holeSidesChart(values);
  const [bars, network, , harmonic] = data;
  assert.deepEqual(
    [bars.x, bars.y],
    [
      [1, 1, 1, 8, 8, 8],
      [11, 13, null, 16.5, 18.5, null],
    ],
  );
  assert.deepEqual([network.name, network.y, harmonic.name, harmonic.y], ["network", [12, 17.5], "harmonic", [29, 18]]);
  assert.notEqual(network.line?.dash, harmonic.line?.dash);
  assert.notEqual(network.marker?.symbol, harmonic.marker?.symbol);
});

test("the trained side is marked, and the axis holds all intervals", () => {
  const { layout } = holeSidesChart(values, { trainedSide: 4 });
  assert.deepEqual(
    [layout.shapes?.[0].x0, layout.shapes?.[0].x1, layout.annotations?.[0].text],
    [4, 4, "\u00a0trained side 4"],
  );
  assert.deepEqual(layout.yaxis?.range, [10, 30]);
});

test("the words give the ends and the trained side, and synthetic data is said", () => {
  assert.equal(
    holeSidesChart(sides).alt,
    "PSNR in the hole by its side, in dB with 95 % intervals. " +
      "side 1: network 11.29, harmonic 29.10; side 8: network 17.60, harmonic 18.00; side 20: network 9.91, harmonic 14.49.",
  );
  assert.match(holeSidesChart(values, { trainedSide: 5 }).alt, /intervals\. side 1: [^;]*; side 8: [^;]*$/);
  assert.ok(chartSvg(holeSidesChart(sides, { synthetic: true })).includes(">synthetic data</text>"));
});

test("lists that do not fit are refused", () => {
  assert.throws(
    () => holeSidesChart({ ...values, network: [] }),
    /Expected one interval per side for each method, but received 2 sides, 0 and 2 intervals/,
  );
  assert.throws(() => holeSidesChart({ sides: [], network: [], harmonic: [] }), /but received 0 sides/);
});

test("the chart looks as before", () => assertLooksAsBefore("hole-sides", holeSidesChart(sides)));

test("any methods are drawn, one line each under their own names", () => {
  const { data, alt } = holeSidesChart({
    sides: [1, 8],
    telea: values.network,
    mean: values.harmonic,
    other: values.network,
  });
  assert.deepEqual(
    data.flatMap(({ name }) => name ?? []),
    ["telea", "mean", "other"],
  );
  assert.match(alt, /side 1: telea 12\.00, mean 29\.00, other 12\.00;/);
});
