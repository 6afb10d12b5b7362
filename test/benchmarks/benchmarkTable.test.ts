import assert from "node:assert/strict";
import { test } from "node:test";
import type { BenchmarkRow } from "../../src/benchmarks/benchmarkRow";
import {
  figureHeading,
  figureText,
  markdownTables,
  tableCells,
  terminalTable,
} from "../../src/benchmarks/benchmarkTable";
import { cifar10InpaintingV1 } from "../../src/benchmarks/cifar10InpaintingV1";
import { near } from "../metrics/near";
import { pairedBenchmark, sampleRows } from "./sampleRows";

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

const pairedRows = sampleRows(pairedBenchmark);
const toHarmonic = "Difference to Harmonic, pooled hole PSNR, dB, paired, with 95 % intervals";
const toBest = "Difference to the best of each mask set, pooled hole PSNR, dB, paired, with 95 % intervals";

/** Heading and lines of cells of each table of differences. */
function differenceTables(some: readonly BenchmarkRow[]): Map<string, string[][]> {
  const tables = markdownTables(some, pairedBenchmark)
    .split(/^## /m)
    .filter((table) => table.startsWith("Difference"));
  const cells = (line: string): string[] => line.replace(/^\| | \|$/g, "").split(" | ");
  return new Map(
    tables.map((table) => {
      const [heading, , ...lines] = table.trim().split("\n");
      return [heading, lines.map(cells)];
    }),
  );
}

/** "+0.12" of "+0.12 <sub>−0.01 to +0.25</sub>" as a number. */
function shownDb(cell: string): number {
  return Number(cell.split(" ")[0].replace("−", "-"));
}

function holePsnrDb(method: string, set: number): number {
  const { name } = pairedBenchmark.maskSets[set];
  const row = pairedRows.find((one) => one.method === method && one.maskSet === name);
  return row?.figures.pooledHolePsnrDb.value ?? NaN;
}

test("rows that hold the errors of each image are compared with harmonic and with the best, below the first figure", () => {
  const headings = markdownTables(pairedRows, pairedBenchmark).match(/(?<=^## ).*/gm) ?? [];
  const [first, ...others] = markdownTables(rows).match(/(?<=^## ).*/gm) ?? [];
  assert.deepEqual(headings, [first, toHarmonic, toBest, ...others]);
  const tables = differenceTables(pairedRows);
  for (const [heading, [titles, rule, ...lines]] of tables) {
    assert.deepEqual(titles, ["", "8×8, starts 0–23", "half of the pixels"], heading);
    assert.deepEqual(rule, ["---", "---:", "---:"], heading);
    for (const cell of lines.flatMap(([, ...cells]) => cells))
      assert.match(cell, /^([+−]?\d+\.\d\d <sub>([+−]?\d+\.\d\d to [+−]?\d+\.\d\d|best)<\/sub>|–)$/);
  }
});

test("differences to harmonic: its own row is left out, what is not there is a dash, better is positive", () => {
  const [, , ...lines] = differenceTables(pairedRows).get(toHarmonic) ?? [];
  assert.deepEqual(
    lines.map(([title]) => title),
    ["Mean of the known (first 8 images)", "Network, seed 1 (first 8 images)"],
  );
  const [mean, network] = lines;
  near(shownDb(mean[1]), holePsnrDb("mean", 0) - holePsnrDb("harmonic", 0), 0.0051);
  near(shownDb(mean[2]), holePsnrDb("mean", 4) - holePsnrDb("harmonic", 4), 0.0051);
  near(shownDb(network[1]), holePsnrDb("net-1", 0) - holePsnrDb("harmonic", 0), 0.0051);
  assert.equal(network[2], "–");
});

test("differences to the best: it is marked in each column, the others lie below", () => {
  const [, , ...lines] = differenceTables(pairedRows).get(toBest) ?? [];
  const methods = ["mean", "harmonic", "net-1"];
  for (const [column, set] of [0, 4].entries()) {
    const values = methods.map((method) => holePsnrDb(method, set)).filter((value) => !Number.isNaN(value));
    const best = Math.max(...values);
    const cells = lines.map((line) => line[column + 1]).filter((cell) => cell !== "–");
    assert.equal(cells.indexOf("0.00 <sub>best</sub>"), values.indexOf(best));
    cells.forEach((cell, i) => near(shownDb(cell), values[i] - best, 0.0051));
  }
});

test("older rows beside newer ones: those that hold the errors of each image are compared, the others are left out", () => {
  const older = (method: string): BenchmarkRow[] =>
    pairedRows.map((row) => (row.method === method ? rows[pairedRows.indexOf(row)] : row));
  assert.ok(!differenceTables(older("harmonic")).has(toHarmonic));
  const [, , ...lines] = differenceTables(older("mean")).get(toHarmonic) ?? [];
  assert.deepEqual(
    lines.map(([title]) => title),
    ["Network, seed 1 (first 8 images)"],
  );
  assert.equal(differenceTables(rows).size, 0);
  assert.equal(differenceTables(pairedRows.filter(({ method }) => method === "harmonic")).size, 0);
});

test("a method on fewer images is compared, and does not become the best", () => {
  const fewer = pairedRows.map((row): BenchmarkRow => {
    if (row.method !== "net-1" || row.holeErrors === undefined) return row;
    const { squared, values } = row.holeErrors;
    const firstThree = (text: string): string => text.split(" ").slice(0, 3).join(" ");
    return { ...row, images: 3, holeErrors: { squared: firstThree(squared), values: firstThree(values) } };
  });
  const [, , ...lines] = differenceTables(fewer).get(toBest) ?? [];
  const [title, cell] = lines[2];
  assert.equal(title, "Network, seed 1 (first 3 images)");
  assert.match(cell, /^[+−]\d+\.\d\d <sub>[+−]\d/);
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
