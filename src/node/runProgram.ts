// Runs another program: output into a log, and a total time-out. It has a process group of its own and ends when this process does,
// with all that it has started (scripts/guarded.mjs).
import type { ChildProcess } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

export interface RunProgramOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Where the output is kept. */
  readonly log: string;
  readonly timeoutSeconds: number;
}

/** How a program ended. `code` is null where it was ended by the time-out. */
export interface ProgramResult {
  readonly code: number | null;
  readonly timedOut: boolean;
  /** the last 20 kB of both outputs */
  readonly output: string;
}

/** A program that runs. */
export interface Guarded {
  /** Its outputs are the program's. */
  readonly process: ChildProcess;
  /** The exit code: 128 plus the signal's number where a signal ended it, 127 where it could not be started; never rejects. */
  readonly ended: Promise<number>;
  /** Asks the program and what it has started to end, and kills after four seconds what has not. */
  stop(): void;
}

interface GuardedModule {
  startGuarded(
    command: string,
    args: readonly string[],
    options: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv; readonly output: "pipe" | "inherit" },
  ): Guarded;
  runGuarded(
    command: string,
    args: readonly string[],
    options: RunProgramOptions & { readonly append: boolean },
  ): Promise<{ readonly code: number; readonly output: string; readonly timedOut: boolean }>;
  stopAll(): Promise<void>;
}

/** Plain JavaScript, since the set-up needs it before anything is compiled. */
async function guardedModule(): Promise<GuardedModule> {
  return (await import(pathToFileURL(join(__dirname, "../../scripts/guarded.mjs")).href)) as GuardedModule;
}

/** Starts a program that ends when this process does. */
export async function startProgram(...call: Parameters<GuardedModule["startGuarded"]>): Promise<Guarded> {
  return (await guardedModule()).startGuarded(...call);
}

/** Ends every program that this process has started; resolves when all have ended. */
export async function stopPrograms(): Promise<void> {
  await (await guardedModule()).stopAll();
}

/** Runs `command` to its end; never rejects for what the program does. */
export async function runProgram(
  command: string,
  args: readonly string[],
  options: RunProgramOptions,
): Promise<ProgramResult> {
  const { runGuarded } = await guardedModule();
  const { code, output, timedOut } = await runGuarded(command, args, { ...options, append: true });
  return { code: timedOut ? null : code, timedOut, output };
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
