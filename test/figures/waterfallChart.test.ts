import assert from "node:assert/strict";
import { test } from "node:test";
import type { LadderRecord } from "../../src/studies/repairLadder";
import { asInTheReport } from "../../src/experiments/repairLadder";
import { ladderMaskSets } from "../../src/studies/repairLadder";
import { ladderChart } from "../../src/studies/repairLadderChart";
import { waterfallChart, type WaterfallOptions } from "../../src/figures/waterfallChart";
import { assertLooksAsBefore } from "../support/snapshot";

const options: WaterfallOptions = {
  title: "Steps",
  unit: "hole PSNR, dB",
  steps: [
    { name: "start", values: [11, 12, 13] },
    { name: "nothing happens", values: [12, 12] },
    { name: "up", values: [15.5, 16.5] },
    { name: "down", values: [15] },
    { name: "to come", values: [] },
  ],
  lines: [{ name: "harmonic", value: 18.94 }],
  beside: { name: "this notebook", values: { start: 12.5, up: 16 } },
};

test("bars go from mean to mean, upwards and downwards in two colours, and what did not change has none", () => {
  const traces = new Map(waterfallChart(options).data.map((trace) => [trace.name, trace]));
  assert.deepEqual(traces.get("better")?.x, [12, 16, 16]);
  assert.deepEqual(traces.get("worse")?.x, [16, 15, 15]);
  assert.deepEqual(traces.get("better")?.y, [2, 2, null]);
  assert.notEqual(traces.get("better")?.line?.color, traces.get("worse")?.line?.color);
  assert.deepEqual(traces.get("a seed")?.x, [11, 12, 13, 12, 12, 15.5, 16.5, 15]);
  assert.deepEqual(traces.get("this notebook")?.y, [4, 2]);
});

test("words say the changes; every value lies on the axis", () => {
  const { layout, alt } = waterfallChart(options);
  const words = (layout.annotations ?? []).map(({ text }) => text?.trim());
  assert.deepEqual(words, ["harmonic 18.94", "12.00", "no change", "+4.00", "−1.00"]);
  const [low, high] = layout.xaxis?.range as number[];
  assert.ok(low < 11 && high > 18.94);
  assert.match(
    alt,
    /start: 12\.00; nothing happens: 12\.00 \(no change\); up: 16\.00 \(\+4\.00\); down: 15\.00 \(−1\.00\); harmonic: 18\.94\./,
  );
});

test("words stand behind a dashed line that would strike them through, and the names of two lines below one another", () => {
  const lines = [
    { name: "harmonic", value: 16.8 },
    { name: "your guess", value: 17.2 },
  ];
  const notes = waterfallChart({ ...options, lines }).layout.annotations ?? [];
  const place = (words: string): number => Number(notes.find(({ text }) => text?.trim() === words)?.x);
  assert.equal(place("+4.00"), 17.2);
  assert.equal(place("12.00"), 13);
  const [first, second] = notes.map(({ y }) => Number(y));
  assert.ok(first - second >= 0.5);
});

test("rows without a value stay empty, nothing at all is refused", () => {
  const { data, layout } = waterfallChart({ ...options, beside: undefined, steps: [{ name: "to come", values: [] }] });
  assert.deepEqual([data.length, layout.yaxis?.ticktext], [0, ["to come"]]);
  assert.throws(
    () => waterfallChart({ ...options, beside: undefined, steps: [], lines: [] }),
    /Expected at least one value or line to draw, but received none\. Measure something first\./,
  );
});

test("the chart looks as before", () => assertLooksAsBefore("waterfall", waterfallChart(options)));

test("the ladder is drawn rung by rung, one value per seed, on one kind of holes", () => {
  const score = (value: number): LadderRecord["harmonic"]["mixture"] => ({ holePsnrDb: value, imagePsnrDb: 0 });
  const row = (rung: string, seed: number, value: number): LadderRecord["rows"][number] => ({
    rung,
    seed,
    repairs: asInTheReport,
    parameters: 1,
    seconds: 1,
    scores: { square8: score(1), mixture: score(value) },
  });
  const rows = [row("a", 1, 10), row("b", 1, 12), row("a", 2, 11), row("b", 2, 13)];
  const [, mixture] = ladderMaskSets;
  const record = {
    command: "a test",
    dataset: "test",
    synthetic: true,
    samples: 1,
    images: 1,
    harmonic: { square8: score(2), mixture: score(14) },
    rows,
  };
  const figure = ladderChart(record, mixture, {
    beside: [row("b", 4, 12.4)],
    guesses: [{ name: "your guess", value: 15 }],
  });
  assert.deepEqual(figure.layout.yaxis?.ticktext, ["a", "b"]);
  assert.deepEqual(figure.data.find(({ name }) => name === "a seed")?.x, [10, 11, 12, 13]);
  assert.deepEqual(figure.data.find(({ name }) => name === "this notebook")?.x, [12.4]);
  assert.match(figure.alt, /mixed holes.* harmonic: 14\.00; your guess: 15\.00/);
  assert.equal(figure.synthetic, true);
  assert.deepEqual(ladderChart(record, mixture, { rungs: ["a", "c"], title: "T" }).layout.yaxis?.ticktext, ["a", "c"]);
});
