import assert from "node:assert/strict";
import { test } from "node:test";
import {
  figureHeading,
  figureText,
  markdownTables,
  tableCells,
  terminalTable,
} from "../../src/benchmarks/benchmarkTable";
import { cifar10InpaintingV1 } from "../../src/benchmarks/cifar10InpaintingV1";
import { sampleRows } from "./sampleRows";

const rows = sampleRows();

test("methods stand downwards, mask sets across, what is not there is a dash", () => {
  const cells = tableCells(rows, ({ method }) => method);
  assert.deepEqual(cells[0], ["", "8×8, starts 0–23", "half of the pixels"]);
  assert.deepEqual(
    cells.slice(1).map((line) => line.slice(1)),
    [
      ["mean", "mean"],
      ["harmonic", "harmonic"],
      ["net-1", "–"],
    ],
  );
});

test("rows on fewer images say on how many", () => {
  assert.equal(tableCells(rows, () => "")[3][0], "Network, seed 1 (first 8 images)");
  const whole = rows.map((row) => ({ ...row, images: 10_000 }));
  assert.equal(tableCells(whole, () => "")[3][0], "Network, seed 1");
});

test("decibels have two digits, everything else four, nothing wrong is ∞", () => {
  assert.equal(figureText("pooledHolePsnrDb", 17.651), "17.65");
  assert.equal(figureText("pooledHoleL1", 0.09123), "0.0912");
  assert.equal(figureText("pooledHolePsnrDb", Infinity), "∞");
});

test("the terminal's columns are aligned", () => {
  const lines = terminalTable(rows).split("\n");
  assert.equal(lines[0], "PSNR in the hole, pooled, dB; * the best of its column");
  assert.match(lines[2], /^ {2}Mean of the known \(first 8 images\) +\d+\.\d\d +\d+\.\d\d$/);
  assert.equal(lines.filter((line) => line.includes("*")).length, 3);
  assert.ok(lines.every((line) => line.length <= 120));
});

test("Markdown has a table for each figure, for speed and for size, each line with as many cells as its heading", () => {
  const text = markdownTables(rows);
  for (const figure of cifar10InpaintingV1.metrics) assert.ok(text.includes(`## ${figureHeading(figure)}`), figure);
  assert.match(text, /\| 1,230 \| 12 \|/);
  assert.match(text, /\| Network, seed 1 \(first 8 images\) \| 13,347 \|/);
  assert.match(text, /\d <sub>\d+\.\d\d–\d+\.\d\d<\/sub>/);
  for (const table of text.split(/\n\n/).filter((part) => part.startsWith("|"))) {
    assert.equal(new Set(table.split("\n").map((line) => line.split(" | ").length)).size, 1, table);
  }
  assert.doesNotMatch(text, /NaN|undefined/);
});

test("the speeds of a method measured on another machine are marked, its other figures are not", () => {
  const text = markdownTables(rows, cifar10InpaintingV1, new Map([["net-1", "AMD EPYC, 2 cores"]]));
  const marked = text.split("\n").filter((line) => line.includes("measured on"));
  assert.equal(marked.length, 1);
  assert.match(marked[0], /^\| Network, seed 1, measured on AMD EPYC, 2 cores \(first 8 images\) \| [\d,]+ \|/);
  const speeds = text.indexOf("## Images per second");
  assert.ok(text.indexOf(marked[0]) > speeds && text.indexOf(marked[0]) < text.indexOf("## Parameters"));
});

test("intervals stand beside the first figure alone, names to the left, numbers to the right", () => {
  const tables = markdownTables(rows).split(/^## /m).slice(1);
  const [first, ...others] = tables;
  assert.match(first, /^PSNR in the hole, pooled, dB, with 95 % intervals\n\n/);
  assert.match(first, /<sub>/);
  assert.ok(others.every((table) => !table.includes("<sub>") && !table.includes("intervals")));
  for (const table of tables) {
    const [, , , rule] = table.split("\n");
    assert.match(rule, /^\| --- (\| ---: )+\|$/, table.slice(0, 60));
  }
});
