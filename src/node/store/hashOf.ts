// The key of a result: one SHA-256 of everything it depends on, in named parts. Each part is written with its kind, its name
// and its length before its content, so that no byte can move from one part or file to another without changing the key.
import { createHash, type Hash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { isAbsolute, join, relative, sep } from "node:path";
import { projectRoot } from "../paths";

/** Plain data, or the contents of files and of whole folders. */
export type HashPart =
  | { readonly value: unknown }
  | {
      /** Absolute paths, or paths in `root`. Order and repetition do not matter; a file that is missing counts as absent. */
      readonly files: readonly string[];
      /** The folder that files are named from in the key; without it the project's, and then all paths must be absolute. */
      readonly root?: string;
    };

/**
 * The SHA-256 of all parts, hexadecimal. Neither the order of the parts nor that of an object's keys matters. Folders are
 * walked by name; names that start with a dot are left out. Throws where a value is not plain data, and where a path is
 * relative to nothing.
 */
export function hashOf(parts: { readonly [name: string]: HashPart }): string {
  const names = Object.keys(parts).sort();
  const hash = createHash("sha256").update(`parts ${names.length}\n`);
  for (const name of names) {
    const part = parts[name];
    if ("files" in part) addFiles(hash, name, part.files, part.root);
    else addValue(hash, name, part.value);
  }
  return hash.digest("hex");
}

function addValue(hash: Hash, name: string, value: unknown): void {
  const text = canonicalJson(value, name);
  hash.update(`value ${JSON.stringify(name)} ${Buffer.byteLength(text)}\n${text}\n`);
}

function addFiles(hash: Hash, name: string, files: readonly string[], root: string | undefined): void {
  const paths = files.map((file) => absolutePath(file, name, root));
  const base = root ?? projectRoot;
  const named = new Map(paths.map((path) => [relative(base, path).split(sep).join("/"), path]));
  hash.update(`files ${JSON.stringify(name)} ${named.size}\n`);
  for (const shown of [...named.keys()].sort()) addPath(hash, shown, named.get(shown)!);
}

function absolutePath(file: string, part: string, root: string | undefined): string {
  if (isAbsolute(file)) return file;
  if (root !== undefined) return join(root, file);
  throw new Error(
    `Expected absolute paths, or the folder that they start from, in the part "${part}" of a key, ` +
      `but received "${file}". Give { files, root }.`,
  );
}

/** `shown` is the path's name in the key. */
function addPath(hash: Hash, shown: string, path: string): void {
  const label = JSON.stringify(shown);
  if (!existsSync(path)) {
    hash.update(`absent ${label}\n`);
  } else if (statSync(path).isDirectory()) {
    const names = readdirSync(path)
      .filter((name) => !name.startsWith("."))
      .sort();
    hash.update(`folder ${label} ${names.length}\n`);
    for (const name of names) addPath(hash, name, join(path, name));
  } else {
    const bytes = readFileSync(path);
    hash.update(`file ${label} ${bytes.length}\n`).update(bytes).update("\n");
  }
}

/** JSON with the keys of objects in order; entries that are undefined are left out, as JSON does. `place` is for the error. */
function canonicalJson(value: unknown, place: string): string {
  if (value === null || typeof value === "boolean" || typeof value === "string" || Number.isFinite(value)) {
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map((item, at) => canonicalJson(item, `${place}[${at}]`)).join(",")}]`;
  if (!isPlainObject(value)) {
    throw new Error(
      `Expected plain data (null, booleans, finite numbers, strings, arrays and objects of them) in a key, ` +
        `but received ${describe(value)} as ${place}. Say it in plain data, or hash a file.`,
    );
  }
  const names = Object.keys(value)
    .filter((name) => value[name] !== undefined)
    .sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonicalJson(value[name], `${place}.${name}`)}`).join(",")}}`;
}

function isPlainObject(value: unknown): value is { readonly [name: string]: unknown } {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  // Nothing lies behind a plain object's prototype, also where the object comes from another context.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function describe(value: unknown): string {
  if (typeof value === "object") return `an object of the class ${value!.constructor.name}`;
  return typeof value === "number" ? String(value) : typeof value;
}
