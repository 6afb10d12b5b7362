// One study from its name to its record: its experiments trained first, its methods loaded, measured, written; skipped while
// all that it depends on is unchanged.
import { join } from "node:path";
import type { Photographs } from "../../datasets/photographs";
import { pictureCrops } from "../../datasets/pictureCrops";
import { isPhotographs, type ExperimentData } from "../../experiments/experimentData";
import {
  studySeed,
  type Measured,
  type NamedMethod,
  type Study,
  type StudyContext,
  type TrainingLog,
} from "../../studies/study";
import type { StudyInput, StudyRecord } from "../../studies/records";
import { maskFunctions } from "../../masks/named";
import { reportMaskPlans } from "../../masks/plan";
import { methodNamed } from "../../methods";
import { inputFile } from "../files/inputFile";
import { SetLoss } from "../engine/setLoss";
import { methodCode } from "../methods/methodCode";
import { codeRoot } from "../paths";
import { hashOf } from "../store/hashOf";
import { importClosure } from "../store/importClosure";
import { readLog } from "../store/runTables";
import { runStage, type StageOutcome } from "../store/stage";
import { dataFor, type MeasureContext } from "./context";
import { keptParts } from "./keptParts";
import { recordedRunOf, type EnsureExperiment } from "./experimentRuns";
import { filesOfMethod } from "../methods/filesOfMethod";
import { loadStudyMethod, type LoadedStudyMethod } from "./methods";
import { recordPath, writeStudyRecord } from "./record";
import { findRecordedRuns, openRuns, pictureClassifier, type OpenRuns, type RecordedRuns } from "./recordedRuns";
import { figureFiles, writeStudyFigures } from "./studyFigures";

/** A study with the methods that it measures and the runs that were trained for it. */
export interface StudyPlan {
  readonly study: Study;
  readonly methods: readonly NamedMethod[];
  /** Where the run of each experiment lies, by its name. */
  readonly runs: { readonly [experiment: string]: string };
  /** The recorded runs of a study that asks for some; default null. */
  readonly recorded?: RecordedRuns | null;
  /** Of a study that asks for photographs. */
  readonly photographs?: Photographs;
}

/**
 * Makes the study's record unless it stands; `code`: the functions that its key follows. Throws MeasurementStopped where it was
 * interrupted.
 */
export async function runStudy(
  study: Study,
  methods: readonly NamedMethod[],
  context: MeasureContext,
  ensureExperiment: EnsureExperiment,
  code: readonly object[] = studyCode(study, methods),
): Promise<StageOutcome> {
  const { dataset, wholePhotographs, folder, resume, environment } = context;
  const data = await dataFor(study.photographs, context);
  const runs: { [experiment: string]: string } = {};
  for (const experiment of experimentsOf(study, methods))
    runs[experiment] = await ensureExperiment(experiment, context);
  const recorded = findRecordedRuns(study, dataset);
  for (const { run, command } of recorded?.missing ?? [])
    console.log(`  ${study.name}: without ${run}, which is not recorded. To record it: ${command}`);
  const plan = { study, methods, runs, recorded, ...(isPhotographs(data) && { photographs: data }) };
  const inputs = inputsOf(plan);
  const key = studyKey(plan, inputs, { data, wholePhotographs, environment }, code);
  const parts = keptParts(folder, study.name, key);
  const work = async (): Promise<void> => {
    const started = performance.now();
    if (!resume) await parts.clear();
    const measured = await measureStudy(plan, { ...context, keep: parts.keep });
    const record: StudyRecord = {
      name: study.name,
      command: commandOf(plan),
      dataset: data.title,
      synthetic: data.synthetic,
      seed: studySeed,
      images: measured.images,
      seconds: Math.round(10 * (parts.keptSeconds() + (performance.now() - started) / 1000)) / 10,
      inputs,
      values: measured.values,
    };
    await writeStudyRecord(folder, record);
    await writeStudyFigures(measured, record, folder);
    await parts.clear();
  };
  return runStage({
    name: study.name,
    folder,
    work,
    key,
    results: [recordPath(folder, study.name), ...figureFiles(study, folder)],
    again: !resume,
  });
}

/** Loads the methods, measures, and frees them, whatever happened. */
export async function measureStudy(
  { study, methods, runs, recorded = null, photographs }: StudyPlan,
  {
    dataset,
    wholePhotographs,
    progress,
    keep,
  }: Pick<MeasureContext, "dataset" | "wholePhotographs" | "progress"> & Pick<StudyContext, "keep">,
): Promise<Measured<unknown>> {
  const loaded: { [key: string]: LoadedStudyMethod } = {};
  let opened: OpenRuns | null = null;
  try {
    // Windows over whole photographs differ in size: each size would have a graph of its own, recorded twice and kept.
    const tracing = study.wholePhotographs ? "many" : "always";
    for (const { key, method } of methods) loaded[key] = await loadStudyMethod(method, runs[method], tracing);
    const logs: { [run: string]: TrainingLog } = {};
    for (const experiment of logsOf(study)) logs[experiment] = readTraining(runs[experiment]);
    if (recorded !== null) {
      for (const run of recorded.present) {
        const folder = join(recorded.folder, run);
        loaded[run] = await loadStudyMethod(run, folder);
        logs[run] = readTraining(folder);
      }
      opened = await openRuns(recorded);
    }
    return await study.measure({
      dataset,
      photographs,
      methods: loaded,
      trainings: logs,
      progress,
      keep,
      ...(opened !== null && { runs: opened }),
      ...(study.wholePhotographs && { wholePhotographs }),
    });
  } finally {
    for (const method of Object.values(loaded)) method.dispose();
    opened?.dispose();
  }
}

/**
 * The methods of these names under their own names; the study's own where none is named, or just those. Throws on an unknown
 * name, and where the study measures a training or its own networks alone.
 */
export function chooseStudyMethods(study: Study, names: readonly string[] | undefined): readonly NamedMethod[] {
  if (names === undefined || names.join() === study.methods.map(({ method }) => method).join()) return study.methods;
  if (study.methods.length === 0 || study.onlyOwnMethods) {
    const measured = study.methods.length === 0 ? "a training" : "networks that are trained for it";
    throw new Error(
      `Expected no --methods with ${study.name}, which measures ${measured}, but received ${names.join(", ")}. ` +
        "Leave --methods out.",
    );
  }
  return [...new Set(names)].map((name) => ({ key: name, method: methodNamed(name).name }));
}

/** The experiments whose logs the study reads: those whose networks it does not measure. */
function logsOf({ experiments = [], methods }: Study): string[] {
  return experiments.filter((experiment) => !methods.some(({ method }) => method === experiment));
}

/** The experiments to train for these methods. */
export function experimentsOf(study: Study, methods: readonly NamedMethod[]): string[] {
  const { experiments = [] } = study;
  const logs = logsOf(study);
  return experiments.filter((name) => logs.includes(name) || methods.some(({ method }) => method === name));
}

function readTraining(folder: string): TrainingLog {
  const log = readLog(folder);
  return {
    log,
    testLosses: log.flatMap(({ measured }) => (measured?.testLoss === undefined ? [] : [measured.testLoss])),
  };
}

/** The files that the figures rest on, by the places that they have, or get with --record, among the committed ones. */
export function inputsOf({ study, methods, runs, recorded = null }: StudyPlan): StudyInput[] {
  const ofRun = (experiment: string, file: string): StudyInput =>
    inputFile(`${recordedRunOf(experiment)}/${file}`, join(runs[experiment], file));
  const ofMethod = (name: string): StudyInput[] =>
    Object.hasOwn(runs, name) ? [ofRun(name, "model/weights.bin")] : filesOfMethod(name).map((file) => inputFile(file));
  const ofLog = (experiment: string): StudyInput => ofRun(experiment, "log.csv");
  return [
    ...methods.flatMap(({ method }) => ofMethod(method)),
    ...logsOf(study).map(ofLog),
    ...(recorded === null ? [] : inputsOfRecorded(recorded)),
  ];
}

function inputsOfRecorded({ present, missing, folder }: RecordedRuns): StudyInput[] {
  const files = present.flatMap((run) => [`${run}/model/weights.bin`, `${run}/log.csv`]);
  const classifier = missing.some(({ run }) => run === pictureClassifier)
    ? []
    : [`${pictureClassifier}/model/weights.bin`];
  return [...files, ...classifier].map((file) => inputFile(`runs/recorded/${file}`, join(folder, file)));
}

/**
 * A hash of all that a record depends on: the study's own file with what it imports, its methods (their code, with the weights'
 * SHA-256 among the inputs), the data, the machine. Another study, a chart or a line in a table is no part of it.
 */
function studyKey(
  { study, methods }: StudyPlan,
  inputs: readonly StudyInput[],
  {
    data,
    wholePhotographs,
    environment,
  }: Pick<MeasureContext, "wholePhotographs" | "environment"> & { readonly data: Pick<ExperimentData, "fingerprint"> },
  code: readonly object[] = studyCode(study, methods),
): string {
  const measured = study.wholePhotographs && wholePhotographs ? [data, wholePhotographs] : [data];
  const fingerprints = measured.map(({ fingerprint }) => fingerprint);
  return hashOf({
    settings: { value: { study: study.name, methods, inputs, data: fingerprints, environment } },
    code: { files: importClosure(code), root: codeRoot },
  });
}

/** The functions whose files, and what those import, decide what a study measures. */
export function studyCode(study: Study, methods: readonly NamedMethod[]): object[] {
  const families = [...Object.values(reportMaskPlans).map(({ family }) => family), ...(study.families ?? [])];
  const masks = families.flatMap(maskFunctions);
  const crops = study.photographs === undefined ? [] : [pictureCrops];
  return [study, measureStudy, SetLoss, ...masks, ...crops, ...methods.flatMap(({ method }) => methodCode(method))];
}

/** The command that makes the record again: only those of the study's own methods are recorded. */
function commandOf({ study, methods }: StudyPlan): string {
  const own = methods === study.methods;
  return `npm run measure -- ${study.name} ${own ? "--record" : `--methods ${methods.map(({ method }) => method).join(",")}`}`;
}
