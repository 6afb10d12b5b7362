// A run on disk: config.json (what was asked), environment.json (what it ran on), log.csv and timing.csv (runTables.ts),
// metrics.json and model/.
import { existsSync, readdirSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { dirname, join } from "node:path";
import * as tf from "../../tensorflow";
import * as v from "valibot";
import { runConfigSchema, type RunConfig } from "../../experiments/plan";
import { checkJson } from "../files/jsonFile";
import { readRecordText, writeRecordFile, type RecordFileOptions } from "../files/recordSums";
import { recordedRunsFolder } from "../paths";
import { commandOf, wayOutOf } from "./madeBy";

export interface RunEnvironment {
  readonly node: string;
  readonly tfjs: string;
  readonly backend: string;
  readonly tensorflow: string | null;
  readonly platform: string;
  readonly processor: string;
  readonly cores: number;
  readonly memoryGb: number;
}

export const runEnvironmentSchema: v.GenericSchema<RunEnvironment> = v.looseObject({
  node: v.string(),
  tfjs: v.string(),
  backend: v.string(),
  tensorflow: v.nullable(v.string()),
  platform: v.string(),
  processor: v.string(),
  cores: v.number(),
  memoryGb: v.number(),
});

/** The machine and versions a run used, without names or paths of it. */
export function describeEnvironment(engine: { backend: string; tensorflowVersion: string | null }): RunEnvironment {
  return {
    node: process.version,
    tfjs: tf.version_core,
    backend: engine.backend,
    tensorflow: engine.tensorflowVersion,
    platform: `${process.platform}-${process.arch}`,
    processor: cpus()[0]?.model.trim() ?? "unknown",
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
  };
}

/**
 * Indented, with a line break at the end; an earlier file stays until the new one is whole. A folder's sha256sums.txt follows where
 * there is one, or where a record begins with this file.
 */
export async function writeJson(path: string, value: unknown, options: RecordFileOptions = {}): Promise<void> {
  await writeRecordFile(path, JSON.stringify(value, null, 2) + "\n", options);
}

/**
 * What the file holds, as it is, keys that the schema does not name included. Throws where it is missing, or damaged, or changed
 * since it was written, or does not fit the schema, naming the command that makes it: by default the one of the run in its folder.
 */
export function readJson<Type>(
  path: string,
  schema: v.GenericSchema<Type>,
  madeBy: string = commandOf(dirname(path)),
): Type {
  const wayOut = wayOutOf(path, madeBy);
  const text = readRecordText(path, wayOut) ?? "";
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Error(`Expected a record in JSON, but ${path} is missing or damaged. ${wayOut}`);
  }
  return checkJson(value, schema, path, wayOut);
}

/** The settings of the run in `folder`. Throws as readJson does. */
export function readRunConfig(folder: string): RunConfig {
  return readJson(join(folder, "config.json"), runConfigSchema);
}

/** The recorded run that notebooks, figures and the written report show. */
export const shownRun = "report-fixed-seed1";

/**
 * The folder of the run that a notebook shows: the one it is executed for (LAB_RUN, set by `npm run reproduce`), else the recorded
 * one. Throws, with the names there are, where no run of that name holds `file`.
 */
export function shownRunFolder(id: string = shownRun, file = "config.json"): string {
  if (process.env.LAB_RUN) return process.env.LAB_RUN;
  const folder = join(recordedRunsFolder, id);
  // Of the run that is always there, a missing file is damage: whoever reads it says how to restore it.
  if (id === shownRun || existsSync(join(folder, file))) return folder;
  const names = readdirSync(recordedRunsFolder).filter((name) => existsSync(join(recordedRunsFolder, name, file)));
  const what = file === "config.json" ? "a recorded run" : "a recorded run with its network";
  throw new Error(`Expected the name of ${what}, but received "${id}". Use one of ${names.sort().join(", ")}.`);
}
