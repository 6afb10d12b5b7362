import assert from "node:assert/strict";
import { test } from "node:test";
import { bestPlaces, isNumeric, markdownTable, sameDigits, starred, tableWidth, textTable } from "../src/textTable";

test("numbers stand to the right, words to the left, the rest of a line is not filled up", () => {
  assert.deepEqual(
    textTable([
      ["method", "dB", "note"],
      ["mean", "9.50", "a"],
      ["harmonic", "17.97", "–"],
    ]),
    ["method       dB  note", "mean       9.50  a", "harmonic  17.97  –"],
  );
  assert.deepEqual(textTable([["a"], ["1"]], { indent: "  " }), ["  a", "  1"]);
  assert.deepEqual(textTable([]), []);
});

test("headings of a table that is too wide are wrapped, their last lines side by side", () => {
  const rows = [
    ["method", "hole PSNR in decibels", "mean absolute error"],
    ["network", "17.64", "0.0912"],
  ];
  assert.deepEqual(textTable(rows, { width: 40 }), [
    "           hole PSNR  mean absolute",
    "method   in decibels          error",
    "network        17.64         0.0912",
  ]);
});

test("no line is wider than asked, whatever is in the table, and nothing is lost", () => {
  const wide = Array.from({ length: 40 }, (_, i) => `heading of column ${i}`);
  const rows = [["name", ...wide], ...["first", "second"].map((name) => [name, ...wide.map((_, i) => `${i}.25`)])];
  for (const width of [120, 40]) {
    const lines = textTable(rows, { width, indent: "  " });
    assert.ok(lines.every((line) => line.length <= width));
    assert.equal(
      lines.filter((line) => /^ {2}first /.test(line)).length,
      lines.filter((line) => line === "").length + 1,
    );
    for (let i = 0; i < 40; i++) assert.match(lines.join("\n"), new RegExp(`\\b${i}\\.25\\b`));
  }
  const long = textTable([
    ["what", "value"],
    ["sha", "a".repeat(300)],
    ["words", "several words ".repeat(30).trim()],
  ]);
  assert.ok(long.every((line) => line.length <= tableWidth));
  assert.equal(long.join("").match(/a/g)?.length, 300 + 3 + 30);
});

test("Markdown's columns of numbers stand to the right, padded only where asked", () => {
  const rows = [
    ["", "dB"],
    ["network", "**17.6** <sub>17.5–17.7</sub>"],
    ["mean", "9.0 <sub>8.9–9.1</sub>"],
  ];
  assert.equal(markdownTable(rows).split("\n")[1], "| --- | ---: |");
  const padded = markdownTable(rows, { padded: true }).split("\n");
  assert.equal(new Set(padded.map((line) => line.length)).size, 1);
  assert.match(padded[1], /^\| -+ \| -+: \|$/);
});

test("what counts as a column of numbers", () => {
  for (const cells of [
    ["1", "–"],
    ["1,230", "-0.5", "∞"],
    ["1e-7"],
    ["12 %", "3.0*"],
    ["1.5 to 2"],
    ["4", "none"],
    ["4", "5", "not stated"],
  ])
    assert.ok(isNumeric(cells), cells.join());
  for (const cells of [["–"], [""], ["4.22.0"], ["32 × 32"], ["5 4 17"], ["4", "not stated"], ["none"], ["v20"]])
    assert.ok(!isNumeric(cells), cells.join());
});

test("the numbers of a column have equally many digits after the point, and no more than they need", () => {
  assert.deepEqual(sameDigits([26.2, 100, 9.5]), ["26.2", "100.0", "9.5"]);
  assert.deepEqual(sameDigits([5.5256, 17.469, 10.003]), ["5.526", "17.469", "10.003"]);
  assert.deepEqual(sameDigits([0, 0.14264, 1.2716]), ["0.0000", "0.1426", "1.2716"]);
  assert.deepEqual(sameDigits([13347, null, 0]), ["13,347", "–", "0"]);
  assert.deepEqual(sameDigits([0.0013, 13.4]), ["0.0013", "13.4000"]);
  assert.deepEqual(sameDigits([-1.25, 2]), ["-1.25", "2.00"]);
  assert.deepEqual(sameDigits([1e-9, 250]), ["1e-9", "250"]);
  assert.deepEqual(sameDigits([12345.678, 2.5]), ["12,345.7", "2.5"]);
  assert.deepEqual(sameDigits([null]), ["–"]);
  assert.deepEqual(sameDigits([0, 0]), ["0", "0"]);
});

test("the best is the highest, the lowest or the nearest, equals included; alone nothing is best", () => {
  assert.deepEqual([...bestPlaces([1, 3, null, 3], "highest")], [1, 3]);
  assert.deepEqual([...bestPlaces([1, 3, NaN], "lowest")], [0]);
  assert.deepEqual([...bestPlaces([0.2, 1.3, 0.8], { nearest: 1 })], [2]);
  assert.deepEqual([...bestPlaces([5, Infinity], "highest")], [1]);
  assert.equal(bestPlaces([5, null], "highest").size, 0);
  assert.deepEqual(starred(["1", "2"], new Set([1])), ["1 ", "2*"]);
  assert.deepEqual(starred(["1", "2"], new Set()), ["1", "2"]);
});
