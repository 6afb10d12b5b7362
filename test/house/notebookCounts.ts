// What a notebook costs its reader, counted: code cells, lines, checks, and plumbing, the lines that serve the program and not the idea.
import { readdirSync } from "node:fs";
import { basename } from "node:path";
import { notebooksFolder } from "../../src/node/paths";
import { cellTexts, notebookPaths } from "./notebookTexts";

/** A notebook's numbers; lines are those that are not blank. */
export interface NotebookCount {
  readonly cells: number;
  readonly lines: number;
  /** Lines of the longest cell. */
  readonly longest: number;
  /** Calls of check and checkMeasured. */
  readonly checks: number;
  /** Lines of plumbing. */
  readonly plumbing: number;
  /** Lines of plumbing or with a check. */
  readonly plumbingOrCheck: number;
  /** Calls of functions that show something to move. */
  readonly widgets: number;
}

/** What makes a line plumbing: what a cell says about other data, small runs, alt texts and failures. Checks are counted apart. */
export const plumbing: RegExp =
  /\bunless\b|\bsynthetic\b|\bquickly\b|\balt\b *[:=]|\bLAB_\w+|\b(asStated|absent|sameData)\b|\bsmall\b[,:.]|\btry *\{|\bcatch\b|\bfinally\b|\.dispose\(/;

/** The most that a lesson may have; of plumbing a share of its lines. */
export const limits = { cells: 16, longest: 20, checks: 8, plumbingShare: 0.1 } as const;

const check = /\bcheck(?:Measured)?\(/;
const widget = /\b(?:slider|showHoleExplorer|brush|swipe)\(/;
/** A line of an import, also within its braces; it is no plumbing, and names in it call nothing. */
const imports = /^import [^]*?;$/gm;

/** Counts the code cells given, one text each. */
export function countCells(cells: readonly string[]): NotebookCount {
  const texts = cells.map((text) => text.replace(imports, (lines) => lines.replace(/[^\n]+/g, "import")));
  const linesOf = (text: string): string[] => text.split("\n").filter((line) => line.trim() !== "");
  const lines = texts.map(linesOf);
  const calls = (pattern: RegExp): number => texts.reduce((sum, text) => sum + text.split(pattern).length - 1, 0);
  const linesWith = (...patterns: RegExp[]): number =>
    lines.flat().filter((line) => patterns.some((pattern) => pattern.test(line))).length;
  return {
    cells: cells.length,
    lines: lines.flat().length,
    longest: Math.max(0, ...lines.map(({ length }) => length)),
    checks: calls(check),
    plumbing: linesWith(plumbing),
    plumbingOrCheck: linesWith(plumbing, check),
    widgets: calls(widget),
  };
}

/** Every lesson's numbers by its file name, in order; worked exercises are not counted. */
export function countNotebooks(): { readonly [name: string]: NotebookCount } {
  const lessons = new Set(readdirSync(notebooksFolder));
  const paths = notebookPaths().filter((path) => !path.includes("solutions") && lessons.has(basename(path)));
  return Object.fromEntries(paths.sort().map((path) => [basename(path), countCells(cellTexts(path, "code"))]));
}
