import assert from "node:assert/strict";
import { test } from "node:test";
import { edgeDistanceChart } from "../../src/studies/edgeDistanceChart";
import { chartSvg } from "../../src/figures/staticChart";
import { assertLooksAsBefore } from "../support/snapshot";
import { edgeDistances, interval } from "./recordSamples";

const side = (...mse: number[]) => mse.map((value, i) => ({ distance: i + 1, mse: value }));
const values = {
  ...edgeDistances,
  network: { known: side(0.01, 0.0004, 0.25), hole: side(0.04) },
  composited: { known: side(0, 0, 0), hole: side(0.04) },
  harmonic: { known: side(0, 0, 0), hole: side(0.09) },
};

test("known pixels lie left of the edge, the hole right of it, as grey levels", () => {
  const { data, layout } = edgeDistanceChart(values, { knownReach: 2 });
  assert.deepEqual(data[0].x, [-1.5, -0.5, 0.5]);
  (data[0].y as number[]).forEach((value, i) => assert.ok(Math.abs(value - [5.1, 25.5, 51][i]) < 1e-9, `${value}`));
  assert.deepEqual(
    [layout.xaxis?.tickvals, layout.xaxis?.ticktext],
    [
      [-1.5, -0.5, 0.5],
      ["2", "1", "1"],
    ],
  );
  assert.deepEqual([layout.shapes?.[0].x0, layout.shapes?.[0].x1], [0, 0]);
  assert.ok((layout.yaxis?.range?.[1] as number) > 0.3 * 255);
});

test("the deepest pixels of holes at the image's rim are left out", () => {
  const deep = { known: side(0.01), hole: side(0.04, 0.04, 0.04, 0.04, 0.9) };
  const { data, alt } = edgeDistanceChart({ ...values, network: deep, composited: deep, harmonic: deep });
  assert.deepEqual(data[0].x, [-0.5, 0.5, 1.5, 2.5, 3.5]);
  assert.match(alt, /51\.0 at distance 4;/);
  assert.equal(edgeDistanceChart({ ...values, network: deep }, { holeReach: 5 }).data[0].x?.length, 6);
});

test("the three lines differ in dash and symbol, and no error is drawn at 0", () => {
  const { data } = edgeDistanceChart(values);
  assert.equal(new Set(data.map(({ line }) => line?.dash)).size, 3);
  assert.equal(new Set(data.map(({ marker }) => marker?.symbol)).size, 3);
  assert.deepEqual((data[1].y as number[]).slice(0, 3), [0, 0, 0]);
});

test("the words give the errors at the edge and deepest in the hole, and synthetic data is said", () => {
  assert.match(
    edgeDistanceChart(values).alt,
    /network: 25\.5 in known pixels at the edge, 51\.0 in the hole at its edge, 51\.0 at distance 1;/,
  );
  assert.ok(chartSvg(edgeDistanceChart(values, { synthetic: true })).includes(">synthetic data</text>"));
});

test("a side without pixels is refused", () => {
  const harmonic = { known: side(0), hole: [] };
  assert.throws(
    () => edgeDistanceChart({ ...values, harmonic }),
    /Expected errors of "harmonic" on both sides of the edge, but received 1 in known pixels and 0 in the hole/,
  );
});

test("the chart looks as before", () => assertLooksAsBefore("edge-distance", edgeDistanceChart(edgeDistances)));

test("any methods are drawn under their own names", () => {
  const { composited, harmonic, undamaged } = values;
  const fullImagePsnrDb = { telea: interval(20), composited: interval(20), mean: interval(20) };
  const { data } = edgeDistanceChart({ telea: harmonic, composited, mean: harmonic, undamaged, fullImagePsnrDb });
  assert.deepEqual(
    data.map(({ name }) => name),
    ["telea", "telea, composited", "mean"],
  );
});
