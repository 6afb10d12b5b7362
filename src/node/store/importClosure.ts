// The code that a result rests on: the modules that define what it uses, and all that these import. A table (a file named
// index) is never entered, so that a new line in it changes no key: whoever resolves a name in a table adds what it found.
import { join, relative, sep } from "node:path";
import { codeRoot } from "../paths";
import { importedFiles, isTable, moduleFile } from "./moduleImports";
import { moduleOf } from "./moduleOf";

/** A function or an object that a loaded module of ours exports: that very value, not a copy. */
export type Used = object;

/**
 * The files, from `codeRoot`, of the modules that define these values and of all that they import. For a key:
 * `hashOf({ code: { files: importClosure(uses), root: codeRoot }, … })`. Throws where a value has no module of its own.
 */
export function importClosure(uses: readonly Used[]): string[] {
  return closureOf(codeRoot, uses.map(moduleOf));
}

/**
 * The files, sorted and from `root`, of these modules ("training/trainModel") and of all that they import, tables left out.
 * Throws where an entry is a table or not there.
 */
export function closureOf(root: string, entries: readonly string[]): string[] {
  const files = new Set<string>();
  const waiting = entries.map((entry) => entryFile(root, entry));
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (files.has(file)) continue;
    files.add(file);
    waiting.push(...importedFiles(file).filter((imported) => !isTable(imported)));
  }
  return [...files].map((file) => relative(root, file).split(sep).join("/")).sort();
}

function entryFile(root: string, entry: string): string {
  const file = moduleFile(join(root, entry));
  if (file !== null && !isTable(file)) return file;
  const received = file === null ? `"${entry}", which is not in ${root}` : `the table "${entry}"`;
  throw new Error(
    `Expected modules that define what a result uses, but received ${received}. ` +
      'Name the module of what the table holds, from the code root and without ending: "training/trainModel".',
  );
}
