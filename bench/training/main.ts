// npm run bench -- training: how many images per second this project trains, beside tfjs-node's own fit, Keras and PyTorch,
// all on the same machine, network, images and initial weights. README.md says what is measured and how to read it.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { loadDataset } from "../../src/node/files/loadDataset";
import { progressLine, type ProgressLine } from "../../src/node/files/progressLine";
import { writeFigure } from "../../src/node/figures/writeFigure";
import { cacheFolder, figuresFolder, projectRoot } from "../../src/node/paths";
import type { Dataset } from "../../src/datasets/dataset";
import { runBenchmark, writeRows, type BenchOptions } from "../command";
import { ContenderProcess } from "../contenderProcess";
import { contenderEnvironment, machineLine } from "../environment";
import { installPeers, missingPeersNote, peersPython } from "../peers";
import { QuietMachine } from "../quiet";
import { startAll } from "../startAll";
import { chooseContenders, sgemmWorkers, type Contender } from "./contenders";
import { benchFigure } from "./figure";
import { flopPerTrainedImage } from "./flop";
import { checkSameTraining, runRounds, type Running } from "./measure";
import { trainingPeers } from "./peers";
import { prepareWorkload, wholeBatches } from "./prepare";
import type { ReplyOf, Request } from "./protocol";
import { resultRows, resultTable, sgemmLine, type WorkloadResult } from "./results";
import { workloads, type Workload } from "./workloads";

type Options = BenchOptions<"training">;

interface Bench {
  readonly options: Options;
  readonly chosen: readonly Contender[];
  readonly start: (contender: Contender) => ContenderProcess<Request, ReplyOf>;
  readonly sgemm: Map<string, number[]>;
  readonly machine: QuietMachine;
  readonly line: ProgressLine;
}

/** The whole command; resolves to the exit code. */
async function benchTraining(options: Options): Promise<number> {
  const python = options.installPeers
    ? await installPeers(trainingPeers, console.log)
    : await peersPython(trainingPeers);
  const chosen = chooseContenders(options.only);
  const note = missingPeersNote(trainingPeers, chosen, python, "the sgemm rate");
  if (note !== null) console.log(note);
  const wanted = workloads.filter(({ name }) => options.workload === undefined || name === options.workload);
  const most = Math.max(...wanted.map((workload) => imagesOf(workload, options)));
  const dataset = await loadDataset({ allowDownload: false, synthetic: { trainCount: most, testCount: 1 } });
  const start = (contender: Contender): ContenderProcess<Request, ReplyOf> =>
    new ContenderProcess(contender, { python, cwd: projectRoot, env: contenderEnvironment(quietProcessor) });
  const machine = new QuietMachine();
  const bench: Bench = { options, chosen, start, sgemm: new Map(), machine, line: progressLine() };
  const measuring = python === null ? [] : sgemmWorkers;
  const results: WorkloadResult[] = [];
  const rates = await startAll<Contender, Request, ReplyOf>(measuring, start, "", () => undefined);
  try {
    for (const workload of wanted) results.push(await measureWorkload(bench, workload, dataset, rates.running));
  } finally {
    bench.line.end();
    await Promise.all(rates.running.map((worker) => worker.end()));
  }
  console.log(
    [
      "",
      machineLine(),
      `Images: ${dataset.title}.`,
      sgemmLine(bench.sgemm),
      ...versionsOf(results),
      "",
      ...results.map((result) => `${resultTable(result, bench.sgemm)}\n`),
    ].join("\n"),
  );
  await write(options, results, bench.sgemm, dataset);
  return results.some(({ notMeasured }) => notMeasured.some(({ failed }) => failed)) ? 1 : 0;
}

async function measureWorkload(
  bench: Bench,
  workload: Workload,
  dataset: Dataset,
  sgemm: readonly Running[],
): Promise<WorkloadResult> {
  const { options, chosen, start, line } = bench;
  const images = imagesOf(workload, options);
  const folder = mkdtempSync(join(tmpdir(), "lab-bench-"));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  process.once("exit", remove);
  const say = (text: string): void => line.show(`${workload.title}: ${text}`);
  let running: readonly Running[] = [];
  try {
    say("preparing");
    const prepared = await prepareWorkload(workload, dataset, images, folder);
    const started = await startAll<Contender, Request, ReplyOf>(chosen, start, folder, say);
    running = started.running;
    checkSameTraining(running);
    const beforeRound = async (): Promise<void> => {
      for (const worker of sgemm) {
        const { gflops } = await worker.ask({ do: "sgemm" });
        bench.sgemm.set(worker.name, [...(bench.sgemm.get(worker.name) ?? []), gflops]);
      }
    };
    const rounds = options.rounds ?? 5;
    const { measured, began } = await runRounds(running, { rounds, say, machine: bench.machine, beforeRound });
    return {
      workload,
      flopPerImage: flopPerTrainedImage(prepared.network),
      images,
      measured,
      began,
      notMeasured: started.notMeasured,
    };
  } finally {
    await Promise.all(running.map((contender) => contender.end()));
    process.removeListener("exit", remove);
    remove();
  }
}

async function write(
  options: Options,
  results: readonly WorkloadResult[],
  sgemm: Bench["sgemm"],
  dataset: Dataset,
): Promise<void> {
  const rows = resultRows(results, sgemm);
  if (options.json !== undefined) await writeRows(options.json, rows);
  if (options.figure && rows.some(({ unit }) => unit === "images/s")) {
    const origin = { command: "npm run bench -- training --figure", run: null, dataset: dataset.title, seed: null };
    await writeFigure(figuresFolder, "bench-training", benchFigure(rows, dataset.synthetic), origin);
    console.log(`Figure: ${relative(projectRoot, join(figuresFolder, "bench-training.svg"))}`);
  }
}

function imagesOf(workload: Workload, { images }: Options): number {
  return wholeBatches(images ?? workload.images, workload.batchSize);
}

/** For every contender: a processor only, and quiet. */
const quietProcessor: NodeJS.ProcessEnv = {
  TF_CPP_MIN_LOG_LEVEL: "2",
  TF_ENABLE_ONEDNN_OPTS: "1",
  CUDA_VISIBLE_DEVICES: "-1",
  // Compiled in the process itself: further processes would import torch without importTorch.py.
  TORCHINDUCTOR_CACHE_DIR: join(cacheFolder, "bench-inductor"),
  TORCHINDUCTOR_COMPILE_THREADS: "1",
};

function versionsOf(results: readonly WorkloadResult[]): string[] {
  return [...new Set(results.flatMap(({ measured }) => measured.map(({ version }) => version)))];
}

runBenchmark("training", benchTraining);
