import assert from "node:assert/strict";
import { test } from "node:test";
import { classicalFigure, sizeFigure } from "../../../bench/classical/figure";
import { ratioLines, resultRows, sizeTable, slopeOf, speedTable } from "../../../bench/classical/results";
import { chartSvg } from "../../../src/figures/staticChart";
import { cifarResult, contender, measured, sizeResults } from "./samples";

const memory = [{ contender: contender("telea"), before: 150e6, peak: 460e6 }];
const rows = resultRows([cifarResult, ...sizeResults], memory, "memory 12 MP");

test("rows hold workload, contender, median, min, max, rounds and unit; rates count the images that were filled", () => {
  const exact = (value: number): number => Number(value.toPrecision(9));
  const cells = rows.map(({ workload, contender: name, median, min, max, rounds, unit }) => [
    workload,
    name,
    exact(median),
    exact(min),
    exact(max),
    rounds,
    unit,
  ]);
  assert.deepEqual(cells.slice(0, 4), [
    ["cifar", "telea", 5000, 4000, 5000, 3, "images/s"],
    ["cifar", "opencv telea", 10_000, 8000, 10_000, 3, "images/s"],
    ["cifar", "biharmonic", 10_000, 10_000, 10_000, 3, "images/s"],
    ["cifar", "scikit-image biharmonic", 1000, 500, 1000, 3, "images/s"],
  ]);
  assert.deepEqual(cells[4], ["0.25 MP", "telea", 0.05, 0.05, 0.05, 1, "s"]);
  assert.deepEqual(cells.at(-1), ["memory 12 MP", "telea", 460, 460, 460, 1, "MB"]);
  assert.deepEqual([rows[3].images, rows[3].holePixels, rows[3].holePsnrDb], [1000, 640_000, 17]);
  assert.ok(!("holePsnrDb" in rows[4]));
  assert.equal(rows.at(-1)?.beforeMegabytes, 150);
});

test("ratios set ours over its peer, image by image, also where the peer fills fewer", () => {
  assert.deepEqual(ratioLines(cifarResult.measured), [
    "telea / opencv telea: 0.5 (0.4 to 0.625)",
    "biharmonic / scikit-image biharmonic: 10 (10 to 20)",
  ]);
  assert.deepEqual(ratioLines(cifarResult.measured.slice(0, 1)), []);
});

test("the table of a workload shows speed, images, time per hole pixel, and who is missing", () => {
  const table = speedTable(cifarResult);
  assert.match(table, /^CIFAR-10, 8×8 squares: 10,000 images, 640,000 hole pixels, 3 rounds, fewer than the five/);
  assert.match(table, /telea +5,000 +4,000 to 5,000 +10,000 +3\.13 +17\.00/);
  assert.match(table, /scikit-image biharmonic +1,000 +500 to 1,000 +1,000 +15\.6 +17\.00/);
  assert.match(table, /Not measured:\n +opencv navier-stokes: the peers are not installed/);
  const five = { ...cifarResult, measured: [measured("telea", 10_000, [1, 1, 1, 1, 1], null)] };
  assert.doesNotMatch(speedTable(five), /fewer/);
  assert.match(speedTable(five), /telea +10,000 .* –$/m);
  assert.match(speedTable({ ...cifarResult, measured: [] }), /nothing was measured/);
});

test("the table of sizes shows seconds, slope and memory", () => {
  const table = sizeTable(sizeResults, memory, []);
  assert.match(table, /seconds +0\.25 MP +1 MP +4 MP +12 MP +slope +peak at 12 MP, MB +before, MB/);
  assert.match(table, /hole pixels +12,500 +50,000 +200,000 +600,000/);
  assert.match(table, /telea +0\.05 +0\.2 +0\.8 +2\.4 +1\.00 +460 +150/);
  assert.match(table, /harmonic +0\.14 +1\.12 +8\.94 +46\.5 +1\.50 +– +–/);
  assert.match(table, /4 MP: telea \/ opencv telea: 0\.5 \(/);
  assert.equal(slopeOf(sizeResults.slice(0, 1), "telea"), null);
});

test("the figures draw speeds by workload, and time against hole pixels with slopes", () => {
  const speeds = chartSvg(classicalFigure([...rows, { ...rows[0], workload: "photo lines" }], false));
  const sizes = chartSvg(sizeFigure(rows, true));
  const shows = (svg: string, text: string): boolean => svg.includes(`>${text}</text>`);
  for (const text of ["telea", "opencv telea", "CIFAR-10, 8×8 squares", "5,000"]) assert.ok(shows(speeds, text), text);
  for (const text of ["telea, slope 1.00", "harmonic, slope 1.50", "600,000", "hole pixels", "synthetic data"]) {
    assert.ok(shows(sizes, text), text);
  }
  assert.throws(
    () => sizeFigure(rows.slice(0, 4), false),
    /Expected rows of two or more sizes to draw, but received none/,
  );
});
