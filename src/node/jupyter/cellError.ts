// What a cell shows of an error that this library threw on purpose: its sentence and the line of the cell that led to it. Node
// would show a compiled file and ten lines of stack around them. Errors that nobody meant to throw keep their stack.
import { sep } from "node:path";
import { codeRoot } from "../paths";

/** A cell, as it was typed and as tslab compiled it. */
export interface Cell {
  readonly source: string;
  readonly compiled: string;
}

/** What is put before a cell's first compiled line: other columns than the code's. */
const wrapper = /^\((?:async )?function\(exports, require\) \{ /;

/**
 * The text for the reader, or null where the error is none of ours: thrown elsewhere, or a TypeError and the like, which is a
 * fault in the code and needs its stack.
 */
export function cellError(error: unknown, cell: Cell | null, ownCode: string = codeRoot): string | null {
  if (!(error instanceof Error) || isFault(error)) return null;
  const frames = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  if (!frames[0]?.includes(ownCode + sep)) return null;
  const line = cell === null ? null : lineIn(cell, frames);
  return line === null ? error.message : `${error.message}\n\n${line}`;
}

/** Whether the error came from the language or the system; ours begin with what was expected. */
function isFault(error: Error): boolean {
  const ofLanguage = [TypeError, RangeError, ReferenceError, SyntaxError, URIError, EvalError, AggregateError];
  const isForeign = ofLanguage.some((kind) => error instanceof kind) || "code" in error;
  return isForeign && !error.message.startsWith("Expected ");
}

/** "line 3: const mask = …", or null where the stack does not lead to a line. */
function lineIn({ source, compiled }: Cell, frames: readonly string[]): string | null {
  const place = frames
    .map((frame) => /evalmachine\.<anonymous>:(\d+):(\d+)/.exec(frame))
    .find((found) => found !== null);
  if (!place) return null;
  const [row, column] = [Number(place[1]) - 1, Number(place[2]) - 1];
  const lines = compiled.split("\n");
  const text = lines[row]?.replace(wrapper, "");
  if (text === undefined) return null;
  const name = /^(?:await\s+)?(?:\(0,\s*)?(?:new\s+)?(?:[\w$]+\.)*([\w$]+)/.exec(text.slice(column))?.[1];
  if (name === undefined) return null;
  // Compiled code has other lines than the cell, but the same calls in the same order.
  const before = [...lines.slice(0, row), text.slice(0, column)].join("\n");
  const start = callsOf(name, source)[callsOf(name, before).length];
  if (start === undefined) return null;
  const number = source.slice(0, start).split("\n").length;
  return `line ${number}: ${source.split("\n")[number - 1].trim()}`;
}

/** Where a function of that name is called. */
function callsOf(name: string, code: string): number[] {
  const call = new RegExp(`(?<![\\w$])${name.replaceAll("$", "\\$")}\\)?\\s*(?:<[^()]*>)?\\(`, "g");
  return [...code.matchAll(call)].map(({ index }) => index);
}
