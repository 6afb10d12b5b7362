// Rooms whose tests are tried, and which tests those are.
import { join, relative, sep } from "node:path";
import { filesBelow } from "../../src/node/files/filesBelow";
import { projectRoot } from "../../src/node/paths";
import { importedFiles } from "../../src/node/store/moduleImports";

/** Folders of src; their tests lie in the same folders of test. */
export const rooms: { readonly [room: string]: readonly string[] } = {
  masks: ["masks"],
  classical: ["classical"],
  postprocess: ["postprocess"],
  layers: ["layers"],
  losses: ["losses"],
  metrics: ["metrics"],
  training: ["training"],
  experiments: ["experiments", "node/experiments"],
  benchmarks: ["benchmarks", "node/benchmarks"],
};

/** The room's sources, from the project's folder, sorted. */
export function sourcesOf(room: string): string[] {
  return filesOf(room, "src", (name) => name.endsWith(".ts"));
}

/** The room's tests that rest on the source: the one of the same name first, then those that rest on fewest files. */
export function testsOf(room: string, source: string): string[] {
  const mirror = `${source.replace(/^src/, "test").replace(/\.ts$/, "")}.test.ts`;
  return filesOf(room, "test", (name) => name.endsWith(".test.ts"))
    .map((file) => ({ file, rests: restsOn(file) }))
    .filter(({ rests }) => rests.has(source))
    .sort((a, b) => Number(b.file === mirror) - Number(a.file === mirror) || a.rests.size - b.rests.size)
    .map(({ file }) => file);
}

function filesOf(room: string, top: string, counts: (name: string) => boolean): string[] {
  return rooms[room].flatMap((folder) =>
    filesBelow(join(projectRoot, top, folder))
      .filter(counts)
      .map((name) => `${top}/${folder}/${name.split(sep).join("/")}`)
      .sort(),
  );
}

const known = new Map<string, ReadonlySet<string>>();

/** The file and all that it imports, tables too, from the project's folder. */
function restsOn(file: string): ReadonlySet<string> {
  const before = known.get(file);
  if (before !== undefined) return before;
  const found = new Set<string>();
  const waiting = [join(projectRoot, file)];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    const name = relative(projectRoot, path).split(sep).join("/");
    if (found.has(name)) continue;
    found.add(name);
    waiting.push(...importedFiles(path));
  }
  known.set(file, found);
  return found;
}
