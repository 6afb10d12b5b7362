// Inputs that not every machine has: real data, the authors' files. A check without its input is neither passed nor skipped:
// it is written down as not run, and the test command counts those lines.
import { appendFileSync, existsSync } from "node:fs";

/** Prints the reason and appends it to the file that LAB_CHECKS_NOT_RUN names. */
export function checkNotRun(reason: string): void {
  console.log(`check not run: ${reason}`);
  if (process.env.LAB_CHECKS_NOT_RUN) appendFileSync(process.env.LAB_CHECKS_NOT_RUN, `${reason}\n`);
}

/** The path that the variable names; undefined, and written down as not run, where it is unset or nothing is there. */
export function inputFile(variable: string, check: string): string | undefined {
  const path = process.env[variable];
  if (path && existsSync(path)) return path;
  checkNotRun(`${check}: ${variable} ${path ? `names nothing at ${path}` : "is not set"}`);
  return undefined;
}
