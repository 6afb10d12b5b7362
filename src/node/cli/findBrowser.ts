// Chromium, or a browser built from it, as this system has it: the tests drive it, and nothing is downloaded.
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

const programs = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge"];
const applications = [
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
];

/** The program that CHROMIUM names, else the first one on the PATH or among macOS's applications; null where there is none. */
export function findBrowser(env: NodeJS.ProcessEnv = process.env): string | null {
  const folders = (env.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  const places = programs.flatMap((program) => folders.map((folder) => join(folder, program)));
  const candidates = env.CHROMIUM ? [env.CHROMIUM] : [...places, ...applications];
  return candidates.find((path) => existsSync(path)) ?? null;
}

/** What is written down where there is none. */
export const noBrowser =
  "Using notebooks in JupyterLab: no Chromium or Chrome on this system (CHROMIUM names one that is not on the PATH).";
