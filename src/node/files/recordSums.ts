// The SHA-256 of a record's files, in sha256sums.txt beside them, as the program sha256sum writes and checks them: a file that has
// changed since it was written, and one that is not named there, are not believed. A folder without sha256sums.txt holds what is
// not finished, or single files taken out of a record; they are read as they are.
import { existsSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, join, relative, sep } from "node:path";
import { filesBelow } from "./filesBelow";
import { writeFileSafely } from "./safeWrite";
import { sha256Hex } from "./sha256";

/** The file's name in the folder of a record. */
export const sumsFile = "sha256sums.txt";

/** SHA-256, hexadecimal, by the file's path from its folder on, "/" between folders. */
export type FileSums = ReadonlyMap<string, string>;

/** The sums of these files, and of all files below these folders, hidden ones left out; what is missing has none. */
export function sumsOf(folder: string, paths: readonly string[]): FileSums {
  const files = paths.filter(existsSync).flatMap((path) => {
    const within = statSync(path).isDirectory() ? filesBelow(path).map((file) => join(path, file)) : [path];
    return within.map((file) => [pathFrom(folder, file), sha256Hex(readFileSync(file))] as const);
  });
  return new Map(files);
}

/** The path from the folder on, "/" between folders. */
export function pathFrom(folder: string, path: string): string {
  return relative(folder, path).split(sep).join("/");
}

/** Whether a file is this one or lies below this folder. */
export function isWithin(file: string, path: string): boolean {
  return file === path || file.startsWith(`${path}/`);
}

/** One line for each file, sorted. */
export function sumsText(sums: FileSums): string {
  return linesOf([...sums].map(([file, sum]) => ({ file, sum })));
}

/** The sums in a text of such lines; null where a line is something else. */
export function readSums(text: string): FileSums | null {
  const lines = parse(text);
  return lines === null ? null : new Map(lines.map(({ file, sum }) => [file, sum]));
}

/**
 * Enters the sums of these files and folders in FOLDER/sha256sums.txt, in place of what is there of them and of files that are gone;
 * resolves to them.
 */
export async function enterSums(folder: string, paths: readonly string[]): Promise<FileSums> {
  const sums = sumsOf(folder, paths);
  const isOther = ({ file }: Line): boolean =>
    existsSync(join(folder, file)) && !paths.some((path) => isWithin(file, pathFrom(folder, path)));
  const others = (linesIn(folder) ?? []).filter(isOther);
  const own = [...sums].map(([file, sum]) => ({ file, sum })).filter(({ file }) => !file.startsWith("../"));
  const text = linesOf([...others, ...own]);
  const path = join(folder, sumsFile);
  if (!existsSync(path) || readFileSync(path, "utf8") !== text) await writeFileSafely(path, text);
  return sums;
}

export interface RecordFileOptions {
  /** Starts a list where the folder has none; default: a file is then written alone. */
  readonly begin?: boolean;
}

/**
 * Writes a file of a record and its sum. Until the file is there both its earlier sum and its new one are in the list, so that an
 * interruption leaves a file that is believed.
 */
export async function writeRecordFile(
  path: string,
  data: string | Uint8Array,
  { begin = false }: RecordFileOptions = {},
): Promise<void> {
  const list = join(dirname(path), sumsFile);
  if (!begin && !existsSync(list)) return writeFileSafely(path, data);
  const own = { file: basename(path), sum: sha256Hex(data) };
  const earlier = linesIn(dirname(path)) ?? [];
  const others = earlier.filter(({ file }) => file !== own.file);
  await writeFileSafely(list, linesOf([...earlier, own]));
  await writeFileSafely(path, data);
  await writeFileSafely(list, linesOf([...others, own]));
}

/** What has to be said of these bytes of a record's file, without the way out; null where they are as they were written. */
export function troubleWithFile(path: string, bytes: Uint8Array): string | null {
  const folder = dirname(path);
  if (!existsSync(join(folder, sumsFile))) return null;
  const lines = linesIn(folder);
  return lines === null ? damagedList(folder) : troubleIn(lines, basename(path), path, bytes);
}

/**
 * What has to be said of these files and folders of a record, without the way out; null where all of theirs that its list names are
 * as they were written.
 */
export function troubleWithin(folder: string, paths: readonly string[]): string | null {
  const lines = linesIn(folder);
  if (lines === null) return damagedList(folder);
  for (const { file } of lines) {
    if (!paths.some((path) => isWithin(file, pathFrom(folder, path)))) continue;
    const path = join(folder, file);
    if (!existsSync(path)) return `Expected ${path}, which ${sumsFile} names, but it is not there.`;
    const trouble = troubleIn(lines, file, path, readFileSync(path));
    if (trouble !== null) return trouble;
  }
  return null;
}

function damagedList(folder: string): string {
  return `Expected a list of SHA-256 in ${join(folder, sumsFile)}, but received damaged text.`;
}

function troubleIn(lines: readonly Line[], file: string, path: string, bytes: Uint8Array): string | null {
  const own = lines.filter((line) => line.file === file);
  if (own.length === 0) return `Expected ${path} to be named in ${join(dirname(path), sumsFile)}, but it is not.`;
  const sum = sha256Hex(bytes);
  if (own.some((line) => line.sum === sum)) return null;
  return `Expected ${path} as it was written, but it has changed since: its SHA-256 is another than the one in ${sumsFile}.`;
}

/** The text of a record's file; null where it cannot be read. Throws, with `wayOut` at its end, where it has changed since. */
export function readRecordText(path: string, wayOut: string): string | null {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch {
    return null;
  }
  const trouble = troubleWithFile(path, bytes);
  if (trouble !== null) throw new Error(`${trouble} ${wayOut}`);
  return bytes.toString("utf8");
}

interface Line {
  readonly file: string;
  readonly sum: string;
}

function linesOf(lines: readonly Line[]): string {
  const sorted = [...lines].sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0));
  return sorted.map(({ file, sum }) => `${sum}  ${file}\n`).join("");
}

/** The lines of a folder's list; none where there is no list, null where one of them is something else. */
function linesIn(folder: string): Line[] | null {
  const path = join(folder, sumsFile);
  return existsSync(path) ? parse(readFileSync(path, "utf8")) : [];
}

function parse(text: string): Line[] | null {
  const lines = text.split("\n");
  if (lines.pop() !== "") return null;
  const matches = lines.map((line) => /^([0-9a-f]{64}) {2}(\S.*)$/.exec(line));
  if (!matches.every((match) => match !== null)) return null;
  return matches.map(([, sum, file]) => ({ sum, file }));
}
