// npm run reproduce: trains the report's experiment, measures the run, executes copies of the notebooks, which export the report's
// figures, builds the report, and ends with a summary. Every stage is skipped while what it depends on is unchanged. Everything goes to
// runs/local/<id>/.
import { cpSync, mkdirSync, readdirSync, renameSync } from "node:fs";
import { basename, join, relative } from "node:path";
import { sentenceOf } from "../files/safeWrite";
import type { Dataset } from "../../datasets/dataset";
import { planRun, type RunConfig } from "../../experiments/plan";
import { reportFixed } from "../../experiments/reportFixed";
import { reportFresh } from "../../experiments/reportFresh";
import { enterMeasurements } from "../benchmarks/testSetLedger";
import { trainingMeasurements } from "../benchmarks/testSetMeasurements";
import { trainsInBfloat16 } from "../engine/processor";
import { startEngine, type Engine } from "../engine/startEngine";
import { ensureTrained, TrainingInterrupted } from "../experiments/ensureTrained";
import { evaluateRun, readRunMetrics } from "../experiments/evaluateRun";
import { trainingKey } from "../experiments/trainingKey";
import { copyFigures } from "../figures/writeFigure";
import { projectPath } from "../files/inputFile";
import { loadDataset } from "../files/loadDataset";
import { watchInterrupt } from "../jupyter/interrupt";
import { figuresFolder, localRunsFolder, notebooksFolder, projectRoot } from "../paths";
import { buildReport } from "../typeset/buildReport";
import { runReport } from "../typeset/runReport";
import { hasUnfinishedRun } from "../store/checkpoint";
import { hashOf } from "../store/hashOf";
import { checkRecordable, recordRun } from "../store/promote";
import { withRunLock } from "../store/runLock";
import { describeEnvironment, shownRun, type RunEnvironment } from "../store/runRecord";
import { readTiming } from "../store/runTables";
import { runStage, type StageOutcome } from "../store/stage";
import { executeNotebook } from "../jupyter/executeNotebook";
import { exportedFigures } from "../jupyter/exportedFigures";
import { figureExports } from "../jupyter/runningCell";
import { chooseNotebooks } from "../jupyter/chooseNotebooks";
import { writeNotebookPage } from "../jupyter/notebookPage";
import { summaryOf } from "./reproduceSummary";
import { typedCommand, type CommandOptions } from "./typed";

/** What `npm run reproduce` takes. */
export type ReproduceOptions = CommandOptions<"reproduce">;

/** The run for these options: the report's experiment. `tiny` where only the JavaScript engine is there. */
export function planReport(options: ReproduceOptions, dataset: Dataset, tiny = false): RunConfig {
  const { masks = "fixed", epochs, seed, bfloat16, quick, update } = options;
  return planRun(masks === "fixed" ? reportFixed : reportFresh, dataset, {
    seed,
    bfloat16,
    settings: epochs === undefined ? {} : { epochs },
    size: tiny ? "tiny" : quick ? "quick" : undefined,
    exactEpochs: update,
  });
}

/** The whole command; resolves to the exit code. */
export async function reproduce(options: ReproduceOptions): Promise<number> {
  const started = performance.now();
  try {
    const dataset = await loadDataset();
    const engine = await startEngine({ purpose: "training" });
    const config = planReport(
      { ...options, bfloat16: trainsInBfloat16(options.bfloat16, engine) },
      dataset,
      !engine.native,
    );
    if (options.update) checkRecordable(config, engine);
    const folder = join(localRunsFolder, config.id);
    await withRunLock(folder, () => reproduceIn(folder, options, config, dataset, engine, started));
    return 0;
  } catch (error) {
    console.error(sentenceOf(error));
    if (!(error instanceof TrainingInterrupted)) return 1;
    console.error(`To go on: ${typedCommand("reproduce", { ...options, resume: true })}`);
    return 130;
  }
}

/** Everything for the run in `folder`; `started`: when the command did, by performance.now(). */
async function reproduceIn(
  folder: string,
  options: ReproduceOptions,
  config: RunConfig,
  dataset: Dataset,
  engine: Engine,
  started: number,
): Promise<void> {
  console.log(
    `Run ${config.id}: ${config.dataset}, ${config.trainImages.toLocaleString("en")} training images, ` +
      `at most ${config.epochs} epochs${config.patience === null ? " (exactly)" : ""}. ` +
      `Everything goes to ${relative(projectRoot, folder)}.`,
  );
  const outcomes: StageOutcome[] = [];
  const add = (outcome: StageOutcome): void => {
    outcomes.push(outcome);
    console.log(
      outcome.skipped ? `  ${outcome.name}: up to date` : `  ${outcome.name}: ${outcome.seconds.toFixed(1)} s`,
    );
  };
  const stage = async (
    name: string,
    key: string,
    results: readonly string[],
    work: () => Promise<void>,
  ): Promise<void> => add(await runStage({ name, folder, key, results, work }));
  const environment = describeEnvironment(engine);
  add(await train(options, folder, config, dataset, environment));
  const runKey = hashOf({
    training: { value: trainingKey(config, environment) },
    run: { files: [join(folder, "log.csv"), join(folder, "model")] },
    code: { files: [join(projectRoot, "dist")] },
  });
  await stage(
    "measuring",
    runKey,
    [join(folder, "metrics.json")],
    async () => void (await evaluateRun(folder, config, dataset)),
  );
  await runNotebooks(folder, options, config, runKey, stage, engine.native);
  await runReport(folder, runKey, stage);
  const updated = options.update ? await update(folder, config) : null;
  const metrics = readRunMetrics(folder);
  console.log(
    summaryOf({
      config,
      metrics,
      timing: readTiming(folder),
      outcomes,
      folder: relative(projectRoot, folder),
      updated,
      seconds: (performance.now() - started) / 1000,
    }),
  );
  if (options.update && config.id === shownRun) {
    console.log(`The report: ${(await buildReport()).files.map((file) => relative(projectRoot, file)).join(", ")}.`);
  }
}

async function train(
  options: ReproduceOptions,
  folder: string,
  config: RunConfig,
  dataset: Dataset,
  environment: RunEnvironment,
): Promise<StageOutcome> {
  const interrupt = watchInterrupt();
  if (options.resume && !hasUnfinishedRun(folder)) console.log("  There is no unfinished run to go on with.");
  try {
    const { part, ...outcome } = await ensureTrained({
      config,
      dataset,
      folder,
      environment,
      resume: options.resume === true,
      shouldStop: () => interrupt.requested,
    });
    if (part?.outcome === "stoppedEarly") {
      console.log(`  Early stopping after ${part.epochs} epochs; the best weights were restored.`);
    }
    return outcome;
  } finally {
    interrupt.dispose();
  }
}

type RunStage = (name: string, key: string, results: readonly string[], work: () => Promise<void>) => Promise<void>;

async function runNotebooks(
  folder: string,
  options: ReproduceOptions,
  config: RunConfig,
  runKey: string,
  stage: RunStage,
  native: boolean,
): Promise<void> {
  const target = join(folder, "notebooks");
  const html = join(folder, "html");
  mkdirSync(target, { recursive: true });
  const { executed, leftOut } = chooseNotebooks(readdirSync(notebooksFolder), native);
  for (const file of leftOut) console.log(`  ${basename(file, ".ipynb")}: left out, it looks inside the native engine`);
  for (const file of executed) {
    const name = basename(file, ".ipynb");
    const page = join(html, `${name}.html`);
    const key = hashOf({ run: { value: runKey }, notebook: { files: [file], root: notebooksFolder } });
    const copy = join(target, file);
    const committed = join(notebooksFolder, file);
    const exported = figureExports(committed).filter(({ figure }) => exportedFigures.has(figure));
    const figures = exported.flatMap(({ figure }) => [`${figure}.svg`, `${figure}.png`]);
    await stage(name, key, [page, copy, ...figures.map((figure) => join(folder, "figures", figure))], async () => {
      const draft = join(target, `${name}.draft.ipynb`);
      cpSync(committed, draft);
      const env = {
        LAB_RUN: folder,
        // For the figures that the notebook exports: what makes them again, and which notebook this is a copy of.
        LAB_COMMAND: typedCommand("reproduce", options),
        JPY_SESSION_NAME: committed,
        TF_CPP_MIN_LOG_LEVEL: "2",
        ...(config.quick ? { LAB_QUICK: "1" } : {}),
      };
      const { error } = await executeNotebook(draft, { inPlace: true, env });
      if (error !== null)
        throw new Error(`Expected ${file} to run to its end, but a cell failed; the rest is kept.\n${error}`);
      renameSync(draft, copy);
      await writeNotebookPage(copy, html);
    });
  }
}

/** Copies the run's record and, of the run that is shown, figures and executed notebooks; resolves to what was rewritten. */
async function update(folder: string, config: RunConfig): Promise<string> {
  const recorded = await recordRun(folder, config);
  await enterMeasurements(trainingMeasurements(config.id));
  if (config.id !== shownRun) return relative(projectRoot, recorded);
  const local = projectPath(folder);
  const moved = projectPath(recorded);
  await copyFigures(join(folder, "figures"), figuresFolder, {
    movedTo: (file) => (file.startsWith(`${local}/`) ? moved + file.slice(local.length) : file),
  });
  for (const file of chooseNotebooks(readdirSync(join(folder, "notebooks")), true).executed) {
    cpSync(join(folder, "notebooks", file), join(notebooksFolder, file));
  }
  return `${relative(projectRoot, recorded)}, the committed notebooks and figures/`;
}
