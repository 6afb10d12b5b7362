import assert from "node:assert/strict";
import { test } from "node:test";
import { lossDistanceChart } from "../../src/figures/lossDistanceChart";
import { chartSvg } from "../../src/figures/staticChart";
import { assertLooksAsBefore } from "../support/snapshot";
import { lossDistance } from "../studies/recordSamples";

const runs = [
  { name: "ours", epochs: [1, 2, 3], loss: [9, 9, 9], valLoss: [0.6, 0.55, 0.525] },
  { name: "theirs", epochs: [1, 3], valLoss: [0.7, 0.51], pointsOnly: true },
];
const options = { runs, floor: 0.5, untrained: [{ name: "flat colour", value: 0.505 }] };
const close = (values: unknown, expected: readonly number[]): void =>
  (values as number[]).forEach((value, i) => assert.ok(Math.abs(value - expected[i]) < 1e-12, `${value}`));

test("what is drawn is the validation loss above the floor; points alone for a run known in parts", () => {
  const { data, layout } = lossDistanceChart(options);
  close(data[0].y, [0.1, 0.05, 0.025]);
  close(data[1].y, [0.2, 0.01]);
  assert.deepEqual(
    data.map(({ mode }) => mode),
    ["lines", "markers"],
  );
  assert.equal(layout.yaxis?.type, "log");
});

test("runs differ in dash as well as in colour", () => {
  const { data } = lossDistanceChart(lossDistance);
  const lines = data.filter(({ mode }) => mode === "lines");
  assert.equal(new Set(lines.map(({ line }) => line?.dash)).size, lines.length);
  assert.equal(new Set(lines.map(({ line }) => line?.color)).size, lines.length);
});

test("a method that was never trained is a line across with its distance, inside the axis", () => {
  const { layout } = lossDistanceChart(options);
  const [low] = layout.yaxis?.range as number[];
  close([layout.shapes?.[0].y0, layout.shapes?.[0].y1], [0.005, 0.005]);
  close([layout.annotations?.[0].y], [Math.log10(0.005)]);
  assert.equal(layout.annotations?.[0].text, "flat colour, never trained: 0.0050");
  assert.ok(low < Math.log10(0.005));
});

test("the words give first and last distance of each run, and synthetic data is said", () => {
  assert.equal(
    lossDistanceChart(options).alt,
    "Distance of the loss to its floor, in nats, logarithmic. " +
      "ours: 0.1000 after epoch 1, 0.0250 after epoch 3; theirs: 0.2000 after epoch 1, 0.0100 after epoch 3. " +
      "Never trained: flat colour 0.0050.",
  );
  assert.ok(chartSvg(lossDistanceChart({ ...options, synthetic: true })).includes(">synthetic data</text>"));
});

test("no run and a loss at the floor are refused", () => {
  assert.throws(
    () => lossDistanceChart({ ...options, runs: [] }),
    /Expected at least one run to draw, but received none\. Give/,
  );
  assert.throws(
    () => lossDistanceChart({ ...options, floor: 0.525 }),
    /Expected losses of "ours" above the floor 0\.525, but received 0\.525/,
  );
  assert.throws(
    () => lossDistanceChart({ ...options, untrained: [{ name: "flat", value: 0.4 }] }),
    /of "flat" above the floor 0\.5, but received 0\.4/,
  );
});

test("the chart looks as before", () => assertLooksAsBefore("loss-distance", lossDistanceChart(lossDistance)));
