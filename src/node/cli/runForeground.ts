// Runs a Node program of the project's in the foreground, from the project's folder; it ends when this process does.
import { projectRoot } from "../paths";
import { startProgram } from "../runProgram";

/** Resolves to the exit code. */
export async function runForeground(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<number> {
  const { ended } = await startProgram(process.execPath, args, {
    cwd: projectRoot,
    env: { ...process.env, ...env },
    output: "inherit",
  });
  return ended;
}
