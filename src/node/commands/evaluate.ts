// npm run evaluate: measures methods on the frozen benchmark cifar10-inpainting-v1 and prints the table. Rows and tables go
// to runs/local/; --update also rewrites runs/recorded/benchmark/ and the figure, with --method only those methods' rows.
import { join, relative } from "node:path";
import { availableParallelism } from "node:os";
import type { Dataset } from "../../datasets/dataset";
import type { BenchmarkRow } from "../../benchmarks/benchmarkRow";
import { terminalTable } from "../../benchmarks/benchmarkTable";
import { benchmarkImages, benchmarkMaskSets, benchmarkName, chooseMaskSets } from "../../benchmarks/maskSets";
import { MeasurementStopped } from "../../metrics/measureMethod";
import { benchmarkChart } from "../../figures/benchmarkChart";
import { maskSheet } from "../../figures/maskSheet";
import { sampleMaskFamilies } from "../../masks";
import { exportMasks } from "../benchmarks/exportMasks";
import { chooseMethods, listMethods } from "../benchmarks/methods";
import { mergeRows, readBenchmark, writeRows, writeTables, type BenchmarkRecord } from "../benchmarks/record";
import { runBenchmark } from "../benchmarks/runBenchmark";
import { copyFigures, writeFigure } from "../figures/writeFigure";
import { loadDataset } from "../files/loadDataset";
import { progressLine } from "../files/progressLine";
import { watchInterrupt } from "../notebook/interrupt";
import { figuresFolder, localRunsFolder, projectRoot, recordedRunsFolder } from "../paths";
import { describeEnvironment, readJson, writeJson, type RunEnvironment } from "../store/runRecord";
import { startEngine } from "../engine/startEngine";
import { hashOf } from "../store/hashOf";
import { typedCommand, typedPath } from "./typed";

/** What `npm run evaluate` takes. */
export interface EvaluateOptions {
  readonly method?: readonly string[];
  readonly masks?: readonly string[];
  /** Only the first so many images; such rows say so. */
  readonly limit?: number;
  readonly json?: string;
  readonly resume?: boolean;
  readonly update?: boolean;
  /** Writes the masks as plain files to this folder and measures nothing. */
  readonly export?: string;
}

/** The whole command; resolves to the exit code. */
export async function evaluate(options: EvaluateOptions): Promise<number> {
  try {
    const maskSets = chooseMaskSets(options.masks), methods = chooseMethods(options.method);
    if (options.export !== undefined) return await writeMasks(typedPath(options.export), maskSets);
    const dataset = await loadDataset();
    checkUpdate(options, dataset);
    return await measure(options, dataset, methods, maskSets);
  } catch (error) {
    console.error((error as Error).message);
    return 1;
  }
}

async function writeMasks(folder: string, maskSets: ReturnType<typeof chooseMaskSets>): Promise<number> {
  const files = await exportMasks(folder, maskSets);
  console.log(`Wrote ${files.join(", ")} to ${folder}.`);
  return 0;
}

/** Throws where --update would replace the recorded table by another one. */
export function checkUpdate(options: EvaluateOptions, { synthetic, title }: Pick<Dataset, "synthetic" | "title">): void {
  if (!options.update) return;
  const narrower = (["masks", "limit"] as const).filter((name) => options[name] !== undefined);
  if (narrower.length === 0 && !synthetic) return;
  throw new Error(`Expected all masks and images of CIFAR-10 for --update, but received ` +
    `${[...narrower.map((name) => `--${name}`), ...(synthetic ? [title] : [])].join(" and ")}. Leave --update out.`);
}

async function measure(
  options: EvaluateOptions, dataset: Dataset, methods: ReturnType<typeof chooseMethods>,
  maskSets: ReturnType<typeof chooseMaskSets>,
): Promise<number> {
  const started = performance.now(), environment = describeEnvironment(await startEngine());
  const folder = join(localRunsFolder, folderName(options, dataset));
  const key = hashOf({
    settings: { value: { environment, data: dataset.sha256 } },
    code: { files: measuringCode },
    models: { files: recordedModels() },
  });
  const earlier = options.resume ? readBenchmark(folder) : null, usable = earlier?.key === key ? earlier : null;
  if (options.resume) console.log(resumeLine(usable?.rows.length ?? 0));
  const secondsBefore = usable?.seconds ?? 0, rows: BenchmarkRow[] = [...(usable?.rows ?? [])], absent: string[] = [];
  const line = progressLine(), interrupt = watchInterrupt(), order = methodNames();
  const record = (): BenchmarkRecord => (
    { key, command: typedCommand("evaluate", options), seconds: secondsBefore + (performance.now() - started) / 1000,
      rows: inOrder(rows, order) }
  );
  try {
    await runBenchmark({
      dataset, methods, maskSets, limit: options.limit, done: rows, shouldStop: () => interrupt.requested,
      onProgress: (text) => line.show(text),
      onAbsent: ({ name }, reason) => absent.push(`${name}: ${reason}`),
      onRow: async (row) => {
        rows.push(row);
        line.show(`${row.title}, ${row.maskSet}: ${row.figures.pooledHolePsnrDb.value.toFixed(2)} dB in the hole`);
        line.end();
        await writeRows(folder, record());
      },
    });
  } catch (error) {
    if (!(error instanceof MeasurementStopped)) throw error;
    line.end();
    console.error(`Interrupted after ${rows.length} rows; they are kept. To go on: ` +
      `${typedCommand("evaluate", { ...options, resume: true })}`);
    return 130;
  } finally {
    line.end();
    interrupt.dispose();
  }
  return await report(options, dataset, folder, record(), environment, absent);
}

async function report(options: EvaluateOptions, dataset: Dataset, folder: string, record: BenchmarkRecord,
  environment: RunEnvironment, absent: readonly string[]): Promise<number> {
  if (record.rows.length === 0) throw new Error(`Expected at least one method that can be had here. ${absent.join(" ")}`);
  if (options.update && absent.length > 0) throw new Error(`Expected every method for --update, but ${absent.join("; ")}`);
  await writeRows(folder, record);
  await writeTables(folder, record, environment);
  const recorded = join(recordedRunsFolder, "benchmark"), merged = options.update === true && options.method !== undefined;
  const methods = methodNames();
  const table = merged ? mergeRows(readBenchmark(recorded), record, environment, methods) : record;
  const rows = inOrder(table.rows, methods);
  const figures = join(folder, "figures"), chart = { rows, maskSets: benchmarkMaskSets, synthetic: dataset.synthetic };
  const origin = { command: table.command, run: null, dataset: dataset.title, seed: benchmarkMaskSets[0].seed };
  await writeFigure(figures, "benchmark", benchmarkChart(chart), origin);
  await writeFigure(figures, "mask-families", maskSheet(sampleMaskFamilies([10, 32, 32, 3], 1)),
    { ...origin, dataset: "none", seed: 1 });
  if (options.json !== undefined) await writeJson(typedPath(options.json), record.rows);
  if (options.update) {
    const whole = merged ? readJson<RunEnvironment>(join(recorded, "environment.json")) : environment;
    await writeRows(recorded, { ...table, rows });
    await writeTables(recorded, { ...table, rows }, whole);
    await copyFigures(figures, figuresFolder);
  }
  console.log(summary(record, dataset, folder, absent));
  return 0;
}

function summary(record: BenchmarkRecord, dataset: Dataset, folder: string, absent: readonly string[]): string {
  const partial = record.rows.some(({ images }) => images < benchmarkImages);
  return [
    "", `${benchmarkName}, ${dataset.title}`, "", terminalTable(record.rows), "",
    ...(partial ? ["Rows that name a number of images are partial."] : []),
    ...absent.map((line) => `Not measured: ${line}`),
    `${record.rows.length} rows in ${(record.seconds / 60).toFixed(1)} minutes on ${availableParallelism()} cores. ` +
      `Intervals, SSIM, speed: ${relative(projectRoot, join(folder, "tables.md"))}`,
  ].join("\n");
}

function resumeLine(rows: number): string {
  return rows === 0 ? "There is nothing to go on with: starting anew." : `Going on after ${rows} rows.`;
}

function methodNames(): string[] {
  return listMethods().map(({ name }) => name);
}

/** The order of these methods, then that of the mask sets, however the rows came. */
function inOrder(rows: readonly BenchmarkRow[], methods: readonly string[]): BenchmarkRow[] {
  const sets = benchmarkMaskSets.map(({ name }) => name);
  const place = ({ method, maskSet }: BenchmarkRow): number => methods.indexOf(method) * sets.length + sets.indexOf(maskSet);
  return [...rows].sort((a, b) => place(a) - place(b));
}

/** The whole benchmark, a selection of it, partial and synthetic results keep to folders of their own. */
export function folderName({ method, masks, limit }: EvaluateOptions, { synthetic }: Pick<Dataset, "synthetic">): string {
  const selection = method !== undefined || masks !== undefined;
  return ["benchmark", ...(selection ? ["selection"] : []), ...(limit === undefined ? [] : [`first${limit}`]),
    ...(synthetic ? ["synthetic"] : [])].join("-");
}

/** What the numbers depend on, beside data and environment. */
const measuringCode = ["images.js", "random.js", "classical", "masks", "metrics", "benchmarks", "layers",
  "models", "training/predict.js", "training/step.js", "node/benchmarks", "node/workers"]
  .map((part) => join(projectRoot, "dist", part));

function recordedModels(): string[] {
  return methodNames().map((name) => join(recordedRunsFolder, name, "model"));
}

if (require.main === module) {
  void evaluate(JSON.parse(process.argv[2] ?? "{}") as EvaluateOptions).then((code) => process.exit(code));
}
