// Test files that share a process: Node's test runner gives each file its own, and starting one (Node, tsx, TensorFlow.js)
// takes longer than most files. The files of a folder run one after the other in one process, those that start the native
// engine apart from those that do not, so that no test finds another backend than it would alone.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";

/** Tests of the engine choose backends, and what is set in the environment would hold for a whole group: these run alone. */
const aloneFolders: readonly string[] = ["node/engine"];
const changesEnvironment = /\bprocess\.env\.\w+ = |\/ownCache"/;
const mostFiles = 12;
const mostWithEngine = 5;

export interface TestGroup {
  /** "masks", "training-engine-2". */
  readonly name: string;
  readonly files: readonly string[];
}

/** The files in groups, those that take longest first. `folder`: where the tests lie. */
export function groupTests(
  folder: string,
  files: readonly string[],
  read: (file: string) => string = readText,
): TestGroup[] {
  const groups = new Map<string, string[]>();
  for (const file of files) {
    const room = relative(folder, dirname(file)).split(sep).join("/");
    const text = read(file);
    const engine = /\bstartEngine\b|\bensureTrained\b/.test(text);
    const alone = aloneFolders.includes(room) || changesEnvironment.test(text);
    const name = alone ? relative(folder, file) : `${room}${engine ? "-engine" : ""}`;
    groups.set(name, [...(groups.get(name) ?? []), file]);
  }
  const split = [...groups].flatMap(([name, members]) => {
    const most = name.endsWith("-engine") ? mostWithEngine : mostFiles;
    const parts = Array.from({ length: Math.ceil(members.length / most) }, (_, i) =>
      members.slice(i * most, (i + 1) * most),
    );
    return parts.map((part, i) => ({
      name: `${name.replace(/\W+/g, "-")}${parts.length > 1 ? `-${i + 1}` : ""}`,
      files: part,
    }));
  });
  const first = ({ name }: TestGroup): number => (name.includes("engine") ? 0 : 1);
  return split.sort((a, b) => first(a) - first(b));
}

/** One file per group in `target`, which imports its tests; a group of one file is that file. Returns what to run. */
export function writeGroups(groups: readonly TestGroup[], target: string): string[] {
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  return groups.map(({ name, files }) => {
    if (files.length === 1) return files[0];
    const path = join(target, `${name}.test.ts`);
    writeFileSync(path, files.map((file) => `import ${JSON.stringify(file)};\n`).join(""));
    return path;
  });
}

function readText(file: string): string {
  return readFileSync(file, "utf8");
}
