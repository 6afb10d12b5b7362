// Inputs that not every machine has: real data, the authors' files, Python with NumPy. A check without its input is neither passed nor skipped:
// it is written down as not run, and the test command counts those lines.
import { spawnSync } from "node:child_process";
import { appendFileSync, statSync } from "node:fs";

/** Prints the reason and appends it to the file that LAB_CHECKS_NOT_RUN names. */
export function checkNotRun(reason: string): void {
  console.log(`check not run: ${reason}`);
  if (process.env.LAB_CHECKS_NOT_RUN) appendFileSync(process.env.LAB_CHECKS_NOT_RUN, `${reason}\n`);
}

/** The path that the variable names; undefined, and written down as not run, where it is unset or no file or folder is there. */
export function inputFile(variable: string, check: string): string | undefined {
  const path = process.env[variable];
  const found = path ? statSync(path, { throwIfNoEntry: false }) : undefined;
  if (path && (found?.isFile() || found?.isDirectory())) return path;
  checkNotRun(`${check}: ${variable} ${path ? `names neither file nor folder at ${path}` : "is not set"}`);
  return undefined;
}

/** The Python on the PATH that has NumPy; undefined, and written down as not run, where there is none. */
export function pythonWithNumpy(check: string): string | undefined {
  const python = ["python3", "python"].find((name) => spawnSync(name, ["-c", "import numpy"]).status === 0);
  if (python === undefined) checkNotRun(`${check}: no Python with NumPy on the PATH`);
  return python;
}
