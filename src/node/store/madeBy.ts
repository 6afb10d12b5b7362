// Which command makes what lies in a folder of runs: the one that its config.json names, else the one that its name tells.
import { existsSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import * as v from "valibot";
import { experiments } from "../../experiments";
import { projectPath } from "../files/inputFile";
import { troubleWithFile } from "../files/recordSums";
import { recordedRunsFolder } from "../paths";

/** For the sentence that says a record is missing or damaged: "npm run train -- report-fixed --seed 2 --record". */
export function commandOf(folder: string): string {
  return namedInConfig(folder) ?? toldByName(basename(folder)) ?? "npm run reproduce";
}

/** The way out where a file of a record is missing or damaged: a recorded one also comes from the repository. */
export function wayOutOf(path: string, command: string): string {
  return path.startsWith(join(recordedRunsFolder, "/"))
    ? `Restore it: git checkout ${projectPath(path)}, or make it again: ${command}.`
    : `Make it again: ${command}.`;
}

function namedInConfig(folder: string): string | null {
  const path = join(folder, "config.json");
  if (!existsSync(path)) return null;
  try {
    const bytes = readFileSync(path);
    if (troubleWithFile(path, bytes) !== null) return null;
    const config: unknown = JSON.parse(bytes.toString("utf8"));
    return v.is(v.looseObject({ command: v.string() }), config) ? config.command : null;
  } catch {
    return null;
  }
}

/** The longest experiment's name that the folder's name begins with, and a seed behind it. */
function toldByName(folder: string): string | null {
  const [name] = experiments
    .map((experiment) => experiment.name)
    .filter((candidate) => folder === candidate || folder.startsWith(`${candidate}-`))
    .sort((a, b) => b.length - a.length);
  if (name === undefined) return null;
  const seed = /^-seed(\d+)/.exec(folder.slice(name.length))?.[1];
  return `npm run train -- ${name}${seed === undefined ? "" : ` --seed ${seed}`} --record`;
}
