// The tables of a run: log.csv (epoch, losses and what was measured: the same for the same seed and machine) and timing.csv
// (seconds and images per second, which are not). Columns go by the names in the first line: between loss and valLoss stand
// further losses of the training step, behind valLoss what was measured.
import { join } from "node:path";
import type { LogRow } from "../../training/state";
import { readRecordText, writeRecordFile } from "../files/recordSums";
import { commandOf, wayOutOf } from "./madeBy";

/** A row of log.csv; epochs and samples go on counting where a run started from an earlier one. */
export interface RunLogRow extends LogRow {
  /** Samples seen so far, where the table has them. */
  readonly samples?: number;
  /** What was measured after this epoch, by column; null where nothing was; absent where nothing ever is. */
  readonly measured?: { readonly [column: string]: number } | null;
}

/** A column of what is measured. */
export interface MeasuredColumn {
  readonly name: string;
  /** Digits behind the point; null: all. */
  readonly digits: number | null;
}

export interface TimingRow {
  readonly epoch: number;
  readonly seconds: number;
  readonly imagesPerSecond: number;
}

const logFile = "log.csv";
const timingFile = "timing.csv";
const timingHeader = "epoch,seconds,imagesPerSecond";

/** Writes log.csv with columns for samples (where the rows have them), other losses and what is measured. */
export async function writeLog(
  folder: string,
  rows: readonly RunLogRow[],
  measured: readonly MeasuredColumn[] = [],
): Promise<void> {
  const others = [...new Set(rows.flatMap((row) => Object.keys(row.others ?? {})))];
  const withSamples = rows.some(({ samples }) => samples !== undefined);
  const header = [
    "epoch",
    ...(withSamples ? ["samples"] : []),
    "loss",
    ...others,
    "valLoss",
    ...measured.map(({ name }) => name),
  ];
  const cells = rows.map((row) => [
    row.epoch,
    ...(withSamples ? [row.samples ?? ""] : []),
    row.loss,
    ...others.map((name) => row.others?.[name] ?? ""),
    row.valLoss,
    ...measured.map(({ name, digits }) => numberText(row.measured?.[name], digits)),
  ]);
  await writeTable(join(folder, logFile), header.join(","), cells);
}

function numberText(value: number | undefined, digits: number | null): string {
  if (value === undefined) return "";
  return digits === null ? String(value) : value.toFixed(digits);
}

/** The rows of FOLDER/log.csv. Throws, naming the command that makes the run again, where it is missing or damaged. */
export function readLog(folder: string): RunLogRow[] {
  const path = join(folder, logFile);
  const { header, rows } = readTable(path, folder, ["epoch", "loss", "valLoss"]);
  const others = header.slice(header.indexOf("loss") + 1, header.indexOf("valLoss"));
  const measured = header.slice(header.indexOf("valLoss") + 1);
  return rows.map((cells) => {
    const at = (name: string): number => Number(cells[header.indexOf(name)]);
    const given = (names: readonly string[]): { [name: string]: number } | null => {
      const filled = names.filter((name) => cells[header.indexOf(name)] !== "");
      return filled.length === 0 ? null : Object.fromEntries(filled.map((name) => [name, at(name)]));
    };
    const otherLosses = given(others);
    return {
      epoch: at("epoch"),
      ...(header.includes("samples") ? { samples: at("samples") } : {}),
      loss: at("loss"),
      valLoss: at("valLoss"),
      ...(otherLosses === null ? {} : { others: otherLosses }),
      ...(measured.length === 0 ? {} : { measured: given(measured) }),
    };
  });
}

/** Writes timing.csv. */
export async function writeTiming(folder: string, rows: readonly TimingRow[]): Promise<void> {
  const cells = rows.map(({ epoch, seconds, imagesPerSecond }) => [
    epoch,
    seconds.toFixed(1),
    imagesPerSecond.toFixed(0),
  ]);
  await writeTable(join(folder, timingFile), timingHeader, cells);
}

/** The rows of FOLDER/timing.csv. Throws as readLog does. */
export function readTiming(folder: string): TimingRow[] {
  const { rows } = readTable(join(folder, timingFile), folder, timingHeader.split(","));
  return rows.map((cells) => {
    const [epoch, seconds, imagesPerSecond] = cells.map(Number);
    return { epoch, seconds, imagesPerSecond };
  });
}

async function writeTable(
  path: string,
  header: string,
  rows: readonly (readonly (number | string)[])[],
): Promise<void> {
  await writeRecordFile(path, [header, ...rows.map((row) => row.join(","))].join("\n") + "\n");
}

interface Table {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** A table that has these columns and numbers or nothing in its cells. */
function readTable(path: string, folder: string, columns: readonly string[]): Table {
  const wayOut = wayOutOf(path, commandOf(folder));
  const text = readRecordText(path, wayOut) ?? "";
  const [first, ...lines] = text.trim().split("\n");
  const header = first.split(",");
  const rows = lines.map((line) => line.split(","));
  const sound = (cells: readonly string[]): boolean =>
    cells.length === header.length &&
    cells.every((cell, i) => Number.isFinite(Number(cell)) && (cell !== "" || !columns.includes(header[i])));
  if (columns.every((name) => header.includes(name)) && rows.every(sound)) return { header, rows };
  throw new Error(`Expected a table "${columns.join(",")}", but ${path} is missing or damaged. ${wayOut}`);
}
