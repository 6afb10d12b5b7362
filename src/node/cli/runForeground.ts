// Runs a Node program of the project's in the foreground, from the project's folder.
import { spawn } from "node:child_process";
import { projectRoot } from "../paths";

/** Resolves to the exit code; null where it was ended or could not be started. */
export function runForeground(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<number | null> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, {
      cwd: projectRoot,
      stdio: ["ignore", "inherit", "inherit"],
      env: { ...process.env, ...env },
    });
    child.on("error", () => resolve(null));
    child.on("close", resolve);
  });
}
