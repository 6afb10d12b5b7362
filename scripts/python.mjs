// Finds a Python that can make a virtual environment: JupyterLab is a Python program, everything else here is not.
import { spawnSync } from "node:child_process";
import { SetupError } from "./errors.mjs";

const probe =
  "import sys, json, importlib.util as u\n" +
  "print(json.dumps([list(sys.version_info[:3]), bool(u.find_spec('venv') and u.find_spec('ensurepip'))]))";

/** @typedef {{ command: string[], version: string }} Python */

/**
 * The environment for Python: nothing of the person's own set-up may redirect where packages are put.
 * @returns {NodeJS.ProcessEnv}
 */
export function pythonEnvironment() {
  const env = { ...process.env };
  for (const name of [
    "PYTHONHOME",
    "PYTHONPATH",
    "PIP_TARGET",
    "PIP_PREFIX",
    "PIP_ROOT",
    "PIP_USER",
    "PIP_REQUIRE_VIRTUALENV",
    "PIP_NO_BINARY",
    "PIP_CONSTRAINT",
    "VIRTUAL_ENV",
    "__PYVENV_LAUNCHER__",
  ])
    delete env[name];
  return { ...env, PIP_DISABLE_PIP_VERSION_CHECK: "1", PYTHONUTF8: "1" };
}

/** The commands that are tried, in order. @returns {string[][]} */
export function pythonCandidates() {
  const names = ["python3", "python3.13", "python3.12", "python3.11", "python3.10", "python"];
  const launcher = process.platform === "win32" ? [["py", "-3"]] : [];
  return [...(process.env.PYTHON ? [[process.env.PYTHON]] : []), ...names.map((name) => [name]), ...launcher];
}

/**
 * The first Python 3.10 or later that has venv; where `wanted` is given ("3.11"), the first of that version. Throws a
 * SetupError that says what was found instead.
 * @returns {Python}
 */
export function findPython(candidates = pythonCandidates(), wanted = "") {
  let found = "none";
  const fitting = new Set();
  for (const command of candidates) {
    const { status, stdout } = spawnSync(command[0], [...command.slice(1), "-c", probe], {
      encoding: "utf8",
      timeout: 20_000,
      env: pythonEnvironment(),
    });
    if (status !== 0 || !stdout) continue;
    const [[major, minor, patch], hasVenv] = JSON.parse(stdout.trim().split("\n").at(-1) ?? "");
    const version = `${major}.${minor}.${patch}`;
    if (major === 3 && minor >= 10 && hasVenv) {
      if (wanted === "" || wanted === `${major}.${minor}`) return { command, version };
      fitting.add(version);
    }
    if (found === "none")
      found = major === 3 && minor >= 10 ? `Python ${version} without its venv module` : `Python ${version}`;
  }
  if (fitting.size > 0) {
    throw new SetupError(
      `Expected Python ${wanted}, for which the wheels in LAB_CACHE were prefetched, but found ` +
        `${[...fitting].join(", ")} on the PATH. Name a Python ${wanted} in the environment variable PYTHON, ` +
        "or prefetch on a machine like this one.",
    );
  }
  const debian = found.endsWith("module") ? " On Debian and Ubuntu: apt install python3-venv." : "";
  throw new SetupError(
    `Expected Python 3.10 or later for JupyterLab, but found ${found} on the PATH.${debian} ` +
      "Install it, or name one in the environment variable PYTHON, and run the same command again.",
  );
}
