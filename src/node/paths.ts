// Where things lie in the project. Everything starts from the project's own folder, found from this file's place,
// so that it does not matter which folder a notebook or command was started in.
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import * as v from "valibot";

const packageName = "inpainting-lab";
const ourPackage = v.looseObject({ name: v.literal(packageName) });

/** The nearest folder at or above `start` whose package.json is this project's. Throws if there is none. */
export function findProjectRoot(start: string): string {
  for (let folder = start; ; folder = dirname(folder)) {
    if (isProject(join(folder, "package.json"))) return folder;
    if (folder === dirname(folder)) {
      throw new Error(
        `Expected a folder with the package.json of ${packageName} at or above ${start}, but received none. ` +
          `Run the code from a clone of the project.`,
      );
    }
  }
}

function isProject(file: string): boolean {
  return existsSync(file) && v.is(ourPackage, JSON.parse(readFileSync(file, "utf8")));
}

/** The clone's folder. */
export const projectRoot: string = findProjectRoot(__dirname);
/** The code that runs: dist/, or src/ where tsx runs the sources. */
export const codeRoot: string = dirname(__dirname);
/** Downloaded data sets; ignored by git. */
export const dataFolder: string = join(projectRoot, "data");
/** The folder in LAB_CACHE if `npm run prefetch` filled it (scripts/prefetched.mjs): it is only read. Else null. */
export const prefetchedFolder: string | null =
  process.env.LAB_CACHE && existsSync(join(process.env.LAB_CACHE, "prefetch.json")) ? process.env.LAB_CACHE : null;
/** Downloads of the set-up, logs, locks; LAB_CACHE names another place. */
export const cacheFolder: string = (prefetchedFolder === null && process.env.LAB_CACHE) || join(projectRoot, ".cache");
/** The notebooks. */
export const notebooksFolder: string = join(projectRoot, "notebooks");
/** Figures made from the recorded runs. */
export const figuresFolder: string = join(projectRoot, "figures");
/** All runs. */
const runsFolder: string = join(projectRoot, "runs");
/** Runs that are part of the project. */
export const recordedRunsFolder: string = join(runsFolder, "recorded");
/** The user's own runs; ignored by git. */
export const localRunsFolder: string = join(runsFolder, "local");
