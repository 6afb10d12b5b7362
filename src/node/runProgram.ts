// Runs another program for the set-up: output into a log, and a total time-out. It stays in the
// terminal's process group, so that Ctrl-C, or JupyterLab's stop button, reaches it as well.
import { spawn } from "node:child_process";
import { createWriteStream, mkdirSync } from "node:fs";
import { dirname } from "node:path";

export interface RunProgramOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Where the output is kept. */
  readonly log: string;
  readonly timeoutSeconds: number;
}

/** How a program ended. `code` is null where it was ended by the time-out or could not be started. */
export interface ProgramResult {
  readonly code: number | null;
  readonly timedOut: boolean;
  /** the last 20 kB of both outputs */
  readonly output: string;
}

/** Runs `command` to its end; never rejects for what the program does. */
export function runProgram(
  command: string,
  args: readonly string[],
  options: RunProgramOptions,
): Promise<ProgramResult> {
  mkdirSync(dirname(options.log), { recursive: true });
  const log = createWriteStream(options.log, { flags: "a" });
  log.on("error", () => undefined);
  return new Promise((resolve) => {
    let output = "";
    let timedOut = false;
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: options.env,
      stdio: ["ignore", "pipe", "pipe"],
      windowsHide: true,
    });
    const end = (): void => {
      child.kill("SIGTERM");
    };
    const timer = setTimeout(() => {
      timedOut = true;
      end();
      setTimeout(() => child.kill("SIGKILL"), 5_000).unref();
    }, options.timeoutSeconds * 1000);
    process.once("exit", end);
    const collect = (chunk: Buffer): void => {
      log.write(chunk);
      output = (output + chunk.toString()).slice(-20_000);
    };
    child.stdout.on("data", collect);
    child.stderr.on("data", collect);
    const finish = (code: number | null): void => {
      clearTimeout(timer);
      process.removeListener("exit", end);
      log.end();
      resolve({ code: timedOut ? null : code, timedOut, output });
    };
    child.on("error", (error) => {
      output += error.message;
      finish(null);
    });
    child.on("close", finish);
  });
}

/** The line of a program's output that best says why it failed, at most 160 characters. */
export function lastWords(result: ProgramResult): string {
  if (result.timedOut) return "it took too long";
  const lines = result.output
    .trim()
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
  const telling =
    lines.find((line) => /fatal error:|error: |No space left/.test(line)) ??
    lines.filter((line) => /error|not found|denied|failed/i.test(line)).at(-1) ??
    lines.at(-1);
  return (telling ?? `it ended with code ${result.code}`).slice(0, 160);
}
