// The names that commands take, read from the text of their tables: before anything is compiled there is no other way, and a
// mistyped name should cost no installation. Whether a name really exists is decided by the tables themselves, later.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

// The same folder from src/node/cli and from dist/node/cli.
const src = fileURLToPath(new URL("../../../src", import.meta.url));

/** A trailing * stands for what a table counts up: ladder-1, ladder-2. */
export const experimentNames = () =>
  found("experiments", /^ {2}(?:name: |without\()"([\w-]+)"|return `([\w-]+-\$)\{/gm);
export const studyNames = () => found("studies", /^ {2}name: "([\w-]+)"/gm);
export const benchmarkNames = () => found("benchmarks", /^ {2}name: "([\w-]+)"/gm);
export const maskSetNames = () => [...new Set(found("benchmarks", /^ {4}name: "([\w-]+)"/gm))];
export const methodNames = () => [
  ...found("classical/index.ts", /^ {2}(\w+): \{ title:/gm),
  ...found("methods/index.ts", /^ {2}recorded\("([\w.-]+)"|^ {2}\{ name: "([\w-]+)"/gm),
];
/** The repair ladder is measured by itself. */
export const ladderName = "repair-ladder";
/** Everything that `npm run measure` takes. */
export const measurableNames = () => [...studyNames(), "all", ladderName, ...benchmarkNames()];

/** @param {string} place a file, or a folder for all of its files @param {RegExp} pattern @returns {string[]} */
function found(place, pattern) {
  const path = join(src, place);
  const files = place.endsWith(".ts") ? [path] : readdirSync(path).map((name) => join(path, name));
  return files
    .filter((file) => file.endsWith(".ts"))
    .flatMap((file) => [...readFileSync(file, "utf8").matchAll(pattern)])
    .map((match) => match.slice(1).find((name) => name !== undefined) ?? "")
    .map((name) => name.replace("$", "*"));
}
