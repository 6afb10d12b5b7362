// A benchmark's rows as tables: methods downwards, mask sets across, one figure per table, the best of each mask set marked.
// Rows that were measured on fewer than all images say on how many.
import { bestPlaces, markdownTable, textTable, type Better } from "../textTable";
import type { Benchmark, BenchmarkFigure } from "./benchmark";
import type { BenchmarkRow } from "./benchmarkRow";
import { cifar10InpaintingV1 } from "./cifar10InpaintingV1";
import { isPaired, pairedDifference, type PairedRow } from "./pairedDifference";

const headings: { readonly [figure in BenchmarkFigure]: string } = {
  pooledHolePsnrDb: "PSNR in the hole, pooled, dB",
  meanPerImageHolePsnrDb: "PSNR in the hole, mean of the images' own, dB",
  pooledHoleL1: "Mean absolute error in the hole",
  pooledHoleSsim: "SSIM map over hole pixels",
  pooledHoleGradientShare: "Gradient energy in the hole, as a share of the truth's",
  pooledCompositePsnrDb: "PSNR of the composite, pooled, dB",
  meanPerImageCompositePsnrDb: "PSNR of the composite, mean of the images' own, dB",
  pooledCompositeL1: "Mean absolute error of the composite",
  meanPerImageCompositeSsim: "SSIM of the composite, mean of the images' own",
  pooledKnownMse: "Mean squared error in known pixels, before compositing",
};

/** Which value of a figure is the best; null where equal values are the rule. */
const betters: { readonly [figure in BenchmarkFigure]: Better | null } = {
  pooledHolePsnrDb: "highest",
  meanPerImageHolePsnrDb: "highest",
  pooledHoleL1: "lowest",
  pooledHoleSsim: "highest",
  pooledHoleGradientShare: { nearest: 1 },
  pooledCompositePsnrDb: "highest",
  meanPerImageCompositePsnrDb: "highest",
  pooledCompositeL1: "lowest",
  meanPerImageCompositeSsim: "highest",
  pooledKnownMse: null,
};

/** The figure's name for people. */
export function figureHeading(figure: BenchmarkFigure): string {
  return headings[figure];
}

/** Methods in the order in which they first occur, mask sets in the benchmark's order; the first line is the heading. */
export function tableCells<Row extends BenchmarkRow>(
  rows: readonly Row[],
  cell: (row: Row) => string,
  benchmark: Benchmark = cifar10InpaintingV1,
): string[][] {
  const sets = benchmark.maskSets.filter(({ name }) => rows.some(({ maskSet }) => maskSet === name));
  const lines = methodsOf(rows).map((method) => {
    const own = rows.filter((row) => row.method === method);
    return [
      rowTitle(own, benchmark),
      ...sets.map(({ name }) => {
        const row = own.find(({ maskSet }) => maskSet === name);
        return row === undefined ? "–" : cell(row);
      }),
    ];
  });
  return [["", ...sets.map(({ title }) => title)], ...lines];
}

/** "17.65" for decibels, "0.0912" for the rest. */
export function figureText(figure: BenchmarkFigure, value: number): string {
  if (value === Infinity) return "∞";
  return figure.endsWith("Db") ? value.toFixed(2) : value.toFixed(4);
}

/** For a terminal: the benchmark's first figure, columns aligned, a star behind the best of each mask set. */
export function terminalTable(rows: readonly BenchmarkRow[], benchmark: Benchmark = cifar10InpaintingV1): string {
  const [figure] = benchmark.metrics;
  const best = bestRows(rows, figure, benchmark);
  const mark = (row: BenchmarkRow): string => (best.size === 0 ? "" : best.has(row) ? "*" : " ");
  const cells = tableCells(rows, (row) => figureText(figure, row.figures[figure].value) + mark(row), benchmark);
  const heading = figureHeading(figure) + (best.size === 0 ? "" : "; * the best of its column");
  return [heading, ...textTable(cells, { indent: "  " })].join("\n");
}

/**
 * All figures in Markdown, the best of each mask set in bold, intervals beside the first, and below it, of rows that hold the errors
 * of each image, the differences between methods; then speed and size. `machines`: the processor of methods that were measured
 * on another one than the rest, by name; their speeds do not compare with the others'.
 */
export function markdownTables(
  rows: readonly BenchmarkRow[],
  benchmark: Benchmark = cifar10InpaintingV1,
  machines: ReadonlyMap<string, string> = new Map(),
): string {
  const [first, ...others] = benchmark.metrics.map((figure, i) => {
    const best = bestRows(rows, figure, benchmark);
    const text = (row: BenchmarkRow): string => {
      const { value, low, high } = row.figures[figure];
      const shown = best.has(row) ? `**${figureText(figure, value)}**` : figureText(figure, value);
      return shown + (i === 0 ? ` <sub>${figureText(figure, low)}–${figureText(figure, high)}</sub>` : "");
    };
    const cells = tableCells(rows, text, benchmark);
    return `## ${figureHeading(figure)}${i === 0 ? ", with 95 % intervals" : ""}\n\n${markdownTable(cells)}`;
  });
  const marked = rows.map((row) =>
    machines.has(row.method) ? { ...row, title: `${row.title}, measured on ${machines.get(row.method)}` } : row,
  );
  const speeds = tableCells(marked, ({ imagesPerSecond }) => rounded(imagesPerSecond), benchmark);
  const sizes = methodsOf(rows).map((method) => {
    const own = rows.filter((row) => row.method === method);
    return [rowTitle(own, benchmark), own[0].parameters === 0 ? "none" : own[0].parameters.toLocaleString("en")];
  });
  return [
    first,
    ...differenceTables(rows, benchmark),
    ...others,
    `## Images per second\n\n${markdownTable(speeds)}`,
    `## Parameters, those not trained included\n\n${markdownTable([["", "parameters"], ...sizes])}`,
  ].join("\n\n");
}

/** How the methods differ from harmonic, and from the best of each mask set. */
function differenceTables(rows: readonly BenchmarkRow[], benchmark: Benchmark): string[] {
  const psnrDb = ({ figures }: BenchmarkRow): number => figures.pooledHolePsnrDb.value;
  const paired = rows.filter(isPaired);
  const harmonic = paired.filter(({ method }) => method === "harmonic");
  const others = paired.filter(({ method }) => method !== "harmonic");
  const best = [...bestRows(rows, "pooledHolePsnrDb", benchmark)].filter(isPaired);
  best.sort((a, b) => psnrDb(b) - psnrDb(a));
  return [
    ...harmonic.slice(0, 1).flatMap(({ title }) => differenceTable(others, harmonic, title, benchmark)),
    ...differenceTable(paired, best, "the best of each mask set", benchmark),
  ];
}

/** Each row beside the first reference of its mask set; none where there is nothing to compare. */
function differenceTable(
  rows: readonly PairedRow[],
  references: readonly PairedRow[],
  to: string,
  benchmark: Benchmark,
): string[] {
  const referenceOf = ({ maskSet }: PairedRow): PairedRow | undefined =>
    references.find((reference) => reference.maskSet === maskSet);
  const cell = (row: PairedRow): string => {
    const reference = referenceOf(row);
    if (reference === undefined) return "–";
    if (reference === row) return "0.00 <sub>best</sub>";
    const { value, low, high } = pairedDifference(row, reference);
    return `${signedDb(value)} <sub>${signedDb(low)} to ${signedDb(high)}</sub>`;
  };
  if (rows.every((row) => (referenceOf(row) ?? row) === row)) return [];
  const heading = `## Difference to ${to}, pooled hole PSNR, dB, paired, with 95 % intervals`;
  return [`${heading}\n\n${markdownTable(tableCells(rows, cell, benchmark))}`];
}

/** "+0.12", "−0.01", "0.00" */
function signedDb(value: number): string {
  const size = figureText("pooledHolePsnrDb", Math.abs(value));
  return size === "0.00" ? size : `${value < 0 ? "−" : "+"}${size}`;
}

/** The best row of each mask set, those with the same text included; rows on fewer images do not compare with the others. */
function bestRows(
  rows: readonly BenchmarkRow[],
  figure: BenchmarkFigure,
  { maskSets }: Benchmark,
): ReadonlySet<BenchmarkRow> {
  const better = betters[figure];
  if (better === null) return new Set();
  const most = Math.max(...rows.map(({ images }) => images));
  return new Set(
    maskSets.flatMap(({ name }) => {
      const own = rows.filter(({ maskSet, images }) => maskSet === name && images === most);
      const shown = own.map(({ figures }) =>
        Number(figureText(figure, figures[figure].value).replace("∞", "Infinity")),
      );
      return [...bestPlaces(shown, better)].map((place) => own[place]);
    }),
  );
}

function methodsOf(rows: readonly BenchmarkRow[]): string[] {
  return [...new Set(rows.map(({ method }) => method))];
}

/** The method's title; with the number of images where these are not all. */
function rowTitle(own: readonly BenchmarkRow[], benchmark: Benchmark): string {
  const fewest = Math.min(...own.map(({ images }) => images));
  return fewest === benchmark.images ? own[0].title : `${own[0].title} (first ${fewest.toLocaleString("en")} images)`;
}

function rounded(value: number): string {
  return value >= 100 ? (Math.round(value / 10) * 10).toLocaleString("en") : value.toPrecision(2);
}
