// Stage 3, the Python environment: .venv with the pinned JupyterLab, nbclient, nbconvert and plotly of requirements.txt, and
// the tslab kernels, installed into it alone. It is built anew when the pins change or the project folder has moved.
import { existsSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { join } from "node:path";
import { SetupError } from "../errors.mjs";
import { runLogged } from "../process.mjs";
import { findPython, pythonEnvironment } from "../python.mjs";
import { hashOf, stampHolds, writeAside, writeStamp } from "../stamp.mjs";

/** @param {string} root */
const stampFile = (root) => join(root, ".venv/.lab-stamp");
/** @param {string} root */
const keyOf = (root) =>
  hashOf({ texts: [process.platform, process.arch, realpathSync(root)], paths: [join(root, "requirements.txt")] });
/** The environment's own Python. @param {string} root */
export const venvPython = (root) =>
  join(root, process.platform === "win32" ? ".venv/Scripts/python.exe" : ".venv/bin/python");

/** @type {import("../main.mjs").Stage} */
export const pythonStage = {
  name: "Python environment",
  isCurrent: ({ root }) => isBuilt(root) && kernelsFit(root),
  async run({ root, cache, prefetched }) {
    if (!isBuilt(root)) await build(root, cache, prefetched ?? null);
    for (const { file, text } of kernelFiles(root)) writeAside(file, text);
  },
};

/** @param {string} root */
function isBuilt(root) {
  return existsSync(venvPython(root)) && stampHolds(stampFile(root), keyOf(root));
}

/** @param {string} root @param {string} cache @param {import("../prefetched.mjs").Prefetched | null} prefetched */
async function build(root, cache, prefetched) {
  const { command, version } = findPython(undefined, prefetched?.manifest.python);
  const offline = prefetched ? ["--no-index", "--find-links", join(prefetched.folder, "wheels")] : [];
  const folder = join(root, ".venv");
  const common = { what: `Python environment (Python ${version})`, root, env: pythonEnvironment() };
  rmSync(folder, { recursive: true, force: true });
  await runLogged(command[0], [...command.slice(1), "-m", "venv", folder], {
    ...common,
    log: join(cache, "logs/venv.log"),
  });
  await runLogged(
    venvPython(root),
    [
      "-m",
      "pip",
      "install",
      "--no-user",
      "--no-input",
      "--progress-bar=off",
      "--only-binary=:all:",
      "--require-hashes",
      ...offline,
      "-r",
      join(root, "requirements.txt"),
    ],
    { ...common, log: join(cache, "logs/pip.log") },
  );
  if (!existsSync(venvPython(root)))
    throw new SetupError("Python environment: .venv was not made. Run the same command again.");
  writeStamp(stampFile(root), keyOf(root));
}

/**
 * The two kernelspecs. tslab's own installer takes a single word as the command, so it can name neither this Node nor
 * an environment; the files it would write are written here instead. A kernel ends when Jupyter has gone, its cells print
 * sentences, and it knows more of what can be imported than tslab alone.
 * @param {string} root
 */
export function kernelFiles(root) {
  const tslab = join(root, "node_modules/tslab/bin/tslab");
  const before = ["endWithParent.cjs", "readableCells.cjs", "kernelHelp.cjs"].flatMap((name) => [
    "--require",
    join(root, "scripts", name),
  ]);
  return [
    { folder: "tslab", display_name: "TypeScript", language: "typescript", more: [] },
    { folder: "jslab", display_name: "JavaScript", language: "javascript", more: ["--js"] },
  ].map(({ folder, display_name, language, more }) => ({
    file: join(root, ".venv/share/jupyter/kernels", folder, "kernel.json"),
    text: JSON.stringify(
      {
        argv: [process.execPath, ...before, tslab, "kernel", "--config-path", "{connection_file}", ...more],
        display_name,
        language,
        env: { TF_CPP_MIN_LOG_LEVEL: "2" },
      },
      null,
      1,
    ),
  }));
}

/** @param {string} root */
function kernelsFit(root) {
  return kernelFiles(root).every(({ file, text }) => existsSync(file) && readFileSync(file, "utf8") === text);
}
