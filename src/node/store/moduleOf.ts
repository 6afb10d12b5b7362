// Which module defines a function or an object: found among the loaded modules of ours, by what they export. So a key can
// start at what a setting's name resolves to, however many tables hand it on.
import { sep } from "node:path";
import { codeRoot } from "../paths";
import { importedFiles, isTable, moduleName } from "./moduleImports";

/**
 * The module that defines `value`, from the code root and without ending: "training/trainModel". A table, which is a file
 * named index, and a module that exports what it imported do not define it. Throws where no module or more than one does.
 */
export function moduleOf(value: object): string {
  if (typeof value !== "function" && (typeof value !== "object" || value === null)) {
    throw new Error(
      `Expected a function or an object that a module exports, but received ${String(value)}. ` +
        "Look the name up in its table first, and hand over what it holds.",
    );
  }
  const holders = loadedModules()
    .filter((module) => exportsValue(module.exports, value))
    .map(({ filename }) => filename);
  const definers = holders.filter(
    (file) => !isTable(file) && !importedFiles(file).some((other) => holders.includes(other)),
  );
  if (definers.length === 1) return moduleName(codeRoot, definers[0]);
  const expected = `Expected ${describe(value)} to be exported by a module of its own, so that a key can follow its imports`;
  const names = (definers.length > 0 ? definers : holders).map((file) => moduleName(codeRoot, file));
  if (definers.length > 1) {
    throw new Error(
      `${expected}, but received it from ${names.join(" and ")}. Let the others import it from one of them.`,
    );
  }
  if (holders.length > 0) {
    throw new Error(
      `${expected}, but only ${names.join(" and ")} ${names.length === 1 ? "exports" : "export"} it. ` +
        "Move it from the table to a file of its own.",
    );
  }
  throw new Error(
    `${expected}, but no loaded module exports it. Export it from the file that defines it, ` +
      "and hand over that very value, not a copy.",
  );
}

function loadedModules(): NodeJS.Module[] {
  // By the key: what import() has taken from a package may have no file name.
  return Object.entries(require.cache).flatMap(([path, module]) =>
    module !== undefined && path.startsWith(codeRoot + sep) ? [module] : [],
  );
}

function exportsValue(exported: unknown, value: object): boolean {
  if (exported === value) return true;
  if (typeof exported !== "object" || exported === null) return false;
  return Object.keys(exported).some((name) => readExport(exported, name) === value);
}

/** The export; undefined where its module is still being loaded. */
function readExport(exported: object, name: string): unknown {
  try {
    return exported[name as keyof typeof exported];
  } catch (error) {
    if (error instanceof ReferenceError) return undefined;
    throw error;
  }
}

function describe(value: object): string {
  const { name } = value as { readonly name?: unknown };
  if (typeof name === "string" && name !== "") return `"${name}"`;
  return typeof value === "function" ? "a function without a name" : "an object";
}
