// npm run measure -- NAME: measures studies on their own methods or on others; a benchmark (measureBenchmark.ts) or the repair
// ladder (ladder.ts) by itself. Studies are written to runs/local/audit/; --record also rewrites runs/recorded/audit/ and the
// figures that show pictures.
import { join, relative } from "node:path";
import { sentenceOf } from "../files/safeWrite";
import { benchmarks } from "../../benchmarks";
import type { Dataset } from "../../datasets/dataset";
import { drawDeadLeaves } from "../../datasets/deadLeaves";
import { MeasurementStopped } from "../../metrics/measureMethod";
import { studies, studyTables } from "../../studies";
import { onlyPhotographs } from "../../studies/afterTheFill";
import type { StudyName } from "../../studies/records";
import type { NamedMethod, Study } from "../../studies/study";
import { enterMeasurements, type TestSetMeasurement } from "../benchmarks/testSetLedger";
import { methodMeasurements, runMeasurement, trainingMeasurements } from "../benchmarks/testSetMeasurements";
import { startEngine } from "../engine/startEngine";
import { copyFigures } from "../figures/writeFigure";
import { fetchBsds500 } from "../files/bsds500Place";
import { loadDataset } from "../files/loadDataset";
import { logSeconds, progressLine } from "../files/progressLine";
import { reportWeightsAbsent } from "../files/reportWeights";
import { watchInterrupt } from "../jupyter/interrupt";
import { figuresFolder, localRunsFolder, projectRoot } from "../paths";
import { openPhotographs } from "../pictures/openPhotographs";
import { openWholePhotographs } from "../pictures/wholePhotographs";
import { photographsByCrops } from "../pictures/photographsByCrops";
import { withRunLock } from "../store/runLock";
import { describeEnvironment } from "../store/runRecord";
import type { MeasureContext } from "../studies/context";
import { TrainingInterrupted } from "../experiments/ensureTrained";
import { recordRun } from "../store/promote";
import { dataOf, ensureExperiment, planOf } from "../studies/experimentRuns";
import { ladderId } from "../studies/ladderRecord";
import { methodAvailable } from "../studies/methods";
import { pictureFiguresOf, writePictureFigures } from "../studies/pictureFigures";
import { copyRecords, readStudyRecord, recordedAuditFolder } from "../studies/record";
import { chooseStudyMethods, experimentsOf, runStudy, studyCode } from "../studies/runStudy";
import { ladder } from "./ladder";
import { measureBenchmark } from "./measureBenchmark";
import { checkNativeEngine } from "./nativeEngine";
import { typedCommand, type CommandOptions } from "./typed";

/** What `npm run measure` takes. */
export type MeasureOptions = Partial<CommandOptions<"measure">>;

/** A study with the methods that it is to be taken on. */
interface Chosen {
  readonly study: Study;
  readonly methods: readonly NamedMethod[];
}

/** The whole command; resolves to the exit code. */
export async function measure(options: MeasureOptions): Promise<number> {
  const { names = [], list, methods, resume, record } = options;
  if (list || names.length === 0) {
    console.log(listText());
    return 0;
  }
  try {
    checkNames(names);
    const [name] = names;
    if (name === ladderId) return await ladder({ seeds: options.seeds, resume, record });
    if (benchmarkNames.includes(name)) {
      const { masks, limit, json, why, export: folder } = options;
      return await measureBenchmark({
        benchmark: name,
        methods,
        masks,
        limit,
        json,
        resume,
        record,
        why,
        export: folder,
      });
    }
    const chosen = chooseStudies(options);
    const photographs = photographsByCrops();
    try {
      // Those that are missing are told before anything is measured.
      for (const { study } of chosen) if (study.photographs !== undefined) await photographs.open(study.photographs);
      return await measureChosen(chosen, options, photographs.open);
    } finally {
      await photographs.close();
    }
  } catch (error) {
    console.error(sentenceOf(error));
    return 1;
  }
}

const benchmarkNames: readonly string[] = benchmarks.map((benchmark) => benchmark.name);
/** What can be measured, one line each. */
export function listText(): string {
  const lines = [
    ...studies.map(({ name, title }) => [name, title]),
    ["all", "those of these studies that check what the report claims"],
    [ladderId, "the report's network mended one step at a time, with several seeds"],
    ...benchmarks.map(({ name, title }) => [name, `the benchmark: every method on ${title}`]),
  ];
  const width = Math.max(...lines.map(([name]) => name.length)) + 2;
  return [
    "npm run measure -- NAME,NAME measures these:",
    "",
    ...lines.map(([name, title]) => `  ${name.padEnd(width)}${title}`),
  ].join("\n");
}

/** Throws on names that do not exist. What goes together is checked where the options are declared. */
export function checkNames(names: readonly string[]): void {
  const known = [...studies.map(({ name }) => name), "all", ladderId, ...benchmarkNames];
  const odd = names.find((name) => !known.includes(name));
  if (odd === undefined) return;
  throw new Error(
    `Expected to measure some of ${known.join(", ")}, but received "${odd}". ` +
      "npm run measure -- --list says what they are.",
  );
}

/**
 * The studies in the table's order, with their methods; "all" are those that check the report's claims, on the test images as it does.
 * Throws on methods that do not fit.
 */
export function chooseStudies(options: MeasureOptions): Chosen[] {
  const { names = [], methods } = options;
  return studies
    .filter(({ name, heldOut = false }) => names.includes(name) || (names.includes("all") && !heldOut))
    .map((study) => ({ study, methods: chooseStudyMethods(study, methods) }));
}

/** The methods of these studies that cannot be had here. */
async function absentMethods(chosen: readonly Chosen[]): Promise<string[]> {
  const names = new Set(chosen.flatMap(({ methods }) => methods.map(({ method }) => method)));
  const absent: string[] = [];
  for (const name of names) if (!(await methodAvailable(name))) absent.push(name);
  return absent;
}

function needs({ methods }: Chosen, absent: readonly string[]): boolean {
  return methods.some(({ method }) => absent.includes(method));
}

/** Throws where --record would replace recorded results by those of other data or methods, or by fewer. */
export function checkRecord(
  { record }: MeasureOptions,
  { synthetic, title }: Pick<Dataset, "synthetic" | "title">,
  chosen: readonly Chosen[],
  absent: readonly string[],
): void {
  if (!record) return;
  if (synthetic && chosen.some(usesDataset)) {
    throw new Error(
      `Expected CIFAR-10 for --record, but received ${title}. Name the archive in CIFAR10_ARCHIVE, or leave ` +
        "--record out.",
    );
  }
  const other = chosen.find(({ study, methods }) => methods !== study.methods);
  if (other !== undefined) {
    throw new Error(
      `Expected the methods ${other.study.methods.map(({ method }) => method).join(", ")} for --record of ` +
        `${other.study.name}, but received ${other.methods.map(({ method }) => method).join(", ")}. ` +
        "Leave --methods out, or leave --record out.",
    );
  }
  const wanting = chosen.filter((one) => needs(one, absent)).map(({ study }) => study.name);
  if (wanting.length === 0) return;
  throw new Error(
    `Expected the authors' weights for --record of ${wanting.join(", ")}, but they cannot be had. ` +
      "Name them in REPORT_WEIGHTS, or leave --record out.",
  );
}

/**
 * The held-out photographs where a chosen study measures them; without BSDS500_IMAGES a line says that they are left out. Throws
 * where they are to be recorded, where its methods fill nothing else, or where it names nothing usable.
 */
export async function wholePhotographsFor(
  chosen: readonly Chosen[],
  { record }: MeasureOptions,
): Promise<MeasureContext["wholePhotographs"]> {
  const asking = chosen.filter(({ study }) => study.wholePhotographs);
  if (asking.length === 0) return undefined;
  const needed = asking.some(({ methods }) => methods.every(({ method }) => onlyPhotographs.includes(method)));
  if (record || needed || process.env.BSDS500_IMAGES) return openWholePhotographs();
  const names = asking.map(nameOf).join(", ");
  console.log(`  ${names}: photographs are left out, since BSDS500_IMAGES is not set. ${fetchBsds500}`);
  return undefined;
}

/** Synthetic results keep to a folder of their own, and so do those of other methods than the studies' own. */
export function measureFolder({ synthetic }: Pick<Dataset, "synthetic">, chosen: readonly Chosen[]): string {
  const selection = chosen.some(({ study, methods }) => methods !== study.methods);
  const drawn = synthetic && chosen.some(usesDataset);
  return join(
    localRunsFolder,
    ["audit", ...(selection ? ["selection"] : []), ...(drawn ? ["synthetic"] : [])].join("-"),
  );
}

/** Whether the study looks at the data set: one on photographs does not. */
function usesDataset({ study }: Chosen): boolean {
  return study.photographs === undefined;
}

/** Loads what these studies need, and measures those that can be measured here. */
async function measureChosen(
  chosen: readonly Chosen[],
  options: MeasureOptions,
  photographs: MeasureContext["photographs"],
): Promise<number> {
  const engine = await startEngine({ purpose: "training" });
  checkNativeEngine(engine, "the studies take days", "runs/recorded/audit/");
  // Studies on photographs alone need no other images: nothing is fetched for them.
  const dataset = chosen.some(usesDataset) ? await loadDataset() : drawDeadLeaves({ trainCount: 10, testCount: 1 });
  const absent = await absentMethods(chosen);
  checkRecord(options, dataset, chosen, absent);
  const wholePhotographs = await wholePhotographsFor(chosen, options);
  const possible = chosen.filter((one) => !needs(one, absent));
  for (const one of chosen)
    if (needs(one, absent)) console.log(`  ${one.study.name}: left out. ${reportWeightsAbsent}`);
  const given = { dataset, wholePhotographs, photographs, environment: describeEnvironment(engine) };
  return withRunLock(measureFolder(dataset, possible), () => measureAll(possible, options, given), {
    otherwise: "all studies go to one folder",
  });
}

async function measureAll(
  chosen: readonly Chosen[],
  options: MeasureOptions,
  given: Pick<MeasureContext, "dataset" | "wholePhotographs" | "photographs" | "environment">,
): Promise<number> {
  const folder = measureFolder(given.dataset, chosen);
  const started = performance.now();
  const line = progressLine({ everySeconds: logSeconds });
  const interrupt = watchInterrupt();
  const context: MeasureContext = {
    ...given,
    folder,
    resume: options.resume === true,
    shouldStop: () => interrupt.requested,
    progress: async (text) => {
      line.show(text);
      await new Promise(setImmediate);
      if (interrupt.requested) throw new MeasurementStopped(`Stopped at ${text}.`);
    },
  };
  try {
    for (const { study, methods } of chosen) {
      const code = recordCode({ study, methods });
      const { skipped, seconds } = await runStudy(study, methods, context, ensureExperiment, code);
      line.show(`  ${study.name}: ${skipped ? "up to date" : `${seconds.toFixed(1)} s`}`);
      line.end();
      showTable(study.name as StudyName, folder);
    }
    // Pictures show the studies' own methods.
    await writePictureFigures(chosen.filter(({ study, methods }) => methods === study.methods).map(nameOf), context);
  } catch (error) {
    if (!(error instanceof MeasurementStopped || error instanceof TrainingInterrupted)) throw error;
    line.end();
    console.error(`Interrupted; what is done is saved. To go on: ${resumeCommand(options)}`);
    return 130;
  } finally {
    line.end();
    interrupt.dispose();
  }
  if (options.record) await record(chosen, context);
  const minutes = ((performance.now() - started) / 60_000).toFixed(1);
  console.log(
    `${chosen.length} ${chosen.length === 1 ? "study" : "studies"} in ${minutes} minutes: ` +
      `${relative(projectRoot, folder)}${options.record ? `, copied to ${relative(projectRoot, recordedAuditFolder)}` : ""}.`,
  );
  return 0;
}

/** The functions that a study's record depends on: its own, and those that decode the photographs that it is given. */
export function recordCode({ study, methods }: Chosen): object[] {
  return [
    ...studyCode(study, methods),
    ...(study.photographs === undefined ? [] : [openPhotographs]),
    ...(study.wholePhotographs ? [openWholePhotographs] : []),
  ];
}

/** What a study's record shows in the terminal, where it has a table. */
function showTable<Name extends StudyName>(name: Name, folder: string): void {
  const table = studyTables[name];
  if (table !== undefined) console.log(`\n${table(readStudyRecord(folder, name).values)}\n`);
}

function nameOf({ study }: Chosen): string {
  return study.name;
}

/** "npm run measure -- paint --methods a,b --resume" */
function resumeCommand({ names = [], methods, record: recorded }: MeasureOptions): string {
  return typedCommand("measure", { methods, resume: true, record: recorded }, names.join(","));
}

async function record(chosen: readonly Chosen[], context: MeasureContext): Promise<void> {
  const experiments = new Set(chosen.flatMap(({ study, methods }) => experimentsOf(study, methods)));
  for (const name of experiments) {
    const config = planOf(name, await dataOf(name, context));
    const run = join(localRunsFolder, config.id);
    await withRunLock(run, () => recordRun(run, config));
    await enterMeasurements(trainingMeasurements(config.id));
  }
  await enterMeasurements(chosen.flatMap((one) => measurementsOf(one, context.dataset)));
  await copyRecords(context.folder, recordedAuditFolder, chosen.map(nameOf));
  const own = figuresOf(chosen);
  await copyFigures(join(context.folder, "figures"), figuresFolder, { except: (name) => !own.includes(name) });
}

/** The figures of these studies: others in their folder are of studies that were measured before and are not recorded now. */
export function figuresOf(chosen: readonly Chosen[]): string[] {
  return chosen.flatMap(({ study }) => [...(study.figures ?? []), ...pictureFiguresOf(study.name)]);
}

/** What is entered in the ledger of test sets: the networks that the study measures. Its trainings must be recorded by then. */
export function measurementsOf({ study, methods }: Chosen, dataset: Dataset): TestSetMeasurement[] {
  if (study.heldOut) return [];
  const how = { testSet: dataset.title, by: `measure ${study.name}` };
  const trained = experimentsOf(study, methods);
  const names = methods.map(({ method }) => method).filter((name) => !trained.includes(name));
  return [
    ...methodMeasurements([...new Set(names)], how),
    ...trained.map((name) => runMeasurement(planOf(name, dataset).id, how)),
  ];
}
