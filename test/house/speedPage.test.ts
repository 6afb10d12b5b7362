// What README and docs/speed.md say of speed is what bench/*/recorded.json holds.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { ratio } from "../../bench/statistics";
import { projectRoot } from "../../src/node/paths";

interface Row {
  readonly workload: string;
  readonly contender: string;
  readonly median: number;
  readonly values: readonly number[];
  readonly unit: string;
  readonly disturbedRounds?: readonly number[];
}

const textOf = (file: string): string => readFileSync(join(projectRoot, file), "utf8");
const rowsOf = (subject: string): Row[] => JSON.parse(textOf(`bench/${subject}/recorded.json`)) as Row[];
const page = textOf("docs/speed.md");
const trainingWorkloads = ["report", "unet", "article-unet", "article-partial"];

function row(rows: readonly Row[], workload: string, contender: string): Row {
  const found = rows.find((one) => one.workload === workload && one.contender === contender);
  assert.ok(found, `${workload}: ${contender}`);
  return found;
}

/** The cells of the line of a Markdown table that begins with this, marks of emphasis left out. */
function cells(text: string, beginning: string): string[] {
  const line = text
    .replaceAll("**", "")
    .split("\n")
    .find((one) => one.startsWith(`| ${beginning}`));
  assert.ok(line, beginning);
  return line.split("|").slice(2, -1).map((cell) => cell.trim()); // prettier-ignore
}

test("images trained per second are the recorded medians, and no round began disturbed", () => {
  const rows = rowsOf("training");
  const whole = (contender: string, workload: string): string =>
    Math.round(row(rows, workload, contender).median).toLocaleString("en");
  for (const [beginning, contender] of [
    ["tfjs-node", "tfjs-node fit"],
    ["traced", "traced"],
    ["Keras", "keras fit"],
    ["PyTorch 2.15, eager", "pytorch eager"],
    ["PyTorch 2.15, compiled", "pytorch compiled"],
  ])
    assert.deepEqual(
      cells(page, beginning),
      trainingWorkloads.map((workload) => whole(contender, workload)),
      beginning,
    );
  const line = textOf("README.md")
    .split("\n")
    .find((one) => one.includes("traced training"));
  for (const contender of ["traced", "keras fit", "pytorch eager", "tfjs-node fit"])
    assert.ok(line?.includes(whole(contender, "report")), `README.md: ${contender} ${whole(contender, "report")}`);
  assert.ok(rows.every(({ disturbedRounds }) => disturbedRounds === undefined));
});

test("ratios of training are those of the recorded rounds", () => {
  const rows = rowsOf("training");
  const of = (workload: string, above: string, below: string): ReturnType<typeof ratio> =>
    ratio(row(rows, workload, above).values, row(rows, workload, below).values);
  for (const [below, digits, words] of [
    ["tfjs-node fit", 1, "times as fast as `model.fit` (in single rounds "],
    ["keras fit", 2, "times as fast as Keras ("],
    ["pytorch eager", 2, "times as fast as PyTorch ("],
  ] as const) {
    const { median, min, max } = of("report", "traced", below);
    const text = `${median.toFixed(digits)} ${words}${min.toFixed(digits)} to ${max.toFixed(digits)})`;
    assert.ok(page.includes(text), text);
  }
  const level = ["keras fit", "pytorch eager"].map((below) => of("unet", "traced", below).median.toFixed(2));
  assert.ok(page.includes(`ratios of ${level.join(" and ")} lie`), level.join());
  const inRounds = (workload: string, below: string): string => {
    const { median, min, max } = of(workload, "traced", below);
    return `${median.toFixed(2)} (${min.toFixed(2)} to ${max.toFixed(2)})`;
  };
  const large = ["keras fit", "pytorch eager"].map((below) => inRounds("article-unet", below));
  assert.ok(page.includes(`ratios of ${large.join(" and ")};`), large.join());
  for (const [below, words] of [
    ["keras fit", "Keras"],
    ["pytorch eager", "PyTorch"],
  ]) {
    const [median, rounds] = inRounds("article-partial", below).split(" (");
    assert.ok(page.includes(`${median} times as fast as ${words} (${rounds}`), `${words}: ${median} (${rounds}`);
  }
  const half = trainingWorkloads.map((workload) => of(workload, "traced bfloat16", "traced").median.toFixed(2));
  assert.ok(page.includes(`${half.slice(0, -1).join(", ")} and ${half.at(-1)} times as fast.`), half.join());
});

test("the classical methods' ratios are the recorded ones", () => {
  const rows = rowsOf("classical");
  for (const [beginning, ours, peer] of [
    ["Telea / OpenCV", "telea", "opencv telea"],
    ["Navier-Stokes / OpenCV", "navier-stokes", "opencv navier-stokes"],
    ["biharmonic / scikit-image", "biharmonic", "scikit-image biharmonic"],
  ]) {
    const wanted = ["photo lines", "photo square", "cifar", "12 MP"].map((workload) => {
      const own = rows.find((one) => one.workload === workload && one.contender === ours);
      const theirs = rows.find((one) => one.workload === workload && one.contender === peer);
      if (own === undefined || theirs === undefined) return "not tried";
      // Seconds where fewer is better, images per second where more is.
      const value = own.unit === "s" ? theirs.median / own.median : own.median / theirs.median;
      return value >= 10 ? value.toFixed(0) : value.toFixed(value >= 2 ? 1 : 2);
    });
    assert.deepEqual(cells(page, beginning), wanted, beginning);
  }
});

test("the page of loading has the recorded rows", () => {
  interface Loading {
    readonly size: number;
    readonly batchSize: number;
    readonly augmented: boolean;
    readonly kept: boolean;
    readonly cropsPerSecond: number;
    readonly waitingShare: number;
    readonly decodedPerSecond: number;
  }
  const rows = JSON.parse(textOf("bench/loading/recorded.json")) as readonly Loading[];
  const lines = textOf("bench/loading/README.md").split("\n");
  const found = lines.filter((line) => /^\| \d+×\d+ +\|/.test(line)).map((line) => line.replace(/ +/g, " ").trim());
  const wanted = rows.map(({ size, batchSize, augmented, kept, cropsPerSecond, waitingShare, decodedPerSecond }) =>
    [
      `| ${size}×${size}`,
      batchSize,
      augmented ? "yes" : "no",
      kept ? "kept decoded" : "decoded anew",
      Math.round(cropsPerSecond).toLocaleString("en"),
      `${(100 * waitingShare).toFixed(1)} %`,
      `${Math.round(decodedPerSecond)} |`,
    ].join(" | "),
  );
  assert.deepEqual(found, wanted);
});
