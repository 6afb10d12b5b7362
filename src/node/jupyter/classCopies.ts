// Copies of the notebooks for a class: without outputs, so that no answer stands below its guess. A copy that is there already may
// hold a student's work and stays as it is.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as v from "valibot";
import { fitting } from "../../schema";
import { readError, writeFileSafely } from "../files/safeWrite";

export interface ClassCopies {
  /** Paths of the new copies in their folder. */
  readonly written: readonly string[];
  /** Those of the copies that were there. */
  readonly kept: readonly string[];
}

const cellSchema = v.looseObject({ cell_type: v.string(), metadata: v.looseObject({}) });
const notebookSchema = v.looseObject({ cells: v.array(cellSchema) });

/** Copies the notebooks of `from`, and of its folder solutions, to `to`. Throws one sentence on a damaged notebook. */
export async function writeClassCopies(from: string, to: string): Promise<ClassCopies> {
  const names = ["", "solutions"]
    .flatMap((folder) => notebooksIn(join(from, folder)).map((name) => join(folder, name)))
    .sort();
  if (names.length === 0) {
    throw new Error(`Expected notebooks in ${from}, but found none. Restore them: git checkout notebooks.`);
  }
  const kept = names.filter((name) => existsSync(join(to, name)));
  const written = names.filter((name) => !kept.includes(name));
  for (const name of written) {
    const copy = withoutOutputs(readNotebook(join(from, name)), join(from, name));
    await writeFileSafely(join(to, name), copy, { onlyNew: true });
  }
  return { written, kept };
}

function notebooksIn(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(".ipynb")) : [];
}

function readNotebook(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw readError(error, path);
  }
}

/** A notebook's text as nobody has run it: no output, no count, no times. `path` names it in errors. */
export function withoutOutputs(text: string, path: string): string {
  const damaged = (received: string): Error =>
    new Error(`Expected ${path} to be a notebook, but received ${received}. Restore it: git checkout notebooks.`);
  const notebook = fitting(parsed(text, damaged), notebookSchema, ({ place, expected, received }) =>
    damaged(`${received} for ${expected}${place === "" ? "" : ` at ${place}`}`),
  );
  const cells = notebook.cells.map((cell) => {
    const { execution: _execution, ...metadata } = cell.metadata;
    return cell.cell_type === "code"
      ? { ...cell, execution_count: null, metadata, outputs: [] }
      : { ...cell, metadata };
  });
  return `${JSON.stringify({ ...notebook, cells }, null, 1)}\n`;
}

function parsed(text: string, damaged: (received: string) => Error): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw damaged("text that is no JSON");
  }
}
