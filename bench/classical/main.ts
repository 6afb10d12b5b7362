// npm run bench -- classical: how fast this project's classical methods fill holes on one thread, beside OpenCV and scikit-image
// on the same machine, pictures and masks. README.md says what is measured and how to read it.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { firstImages } from "../../src/images/batch";
import { loadDataset } from "../../src/node/files/loadDataset";
import { progressLine } from "../../src/node/files/progressLine";
import { writeFigure } from "../../src/node/figures/writeFigure";
import { figuresFolder, projectRoot } from "../../src/node/paths";
import { runBenchmark, writeRows, type BenchOptions } from "../command";
import { ContenderProcess, type Program } from "../contenderProcess";
import { contenderEnvironment, machineLine } from "../environment";
import { installPeers, missingPeersNote, peersPython } from "../peers";
import { QuietMachine } from "../quiet";
import { startAll, type NotMeasured } from "../startAll";
import { chooseContenders, hostsOf, type Contender } from "./contenders";
import { classicalFigure, sizeFigure } from "./figure";
import {
  findHost,
  measureMemory,
  measureWorkload,
  type Host,
  type MeasuredMemory,
  type WorkloadResult,
} from "./measure";
import { classicalPeers } from "./peers";
import { loadPhoto } from "./photo";
import { prepareWorkloads, type Prepared } from "./prepare";
import type { ReplyOf, Request } from "./protocol";
import { resultRows, sizeTable, speedTable, type ResultRow, type SizeResult } from "./results";
import { memoryWorkload, seed, sizeWorkloads, speedWorkloads, type Pictures, type Workload } from "./workloads";

type Options = BenchOptions<"classical">;

interface Bench {
  readonly folder: string;
  readonly rounds: number;
  readonly say: (text: string) => void;
  readonly start: (program: Program) => Host;
}

interface Results {
  readonly speed: readonly WorkloadResult[];
  readonly size: readonly SizeResult[];
  readonly memory: readonly MeasuredMemory[];
  readonly memoryNotMeasured: readonly NotMeasured[];
  readonly versions: readonly string[];
}

/** The whole command; resolves to the exit code. */
async function benchClassical(options: Options): Promise<number> {
  const python = options.installPeers
    ? await installPeers(classicalPeers, console.log)
    : await peersPython(classicalPeers);
  const chosen = chooseContenders(options.only);
  const { images = 10_000, rounds = 5 } = options;
  const note = missingPeersNote(
    classicalPeers,
    chosen.map(({ name, host }) => ({ ...host, name })),
    python,
  );
  if (note !== null) console.log(note);
  const photo = loadPhoto(python);
  const dataset = await loadDataset({ allowDownload: false, synthetic: { trainCount: 1, testCount: images } });
  const pictures = { photo: photo.image, small: firstImages(dataset.test.images, images) };
  const folder = mkdtempSync(join(tmpdir(), "lab-bench-"));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  process.once("exit", remove);
  const line = progressLine();
  const env = contenderEnvironment(oneThread);
  const start = (program: Program): Host =>
    new ContenderProcess<Request, ReplyOf>(program, { python, cwd: projectRoot, env });
  try {
    line.show("preparing");
    const results = await measureAll({ folder, rounds, start, say: (text) => line.show(text) }, chosen, pictures);
    line.end();
    const about = `Photograph: ${photo.title}. Small images: ${dataset.title}.`;
    const tables = tablesOf(results).map((table) => `${table}\n`);
    console.log(["", machineLine(), ...results.versions, about, "", ...tables].join("\n"));
    const rows = resultRows([...results.speed, ...results.size], results.memory, `memory ${memoryWorkload.name}`);
    if (options.json !== undefined) await writeRows(options.json, rows);
    const synthetic = photo.standIn || dataset.synthetic;
    if (options.figure) await writeFigures(rows, `${photo.title}, ${dataset.title}`, synthetic);
    return failed(results) ? 1 : 0;
  } finally {
    line.end();
    remove();
  }
}

/** For every contender: one thread, whatever its libraries would choose. */
const oneThread: NodeJS.ProcessEnv = {
  OMP_NUM_THREADS: "1",
  OPENBLAS_NUM_THREADS: "1",
  MKL_NUM_THREADS: "1",
  VECLIB_MAXIMUM_THREADS: "1",
  OPENCV_FOR_THREADS_NUM: "1",
};

async function measureAll(bench: Bench, chosen: readonly Contender[], pictures: Pictures): Promise<Results> {
  const { folder, rounds, say, start } = bench;
  const taking = (workload: Workload): Contender[] => chosen.filter(({ name }) => workload.contenders.includes(name));
  const wanted = (workload: Workload): boolean => taking(workload).length > 0;
  const workloads = [...speedWorkloads, ...sizeWorkloads].filter(wanted);
  const prepared = new Map(prepareWorkloads(workloads, pictures, folder).map((one) => [one.workload.name, one]));
  const { running, notMeasured } = await startAll<Program, Request, ReplyOf>(hostsOf(chosen), start, folder, say);
  const hostOf = (contender: Contender): Host | NotMeasured => findHost(contender, running, notMeasured);
  const machine = new QuietMachine();
  const speed: WorkloadResult[] = [];
  const size: SizeResult[] = [];
  const measure = async (workload: Workload): Promise<WorkloadResult> => {
    const options = { folder, rounds, hostOf, machine, say: (text: string) => say(`${workload.title}: ${text}`) };
    return measureWorkload(prepared.get(workload.name) as Prepared, taking(workload), options);
  };
  try {
    for (const workload of speedWorkloads.filter(wanted)) speed.push(await measure(workload));
    for (const workload of sizeWorkloads.filter(wanted)) {
      size.push({ ...(await measure(workload)), megapixels: workload.megapixels });
    }
  } finally {
    await Promise.all(running.map((host) => host.end()));
  }
  const memory: MeasuredMemory[] = [];
  const memoryNotMeasured: NotMeasured[] = [];
  for (const contender of taking(memoryWorkload).filter((one) => "ask" in hostOf(one))) {
    say(`${memoryWorkload.title}: memory of ${contender.name}`);
    try {
      memory.push(await measureMemory(memoryWorkload, contender, ({ host }) => start(host), folder));
    } catch (error) {
      const reason = (error as Error).message.replace(`${contender.host.name}: `, "");
      memoryNotMeasured.push({ name: contender.name, reason: `memory: ${reason}`, failed: true });
    }
  }
  memoryNotMeasured.unshift(...(size.at(-1)?.notMeasured ?? []));
  return { speed, size, memory, memoryNotMeasured, versions: running.map(({ setup }) => setup.version) };
}

function tablesOf({ speed, size, memory, memoryNotMeasured }: Results): string[] {
  return [...speed.map(speedTable), ...(size.length === 0 ? [] : [sizeTable(size, memory, memoryNotMeasured)])];
}

function failed({ speed, size, memoryNotMeasured }: Results): boolean {
  return [...speed, ...size]
    .flatMap(({ notMeasured }) => notMeasured)
    .concat(memoryNotMeasured)
    .some((one) => one.failed);
}

async function writeFigures(rows: readonly ResultRow[], dataset: string, synthetic: boolean): Promise<void> {
  const origin = { command: "npm run bench -- classical --figure", run: null, dataset, seed };
  const has = (unit: ResultRow["unit"], workload?: string): boolean =>
    rows.some((row) => row.unit === unit && (workload === undefined || row.workload === workload));
  const figures = [
    ...(has("images/s") ? [["bench-classical", classicalFigure(rows, synthetic)] as const] : []),
    ...(has("s", memoryWorkload.name) ? [["bench-classical-size", sizeFigure(rows, synthetic)] as const] : []),
  ];
  for (const [name, figure] of figures) {
    await writeFigure(figuresFolder, name, figure, origin);
    console.log(`Figure: ${relative(projectRoot, join(figuresFolder, `${name}.svg`))}`);
  }
}

runBenchmark("classical", benchClassical);
