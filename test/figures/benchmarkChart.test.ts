import assert from "node:assert/strict";
import { test } from "node:test";
import { benchmarkMaskSets } from "../../src/benchmarks/cifar10InpaintingV1";
import { benchmarkChart } from "../../src/figures/benchmarkChart";
import { chartSvg } from "../../src/figures/staticChart";
import { sampleRows } from "../benchmarks/sampleRows";
import { assertLooksAsBefore } from "../support/snapshot";

const rows = sampleRows();
const chart = (synthetic = false) => benchmarkChart({ rows, maskSets: benchmarkMaskSets, synthetic });

test("one line per mask set with rows, one colour per method, runs of a network together", () => {
  const more = [...rows, { ...rows[4], method: "net-2", title: "Network, seed 2" }];
  const { data, layout } = benchmarkChart({ rows: more, maskSets: benchmarkMaskSets });
  assert.deepEqual(
    [layout.yaxis?.ticktext, layout.yaxis?.tickvals],
    [
      ["8×8, starts 0–23", "half of the pixels"],
      [1, 0],
    ],
  );
  const named = data.filter(({ name }) => name !== undefined);
  assert.deepEqual(
    named.map(({ name, x }) => [name, (x as number[]).length]),
    [
      ["Mean of the known", 2],
      ["Harmonic", 2],
      ["Network", 2],
    ],
  );
});

test("the interval lies on its point's line and holds the point", () => {
  const { data } = chart();
  const [interval, points] = data;
  assert.equal((interval.y as number[])[0], (points.y as number[])[0]);
  const [low, high] = interval.x as number[];
  const value = (points.x as number[])[0];
  assert.ok(low <= value && value <= high);
});

test("the alternative text ranks the methods of each mask set; synthetic data is said", () => {
  assert.match(
    chart().alt,
    /8×8, starts 0–23: Network 23\.97, Harmonic 17\.06, Mean of the known 10\.31; half of the pixels: Harmonic /,
  );
  assert.ok(chartSvg(chart(true)).includes("synthetic data"));
});

test("no rows, no chart", () => {
  assert.throws(
    () => benchmarkChart({ rows: [], maskSets: benchmarkMaskSets }),
    /Expected at least one row to draw, but received none/,
  );
});

test("the chart looks as it did", () => assertLooksAsBefore("benchmark", chart()));
