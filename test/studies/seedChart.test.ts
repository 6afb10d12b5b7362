import assert from "node:assert/strict";
import { test } from "node:test";
import { seedTable } from "../../src/studies/seedTable";
import { seedChart } from "../../src/studies/seedChart";
import { chartSvg } from "../../src/figures/staticChart";
import { seedFile } from "./seedFiles";
import { assertLooksAsBefore } from "../support/snapshot";

const table = async (values: readonly number[]) =>
  seedTable(await Promise.all(values.map((value, i) => seedFile(`${i}.json`, i + 1, value))));

test("a point per seed, the mean with its interval, and the harmonic fill", async () => {
  const chart = seedChart(await table([17.5, 17.3, 17.4]));
  assert.deepEqual(
    [chart.data[0].x, chart.data[0].y],
    [
      ["1", "2", "3"],
      [17.5, 17.3, 17.4],
    ],
  );
  assert.deepEqual(
    chart.data.map(({ name }) => name),
    ["one seed", "mean 17.40, dotted: its interval", "harmonic fill 17.97"],
  );
  assert.deepEqual(
    chart.layout.shapes?.map(({ line }) => line?.dash),
    ["dot", "dot"],
  );
  assert.equal(
    chart.alt,
    "PSNR in the hole after 5 epochs: 17.30 to 17.50 dB, mean 17.40 dB. Spread 0.100 dB, " +
      "95 % interval of the mean 17.15 to 17.65 dB. The harmonic fill has 17.97 dB.",
  );
  const [low, high] = chart.layout.yaxis?.range as number[];
  assert.ok(low < 17.15 && high > 17.97, "all lines lie inside the axis");
});

test("a single seed has no interval, and synthetic data is marked", async () => {
  const chart = seedChart(await table([17.5]), { synthetic: true });
  assert.equal(chart.title, "One training");
  assert.equal(chart.layout.shapes?.length, 0);
  assert.match(chartSvg(chart), /synthetic data/);
});

test("no seed is refused", async () => {
  const whole = await table([17.5]);
  assert.throws(
    () => seedChart({ ...whole, results: [] }),
    /Expected at least one seed to draw, but received none\. Train one first\./,
  );
});

test("it looks as it did", async () => {
  const values = Array.from({ length: 20 }, (_, i) => 17.3 + 0.12 * Math.sin(2.4 * i) + 0.05 * Math.cos(5.1 * i));
  await assertLooksAsBefore("seeds", seedChart(await table(values)));
});
