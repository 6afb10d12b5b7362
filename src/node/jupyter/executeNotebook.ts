// Jupyter's programs out of the project's own .venv, called with an environment in which the person's other Python and
// Jupyter settings change nothing. Notebooks are executed by `jupyter execute` (nbclient), one kernel each.
import { appendFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { runProgram } from "../runProgram";
import { cacheFolder, projectRoot } from "../paths";

/** The environment's Python. */
export const jupyterPython: string = join(
  projectRoot,
  process.platform === "win32" ? ".venv/Scripts/python.exe" : ".venv/bin/python",
);

/** The environment for Jupyter's programs. */
export function jupyterEnvironment(more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = { ...process.env };
  for (const name of ["PYTHONHOME", "PYTHONPATH", "JUPYTER_PATH", "JUPYTER_CONFIG_PATH"]) delete env[name];
  return {
    ...env,
    PYTHONUTF8: "1",
    JUPYTER_PREFER_ENV_PATH: "1",
    JUPYTER_CONFIG_DIR: join(cacheFolder, "jupyter"),
    ...more,
  };
}

export interface ExecuteNotebookOptions {
  /** Write the outputs into the notebook itself; default false: nothing is written. */
  readonly inPlace?: boolean;
  /** For the kernel, for example { LAB_QUICK: "1" }. JPY_SESSION_NAME is the notebook's path, as Jupyter's server sets it. */
  readonly env?: NodeJS.ProcessEnv;
  /** For one cell; default 1800. */
  readonly cellSeconds?: number;
}

/** How an execution ended. */
export interface NotebookRun {
  readonly seconds: number;
  /** The failing cell and its error, or null. */
  readonly error: string | null;
}

/**
 * Executes a notebook from top to bottom in a fresh kernel, whose folder is the notebook's. It ends at the first cell that fails and
 * at the first claim that does not hold (LAB_STRICT).
 */
export async function executeNotebook(path: string, options: ExecuteNotebookOptions = {}): Promise<NotebookRun> {
  const { inPlace = false, env = {}, cellSeconds = 1800 } = options;
  const started = Date.now();
  const name = relative(projectRoot, path).replace(/[^\w.-]+/g, "-");
  const log = join(cacheFolder, "logs", `${name}.log`);
  const args = [
    "-c",
    "from nbclient.cli import main; main()",
    ...(inPlace ? ["--inplace"] : []),
    `--timeout=${cellSeconds}`,
    "--startup_timeout=120",
    path,
  ];
  const result = await runProgram(jupyterPython, args, {
    env: jupyterEnvironment({ LAB_STRICT: "1", JPY_SESSION_NAME: resolve(projectRoot, path), ...env }),
    log,
    timeoutSeconds: 2 * 3600,
    cwd: projectRoot,
  });
  const error = result.code === 0 ? null : notebookError(result.output);
  if (error) appendFileSync(log, `\n${path}: failed\n`);
  return { seconds: (Date.now() - started) / 1000, error };
}

/** The part of nbclient's output that shows the failing cell and what it threw. */
export function notebookError(output: string): string {
  const start = output.search(/An error occurred while executing the following cell|\w+Error: /);
  const text = (start < 0 ? output : output.slice(start)).trim() || "the kernel ended without a word";
  return text.split("\n").slice(0, 60).join("\n");
}
