// npm run reproduce: trains the report's network, measures and draws the run, executes copies of the notebooks, and ends
// with a summary. Every stage is skipped while what it depends on is unchanged. Everything goes to runs/local/<id>/.
import { cpSync, mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { basename, join, relative } from "node:path";
import type { Dataset } from "../../datasets/dataset";
import { trainsInBfloat16 } from "../engine/processor";
import { startEngine } from "../engine/startEngine";
import { copyFigures } from "../figures/writeFigure";
import { projectPath } from "../files/inputFile";
import { loadDataset } from "../files/loadDataset";
import { watchInterrupt } from "../notebook/interrupt";
import { cacheFolder, figuresFolder, localRunsFolder, notebooksFolder, projectRoot, recordedRunsFolder } from "../paths";
import { runProgram } from "../engine/runProgram";
import { hasUnfinishedRun } from "../store/checkpoint";
import { evaluateRun, type RunMetrics } from "../experiments/evaluateRun";
import { writeRunFigures } from "../experiments/runFigures";
import { checkUpdate, planRun, type ReproduceOptions } from "../experiments/runPlan";
import { buildReport } from "../report/buildReport";
import { runReport } from "../report/runReport";
import { describeEnvironment, readJson, readTiming, type RunConfig, shownRun } from "../store/runRecord";
import { replaceRun } from "../store/replaceRun";
import { setEarlierAside } from "../store/setEarlierAside";
import { hashOf } from "../store/hashOf";
import { runStage, type StageOutcome } from "../store/stage";
import { trainingCode } from "../experiments/trainingCode";
import { trainingProgress } from "../experiments/trainingProgress";
import { trainRun } from "../experiments/trainRun";
import { executeNotebook, jupyterEnvironment, jupyterPython } from "./jupyter";
import { chooseNotebooks } from "./notebookList";
import { summaryOf } from "./reproduceSummary";
import { typedCommand } from "./typed";

/** Ends the command with one sentence and the exit code of an interrupted program. */
class Interrupted extends Error {}

/** The whole command; resolves to the exit code. */
export async function reproduce(options: ReproduceOptions): Promise<number> {
  const started = performance.now();
  try {
    const dataset = await loadDataset();
    const engine = await startEngine({ purpose: "training" });
    const config = planRun({ ...options, bfloat16: trainsInBfloat16(options.bfloat16, engine) }, dataset, !engine.native);
    checkUpdate(options, config);
    const folder = join(localRunsFolder, config.id);
    console.log(`Run ${config.id}: ${config.dataset}, ${config.trainImages.toLocaleString("en")} training images, ` +
      `at most ${config.epochs} epochs${config.patience === null ? " (exactly)" : ""}. ` +
      `Everything goes to ${relative(projectRoot, folder)}.`);
    const outcomes: StageOutcome[] = [];
    const stage = async (name: string, key: string, results: readonly string[], work: () => Promise<void>): Promise<void> => {
      const outcome = await runStage({ name, folder, key, results, work });
      outcomes.push(outcome);
      console.log(outcome.skipped ? `  ${name}: up to date` : `  ${name}: ${outcome.seconds.toFixed(1)} s`);
    };
    const environment = describeEnvironment(engine);
    const trainKey = hashOf({ settings: { value: { config, environment } }, code: { files: trainingCode } });
    await stage("training", trainKey, [join(folder, "model", "model.json")],
      () => train(options, folder, config, dataset, environment));
    const runKey = hashOf({
      training: { value: trainKey },
      run: { files: ["log.csv", "model"], root: folder },
      code: { files: [join(projectRoot, "dist")] },
    });
    await stage("measuring", runKey, [join(folder, "metrics.json")],
      async () => void (await evaluateRun(folder, config, dataset)));
    const figures = join(folder, "figures");
    await stage("figures", runKey, [join(figures, "manifest.json")], async () => {
      rmSync(figures, { recursive: true, force: true });
      await writeRunFigures(folder, config, dataset, figures, typedCommand("reproduce", options));
    });
    await runNotebooks(folder, config, runKey, stage, engine.native);
    await runReport(folder, runKey, stage);
    const updated = options.update ? await update(folder, config) : null;
    const metrics = readJson<RunMetrics>(join(folder, "metrics.json"));
    console.log(summaryOf({ config, metrics, timing: readTiming(folder), outcomes, folder: relative(projectRoot, folder),
      updated, seconds: (performance.now() - started) / 1000 }));
    if (options.update && config.id === shownRun) {
      console.log(`The report: ${(await buildReport()).files.map((file) => relative(projectRoot, file)).join(", ")}.`);
    }
    return 0;
  } catch (error) {
    console.error((error as Error).message);
    return error instanceof Interrupted ? 130 : 1;
  }
}

async function train(options: ReproduceOptions, folder: string, config: RunConfig, dataset: Dataset,
  environment: ReturnType<typeof describeEnvironment>): Promise<void> {
  const unfinished = hasUnfinishedRun(folder);
  if (!(options.resume && unfinished)) setEarlierAside(folder, unfinished);
  if (options.resume && unfinished) console.log(`  Going on with the unfinished run in ${relative(projectRoot, folder)}.`);
  else if (options.resume) console.log("  There is no unfinished run to go on with: starting anew.");
  const progress = trainingProgress(config), interrupt = watchInterrupt();
  try {
    const { outcome, log } = await trainRun({
      folder, config, dataset, environment, shouldStop: () => interrupt.requested, onStep: progress.onStep,
      onEpoch: progress.onEpoch,
    });
    progress.end();
    if (outcome === "interrupted") {
      throw new Interrupted(`Interrupted after ${log.length} of ${config.epochs} epochs; everything so far is kept. ` +
        `To go on: ${typedCommand("reproduce", { ...options, resume: true })}`);
    }
    if (outcome === "stoppedEarly") console.log(`  Early stopping after ${log.length} epochs; the best weights were restored.`);
  } finally {
    progress.end();
    interrupt.dispose();
  }
}

type RunStage = (name: string, key: string, results: readonly string[], work: () => Promise<void>) => Promise<void>;

async function runNotebooks(folder: string, config: RunConfig, runKey: string, stage: RunStage, native: boolean): Promise<void> {
  const target = join(folder, "notebooks"), html = join(folder, "html");
  mkdirSync(target, { recursive: true });
  const { executed, leftOut } = chooseNotebooks(readdirSync(notebooksFolder), native);
  for (const file of leftOut) console.log(`  ${basename(file, ".ipynb")}: left out, it looks inside the native engine`);
  for (const file of executed) {
    const name = basename(file, ".ipynb"), page = join(html, `${name}.html`);
    const key = hashOf({ run: { value: runKey }, notebook: { files: [file], root: notebooksFolder } });
    await stage(name, key, [page], async () => {
      const draft = join(target, `${name}.draft.ipynb`), copy = join(target, file);
      cpSync(join(notebooksFolder, file), draft);
      const env = { LAB_RUN: folder, TF_CPP_MIN_LOG_LEVEL: "2", ...(config.quick ? { LAB_QUICK: "1" } : {}) };
      const { error } = await executeNotebook(draft, { inPlace: true, env });
      if (error !== null) throw new Error(`Expected ${file} to run to its end, but a cell failed; the rest is kept.\n${error}`);
      renameSync(draft, copy);
      await writeHtml(copy, html);
    });
  }
}

async function writeHtml(notebook: string, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const args = ["-m", "nbconvert", "--to", "html", "--log-level", "WARN", "--output-dir", folder, notebook];
  const { code, output } = await runProgram(jupyterPython, args, {
    env: jupyterEnvironment(), cwd: projectRoot, timeoutSeconds: 300, log: join(cacheFolder, "logs", "html.log"),
  });
  if (code !== 0) {
    throw new Error(`Expected nbconvert to write ${basename(notebook)} as HTML, but it failed: ` +
      `${output.trim().split("\n").pop()}`);
  }
}

/** Copies the run's record and, of the run that is shown, figures and executed notebooks; resolves to what was rewritten. */
async function update(folder: string, config: RunConfig): Promise<string> {
  const recorded = join(recordedRunsFolder, config.id);
  replaceRun(folder, recorded, ["config.json", "environment.json", "log.csv", "timing.csv", "metrics.json", "model"]);
  if (config.id !== shownRun) return relative(projectRoot, recorded);
  const local = projectPath(folder), moved = projectPath(recorded);
  await copyFigures(join(folder, "figures"), figuresFolder,
    (file) => (file.startsWith(`${local}/`) ? moved + file.slice(local.length) : file));
  for (const file of chooseNotebooks(readdirSync(join(folder, "notebooks")), true).executed) {
    cpSync(join(folder, "notebooks", file), join(notebooksFolder, file));
  }
  return `${relative(projectRoot, recorded)}, the committed notebooks and figures/`;
}

if (require.main === module) {
  void reproduce(JSON.parse(process.argv[2] ?? "{}") as ReproduceOptions).then((code) => process.exit(code));
}
