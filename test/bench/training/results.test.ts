import assert from "node:assert/strict";
import { test } from "node:test";
import { benchFigure } from "../../../bench/training/figure";
import {
  bestSgemm,
  ratioLines,
  resultRows,
  resultTable,
  sgemmLine,
  type WorkloadResult,
} from "../../../bench/training/results";
import { workloads } from "../../../bench/training/workloads";
import { chartSvg } from "../../../src/figures/staticChart";
import { measured, workloadNamed } from "./samples";

const quietRounds = [1, 2, 3].map(() => ({ idle: 0.99, loop: 1, quiet: true }));

const sgemm = new Map([
  ["numpy", [150, 160]],
  ["pytorch", [100, 200]],
]);
const all = [
  measured("tfjs-node fit", [1000, 1000, 1100]),
  measured("traced", [3000, 2900, 3100]),
  measured("keras fit plain", [2000, 2000, 2000]),
  measured("keras fit jit", [2500, 2400, 2600]),
  measured("traced bfloat16", [6000, 6000, 6000]),
];
const result: WorkloadResult = {
  workload: workloadNamed("report"),
  flopPerImage: 20e6,
  images: 12_800,
  measured: all,
  began: quietRounds,
  notMeasured: [{ name: "pytorch compiled", reason: "torch.compile needs a C++ compiler", failed: false }],
};

test("rows hold workload, contender, median, min, max and rounds; the better of two settings counts", () => {
  const rows = resultRows([result], sgemm);
  const cells = rows.map(({ workload, contender, median, min, max, rounds }) => [
    workload,
    contender,
    median,
    min,
    max,
    rounds,
  ]);
  assert.deepEqual(cells, [
    ["report", "tfjs-node fit", 1000, 1000, 1100, 3],
    ["report", "traced", 3000, 2900, 3100, 3],
    ["report", "keras fit", 2500, 2400, 2600, 3],
    ["report", "traced bfloat16", 6000, 6000, 6000, 3],
    ["report", "keras fit plain", 2000, 2000, 2000, 3],
    ["report", "keras fit jit", 2500, 2400, 2600, 3],
    ["sgemm 2048", "numpy", 155, 150, 160, 2],
    ["sgemm 2048", "pytorch", 150, 100, 200, 2],
  ]);
  const keras = rows.find(({ contender }) => contender === "keras fit");
  assert.equal(keras?.setting, "keras fit jit");
  assert.equal(keras?.predictedImagesPerSecond, 7500);
  assert.equal(keras?.peakMegabytes, 500);
  assert.equal(keras?.sgemmShare, (2500 * 20e6) / 200e9);
});

test("ratios: traced over everyone in float32, bfloat16 beside traced alone", () => {
  assert.deepEqual(ratioLines(all), [
    "traced / tfjs-node fit: 3.00 (2.82 to 3.00)",
    "traced / keras fit: 1.20 (1.19 to 1.21)",
    "traced bfloat16 / traced: 2.00 (1.94 to 2.07)",
  ]);
  const withoutTraced = all.filter(({ contender }) => !contender.name.startsWith("traced"));
  assert.deepEqual(ratioLines(withoutTraced), ["keras fit / tfjs-node fit: 2.50 (2.36 to 2.50)"]);
});

test("the table shows every setting, marks the one that counts, and says what is missing", () => {
  const table = resultTable(result, sgemm);
  assert.match(
    table,
    /13,347 parameters, 20\.0 MFLOP per trained image, 12,800 images in batches of 128, 3 rounds, fewer than/,
  );
  assert.match(table, /keras fit plain +2,000 +2,000 to 2,000 +20 % +6,000 +500/);
  assert.match(table, /keras fit jit \* +2,500 +2,400 to 2,600 +25 % +7,500 +500/);
  assert.match(table, /Not measured:\n +pytorch compiled: torch\.compile needs a C\+\+ compiler/);
  const fiveRounds = all.map((one) => ({ ...one, training: Array<number>(5).fill(9) }));
  assert.doesNotMatch(resultTable({ ...result, measured: fiveRounds }, sgemm), /fewer/);
});

test("what fit took besides and rounds that began disturbed are said, in table and rows; else nothing of it", () => {
  const slow = measured("keras fit plain", [2000, 2000, 2000], [1.5, 10.44, 4]);
  const began = [quietRounds[0], { idle: 0.5, loop: 1.31, quiet: false }, quietRounds[2]];
  const table = resultTable({ ...result, measured: [slow], began }, sgemm);
  assert.match(table, /not counted \(seconds a round\):\n +keras fit plain: 1\.50 to 10\.44\n/);
  assert.match(table, /Not quiet:\n +round 2 began disturbed: 50 % idle, the loop takes 1\.31 times its best\n/);
  const [row] = resultRows([{ ...result, measured: [slow], began }], sgemm);
  assert.deepEqual([row.disturbedRounds, row.idleSeconds], [[2], [1.5, 10.44, 4]]);
  assert.doesNotMatch(resultTable(result, sgemm), /not counted|Not quiet/);
  const [plain] = resultRows([result], sgemm);
  assert.ok(!("disturbedRounds" in plain) && !("idleSeconds" in plain));
});

test("without sgemm the share is left open, and without a contender the table says so", () => {
  assert.equal(bestSgemm(sgemm), 200);
  assert.equal(bestSgemm(new Map()), null);
  assert.equal(sgemmLine(sgemm), "sgemm 2048×2048, float32, best: numpy 160, pytorch 200 GFLOP/s");
  assert.match(sgemmLine(new Map()), /best: not measured/);
  assert.match(resultTable(result, new Map()), /traced +3,000 +2,900 to 3,100 +– /);
  assert.equal(resultRows([result], new Map())[0].sgemmShare, null);
  assert.match(resultTable({ ...result, measured: [] }, sgemm), /nothing was measured/);
});

test("the figure draws what counts under each name", () => {
  const svg = chartSvg(benchFigure(resultRows([result], sgemm), false));
  const shows = (text: string): boolean => svg.includes(`>${text}</text>`);
  for (const text of ["keras fit", "traced", "2,500", "6,000", "images per second"]) assert.ok(shows(text), text);
  for (const text of ["keras fit plain", "keras fit jit", "numpy"]) assert.ok(!shows(text), text);
});

test("the table says its workload's batch, and the figure draws every workload that was measured", () => {
  const results = workloads.map((workload) => ({ ...result, workload }));
  assert.match(
    resultTable(results[2], sgemm),
    /^the article's U-Net: 7,760,931 parameters, .* in batches of 32, 3 rounds/,
  );
  const svg = chartSvg(benchFigure(resultRows(results, sgemm), false));
  for (const { title } of workloads) assert.ok(svg.includes(`>${title.replace("'", "&#39;")}</text>`), title);
  assert.doesNotMatch(svg, /NaN|undefined|Infinity/);
});
