// A run on disk: config.json (what was asked), environment.json (what it ran on), log.csv (epoch,loss,valLoss: the same
// for the same seed and machine), timing.csv (seconds and images per second, which are not), metrics.json and model/.
import { existsSync, readFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { join } from "node:path";
import * as tf from "@tensorflow/tfjs";
import type { MaskSetting } from "../../masks/schedule";
import type { LogRow } from "../../training/state";
import { writeFileSafely } from "../files/safeWrite";
import { recordedRunsFolder } from "../paths";
import type { ConvolutionPrecision } from "../tracedGraph/savedModel";

export interface RunConfig {
  readonly id: string;
  readonly network: "report";
  readonly dataset: string;
  /** Drawn data, or a part of the real data: numbers that are not the report's experiment. */
  readonly synthetic: boolean;
  readonly quick: boolean;
  readonly datasetSha256: string;
  readonly masks: MaskSetting;
  readonly seed: number;
  readonly trainImages: number;
  readonly validationImages: number;
  readonly epochs: number;
  /** Epochs without a lower validation loss before stopping; null: exactly `epochs`. */
  readonly patience: number | null;
  readonly batchSize: number;
  /** The numbers that convolutions compute with, and what lies between them; parameters and everything else are float32. */
  readonly convolutions: ConvolutionPrecision;
}

export interface TimingRow {
  readonly epoch: number;
  readonly seconds: number;
  readonly imagesPerSecond: number;
}

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

/** The machine and versions a run used, without names or paths of it. */
export function describeEnvironment(engine: { backend: string; tensorflowVersion: string | null }): RunEnvironment {
  return {
    node: process.version, tfjs: tf.version_core, backend: engine.backend, tensorflow: engine.tensorflowVersion,
    platform: `${process.platform}-${process.arch}`, processor: cpus()[0]?.model.trim() ?? "unknown", cores: cpus().length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
  };
}

export async function writeJson(path: string, value: unknown): Promise<void> {
  await writeFileSafely(path, JSON.stringify(value, null, 2) + "\n");
}

/** The file's value; `madeBy`: the command that makes it again. Throws a sentence where it is missing or damaged. */
export function readJson<T>(path: string, madeBy: string = "npm run reproduce"): T {
  try {
    return JSON.parse(readFileSync(path, "utf8")) as T;
  } catch {
    throw new Error(`Expected a JSON file of a run, but ${path} is missing or damaged. Make it again: ${madeBy}.`);
  }
}

const logHeader = "epoch,loss,valLoss", timingHeader = "epoch,seconds,imagesPerSecond";

export async function writeLog(folder: string, rows: readonly LogRow[]): Promise<void> {
  await writeTable(join(folder, "log.csv"), logHeader, rows.map(({ epoch, loss, valLoss }) => [epoch, loss, valLoss]));
}

export async function writeTiming(folder: string, rows: readonly TimingRow[]): Promise<void> {
  const cells = rows.map(({ epoch, seconds, imagesPerSecond }) => [epoch, seconds.toFixed(1), imagesPerSecond.toFixed(0)]);
  await writeTable(join(folder, "timing.csv"), timingHeader, cells);
}

export function readLog(folder: string): LogRow[] {
  return readTable(join(folder, "log.csv"), logHeader).map(([epoch, loss, valLoss]) => ({ epoch, loss, valLoss }));
}

export function readTiming(folder: string): TimingRow[] {
  return readTable(join(folder, "timing.csv"),
    timingHeader).map(([epoch, seconds, imagesPerSecond]) => ({ epoch, seconds, imagesPerSecond }));
}

async function writeTable(path: string, header: string, rows: readonly (readonly (number | string)[])[]): Promise<void> {
  await writeFileSafely(path, [header, ...rows.map((row) => row.join(","))].join("\n") + "\n");
}

function readTable(path: string, header: string): number[][] {
  const [first, ...lines] = existsSync(path) ? readFileSync(path, "utf8").trim().split("\n") : [""];
  const rows = lines.map((line) => line.split(",").map(Number));
  if (first !== header || rows.some((row) => row.length !== 3 || row.some(Number.isNaN))) {
    throw new Error(`Expected a table "${header}", but ${path} is missing or damaged. Make the run again: npm run reproduce.`);
  }
  return rows;
}

/** The recorded run that notebooks, figures and the written report show. */
export const shownRun = "report-fixed-seed1";

/** The run that a notebook shows: the one it is executed for (LAB_RUN, set by `npm run reproduce`), else the recorded one. */
export function shownRunFolder(id: string = shownRun): string {
  return process.env.LAB_RUN || join(recordedRunsFolder, id);
}
