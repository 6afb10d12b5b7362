// What a module file imports of ours, read from its text: compiled CommonJS and TypeScript alike. Types are left out, since
// no result depends on them; worker files count, since they run what they are asked. Nothing is executed.
import { existsSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, extname, relative, resolve, sep } from "node:path";

const endings = [".ts", ".js", ".mjs"];

/** `import … from "./x"` and `export … from "./x"`: the clause, and what it names. */
const fromStatement = /(?:^|;|\*\/)\s*(?:import|export)\b([\w$\s{},*]*?)\bfrom\s*["']([^"']+)["']/gm;
/** `import "./x"`. */
const bareImport = /(?:^|;|\*\/)\s*import\s*["']([^"']+)["']/gm;
/** `require("./x")`, `require.resolve("./x")`, `import("./x")`; not `typeof import("./x")`. */
const call = /(?<!typeof\s+)\b(?:require(?:\s*\.\s*resolve)?|import)\s*\(\s*["']([^"']+)["']/g;
/** Lines that hold nothing but a comment, which may show an import. */
const commentLines = /^\s*(?:\/\/.*|\/\*(?:(?!\*\/).)*(?:\*\/\s*)?|\*(?:[\s/].*)?)$/gm;

/** Whether the file is a table: one named index. */
export function isTable(file: string): boolean {
  return basename(file, extname(file)) === "index";
}

/** A file's module: its path from `root` with "/" and without its ending. */
export function moduleName(root: string, file: string): string {
  return relative(root, file).slice(0, -extname(file).length).split(sep).join("/");
}

/** The file of a module: of a path without ending, of "x.js" for x.ts, of a folder, whose is its index; null where none is. */
export function moduleFile(path: string): string | null {
  const files = endings.map((ending) => path + ending);
  const indexes = endings.map((ending) => resolve(path, `index${ending}`));
  return (
    [...files, path, path.replace(/\.js$/, ".ts"), ...indexes].find(
      (file) => existsSync(file) && statSync(file).isFile(),
    ) ?? null
  );
}

/** The files of ours that this file imports at run time. Throws where an import names no file. */
export function importedFiles(file: string): string[] {
  if (!endings.includes(extname(file))) return [];
  const text = readFileSync(file, "utf8").replace(commentLines, "");
  const names = [
    ...[...text.matchAll(fromStatement)].filter(([, clause]) => !namesOnlyTypes(clause)).map(([, , name]) => name),
    ...[...text.matchAll(bareImport)].map(([, name]) => name),
    ...[...text.matchAll(call)].map(([, name]) => name),
  ];
  const ours = new Set(names.filter((name) => /^\.{1,2}(?:\/|$)/.test(name)));
  return [...ours].map((name) => {
    const imported = moduleFile(resolve(dirname(file), name));
    if (imported !== null) return imported;
    throw new Error(
      `Expected "${name}" in ${file} to name a module, but there is no such file. ` +
        "Mend the import, or compile again: npm run setup.",
    );
  });
}

/** Whether the words between `import` or `export` and `from` name nothing but types. */
function namesOnlyTypes(clause: string): boolean {
  if (/^\s*type\s+[\w${*]/.test(clause)) return true;
  const specifiers = /^\s*\{([^}]*)\}\s*$/
    .exec(clause)?.[1]
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");
  return specifiers !== undefined && specifiers.length > 0 && specifiers.every((name) => /^type\s+\w/.test(name));
}
