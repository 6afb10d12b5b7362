// npm run measure -- BENCHMARK: measures methods on a benchmark and prints the table. Rows and tables go to runs/local/; --record
// also rewrites the recorded table and the figures, with --methods only those methods' rows.
import { join } from "node:path";
import { sentenceOf } from "../files/safeWrite";
import { benchmarkNamed } from "../../benchmarks";
import type { Benchmark, BenchmarkMaskSet } from "../../benchmarks/benchmark";
import { chooseMaskSets } from "../../benchmarks/benchmarkMasks";
import type { BenchmarkRow } from "../../benchmarks/benchmarkRow";
import { cifar10InpaintingV1 } from "../../benchmarks/cifar10InpaintingV1";
import { inpaintingMethods, type MethodEntry } from "../../methods";
import { MeasurementStopped } from "../../metrics/measureMethod";
import { benchmarkChart } from "../../figures/benchmarkChart";
import { begunKeeper, readBegun } from "../benchmarks/begunFile";
import { benchmarkKey } from "../benchmarks/benchmarkKey";
import { exportMasks } from "../benchmarks/exportMasks";
import { heroShows, writeHeroFigure } from "../benchmarks/heroFigure";
import { loadBenchmarkImages, type BenchmarkImages } from "../benchmarks/loadBenchmarkImages";
import {
  benchmarkCommand,
  benchmarkId,
  mergeRows,
  readBenchmark,
  writeRows,
  writeTables,
  type BenchmarkRecord,
} from "../benchmarks/record";
import { maskFigure } from "../benchmarks/maskFigure";
import { runBenchmark } from "../benchmarks/runBenchmark";
import { checkReason, enterMeasurements, furtherNetworks, readLedger } from "../benchmarks/testSetLedger";
import { methodMeasurements, type MeasuredHow } from "../benchmarks/testSetMeasurements";
import { startEngine } from "../engine/startEngine";
import { copyFigures, writeFigure } from "../figures/writeFigure";
import { logSeconds, progressLine } from "../files/progressLine";
import { exportedFigures } from "../jupyter/exportedFigures";
import { chooseMethods } from "../methods/chooseMethods";
import { watchInterrupt } from "../jupyter/interrupt";
import { figuresFolder, localRunsFolder, recordedRunsFolder } from "../paths";
import { withRunLock } from "../store/runLock";
import {
  describeEnvironment,
  readJson,
  runEnvironmentSchema,
  writeJson,
  type RunEnvironment,
} from "../store/runRecord";
import { refusedLine, resumeLine, summary, type LeftOut } from "./benchmarkTexts";
import { typedCommand, typedPath } from "./typed";

/** What `npm run measure` takes with a benchmark. */
export interface MeasureBenchmarkOptions {
  /** Its name. */
  readonly benchmark: string;
  /** Only these; default all but those that the benchmark measures only where they are named. */
  readonly methods?: readonly string[];
  /** Only these mask sets; default all. */
  readonly masks?: readonly string[];
  /** Only the first so many images; such rows say so. */
  readonly limit?: number;
  /** Also writes the rows to this file. */
  readonly json?: string;
  readonly resume?: boolean;
  readonly record?: boolean;
  /** With `record`: why a network of ours is measured, for the ledger of test sets. */
  readonly why?: string;
  /** Writes the masks as plain files to this folder and measures nothing. */
  readonly export?: string;
}

/** The whole command; resolves to the exit code. */
export async function measureBenchmark(options: MeasureBenchmarkOptions): Promise<number> {
  try {
    const benchmark = benchmarkNamed(options.benchmark);
    const maskSets = chooseMaskSets(options.masks, benchmark);
    const methods = chooseMethods(options.methods, benchmark.onlyNamed);
    if (options.export !== undefined) return await writeMasks(typedPath(options.export), benchmark, maskSets);
    const data = await loadBenchmarkImages(benchmark);
    checkRecord(options, data);
    if (options.record) sayFurtherNetworks(options, benchmark, data, methods);
    return await withRunLock(
      join(localRunsFolder, folderName(options, data, benchmark)),
      () => measure(options, benchmark, data, methods, maskSets),
      { otherwise: "a selection with another --limit has a folder of its own" },
    );
  } catch (error) {
    console.error(sentenceOf(error));
    return 1;
  }
}

async function writeMasks(
  folder: string,
  benchmark: Benchmark,
  maskSets: readonly BenchmarkMaskSet[],
): Promise<number> {
  const files = await exportMasks(folder, benchmark, maskSets);
  console.log(`Wrote ${files.join(", ")} to ${folder}.`);
  return 0;
}

/** Throws where --record would replace the recorded table by another one. */
export function checkRecord(
  options: MeasureBenchmarkOptions,
  { synthetic, title }: Pick<BenchmarkImages, "synthetic" | "title">,
): void {
  if (!options.record) return;
  const narrower = (["masks", "limit"] as const).filter((name) => options[name] !== undefined);
  if (narrower.length === 0 && !synthetic) return;
  throw new Error(
    `Expected all masks and images of the benchmark for --record, but received ` +
      `${[...narrower.map((name) => `--${name}`), ...(synthetic ? [title] : [])].join(" and ")}. Leave --record out.`,
  );
}

/** Says, before anything is measured, where a network of ours would be measured a further time. Throws without a ledger. */
function sayFurtherNetworks(
  { why }: MeasureBenchmarkOptions,
  benchmark: Benchmark,
  { title }: BenchmarkImages,
  methods: readonly MethodEntry[],
): void {
  if (why !== undefined) checkReason(why);
  const names = methods.map(({ name }) => name);
  for (const sentence of furtherNetworks(readLedger(), methodMeasurements(names, howMeasured(benchmark, title))))
    console.log(sentence);
}

function howMeasured({ name }: Benchmark, testSet: string, why?: string): MeasuredHow {
  return { testSet, by: `measure ${name}`, why };
}

async function measure(
  options: MeasureBenchmarkOptions,
  benchmark: Benchmark,
  data: BenchmarkImages,
  methods: readonly MethodEntry[],
  maskSets: readonly BenchmarkMaskSet[],
): Promise<number> {
  const started = performance.now();
  const environment = describeEnvironment(await startEngine());
  const folder = join(localRunsFolder, folderName(options, data, benchmark));
  const key = benchmarkKey({ benchmark, fingerprint: data.fingerprint, methods: inpaintingMethods, environment });
  const earlier = options.resume ? readBenchmark(folder, benchmark) : null;
  const usable = earlier?.key === key ? earlier : null;
  const begun = options.resume ? readBegun(folder, key, benchmark) : null;
  if (options.resume) console.log(resumeLine(usable?.rows.length ?? 0, begun));
  const secondsBefore = usable?.seconds ?? 0;
  const rows: BenchmarkRow[] = [...(usable?.rows ?? [])];
  const absent: string[] = [];
  const refused: string[] = [];
  const keeper = begunKeeper(folder, key);
  const line = progressLine({ everySeconds: logSeconds });
  const interrupt = watchInterrupt();
  const record = (): BenchmarkRecord => ({
    key,
    command: commandOf({ ...options, why: undefined }),
    seconds: secondsBefore + (performance.now() - started) / 1000,
    rows: inOrder(rows, benchmark),
  });
  try {
    await runBenchmark({
      benchmark,
      data,
      methods,
      maskSets,
      limit: options.limit,
      done: rows,
      begun,
      shouldStop: () => interrupt.requested,
      onProgress: (text) => line.show(text),
      onAbsent: ({ name }, reason) => absent.push(`${name}: ${reason}`),
      onRefused: ({ name }) => refused.push(name),
      onPart: (part) => keeper.keep(part),
      onRow: async (row) => {
        rows.push(row);
        line.show(`${row.title}, ${row.maskSet}: ${row.figures.pooledHolePsnrDb.value.toFixed(2)} dB in the hole`);
        line.end();
        await writeRows(folder, record());
        await keeper.clear();
      },
    });
  } catch (error) {
    await keeper.save();
    if (!(error instanceof MeasurementStopped)) throw error;
    line.end();
    console.error(
      `Interrupted after ${rows.length} rows; what is measured is saved. To go on: ` +
        commandOf({ ...options, resume: true }),
    );
    return 130;
  } finally {
    line.end();
    interrupt.dispose();
  }
  return await report(options, benchmark, data, folder, record(), environment, { absent, refused });
}

/** What was typed, in its newer form. */
function commandOf({ benchmark, ...options }: MeasureBenchmarkOptions): string {
  return typedCommand("measure", options, benchmark);
}

async function report(
  options: MeasureBenchmarkOptions,
  benchmark: Benchmark,
  data: BenchmarkImages,
  folder: string,
  record: BenchmarkRecord,
  environment: RunEnvironment,
  leftOut: LeftOut,
): Promise<number> {
  const { absent, refused } = leftOut;
  if (record.rows.length === 0)
    throw new Error(
      `Expected at least one method that can be had here and takes the images' sizes. ${[...absent, ...refusedLine(refused)].join(" ")}`,
    );
  if (options.record && absent.length > 0)
    throw new Error(`Expected every method for --record, but ${absent.join("; ")}`);
  await writeRows(folder, record);
  await writeTables(folder, benchmark, record, environment);
  const id = benchmarkId(benchmark);
  const recorded = join(recordedRunsFolder, id);
  // A table that is not there yet begins with these methods.
  const earlier = options.record && options.methods !== undefined ? readBenchmark(recorded, benchmark) : null;
  const methods = inpaintingMethods.map(({ name }) => name);
  const table = earlier === null ? record : mergeRows(earlier, record, environment, methods);
  const rows = inOrder(table.rows, benchmark);
  const figures = join(folder, "figures");
  const chart = { rows, maskSets: benchmark.maskSets, synthetic: data.synthetic };
  const origin = { command: table.command, run: null, dataset: data.title, seed: benchmark.maskSets[0].seed };
  await writeFigure(figures, id, benchmarkChart(chart), origin);
  const sheet = maskFigure(benchmark);
  await writeFigure(figures, sheet.name, sheet.grid, { ...origin, dataset: "none", seed: 1 });
  const measured = record.rows.map(({ method }) => method);
  if (heroShows(benchmark, measured)) await writeHeroFigure(figures, { benchmark, data });
  if (options.json !== undefined) await writeJson(typedPath(options.json), record.rows);
  if (options.record) {
    const how = howMeasured(benchmark, data.title, options.why);
    await enterMeasurements(methodMeasurements([...new Set(measured)], how));
    const environmentFile = join(recorded, "environment.json");
    const whole =
      earlier === null ? environment : readJson(environmentFile, runEnvironmentSchema, benchmarkCommand(benchmark));
    await writeRows(recorded, { ...table, rows });
    await writeTables(recorded, benchmark, { ...table, rows }, whole);
    // What a notebook exports comes from its cell.
    await copyFigures(figures, figuresFolder, { except: (name) => exportedFigures.has(name) });
  }
  console.log(summary(record, benchmark, data, folder, leftOut));
  return 0;
}

/** The order of the table of methods, then that of the mask sets, however the rows came. */
function inOrder(rows: readonly BenchmarkRow[], { maskSets }: Benchmark): BenchmarkRow[] {
  const methods = inpaintingMethods.map(({ name }) => name);
  const sets = maskSets.map(({ name }) => name);
  const place = ({ method, maskSet }: BenchmarkRow): number =>
    methods.indexOf(method) * sets.length + sets.indexOf(maskSet);
  return [...rows].sort((a, b) => place(a) - place(b));
}

/** The whole benchmark, a selection of it, partial and synthetic results keep to folders of their own. */
export function folderName(
  { methods, masks, limit }: Pick<MeasureBenchmarkOptions, "methods" | "masks" | "limit">,
  { synthetic }: Pick<BenchmarkImages, "synthetic">,
  benchmark: Benchmark = cifar10InpaintingV1,
): string {
  const selection = methods !== undefined || masks !== undefined;
  return [
    benchmarkId(benchmark),
    ...(selection ? ["selection"] : []),
    ...(limit === undefined ? [] : [`first${limit}`]),
    ...(synthetic ? ["synthetic"] : []),
  ].join("-");
}
