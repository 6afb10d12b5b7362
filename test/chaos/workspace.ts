// Where rounds are played: clones of this project on a disk of their own, a RAM disk of limited size that can be filled without
// harm to others and that goes with the process.
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "../../src/node/paths";
import type { Workspace } from "./round";

const inOwnNamespace = "LAB_CHAOS_NAMESPACE";

/** unshare and its arguments, or null where this system has none or does not allow it. */
function unshare(): string[] | null {
  const command = ["unshare", "--mount", ...(process.getuid?.() === 0 ? [] : ["--map-root-user"])];
  return spawnSync(command[0], [...command.slice(1), "true"]).status === 0 ? command : null;
}

/**
 * Runs this very program once more where mounts are its own, and resolves to its exit code; null where it runs there already, or
 * where that cannot be had: disks are not filled then.
 */
export function inNamespace(): number | null {
  const command = process.env[inOwnNamespace] === undefined ? unshare() : null;
  if (command === null) return null;
  const [program, ...args] = [...command, process.execPath, ...process.execArgv, ...process.argv.slice(1)];
  return spawnSync(program, args, { stdio: "inherit", env: { ...process.env, [inOwnNamespace]: "1" } }).status ?? 1;
}

/** Mounts a RAM disk on the folder; false where that cannot be had. */
export function mountDisk(folder: string, megabytes: number): boolean {
  if (process.env[inOwnNamespace] === undefined) return false;
  return spawnSync("mount", ["-t", "tmpfs", "-o", `size=${megabytes}m`, "tmpfs", folder]).status === 0;
}

/** What is on it is gone then. */
export function unmountDisk(folder: string): void {
  spawnSync("umount", ["--lazy", folder]);
}

/** No data and no download beside what the workspace has. */
function environment(more: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const names =
    /^(CIFAR10_ARCHIVE|REPORT_WEIGHTS|REPORT_LOG|BSDS500_IMAGES|VGG16_WEIGHTS|LAB_.*|npm_.*|NODE_TEST_CONTEXT|INIT_CWD)$/;
  const kept = Object.fromEntries(Object.entries(process.env).filter(([name]) => !names.test(name)));
  return { ...kept, LAB_NO_DOWNLOAD: "1", TF_CPP_MIN_LOG_LEVEL: "2", ...more };
}

/** The compiled code of this project on another disk, its packages linked: for trainings and measurements, on drawn images. */
export function compiledWorkspace(disk: string, ownDisk: boolean): Workspace {
  const root = join(disk, "lab");
  mkdirSync(join(root, "runs/local"), { recursive: true });
  for (const name of ["package.json", "scripts", "src", "dist"])
    cpSync(join(projectRoot, name), join(root, name), { recursive: true });
  for (const name of ["node_modules", "runs/recorded"]) symlinkSync(join(projectRoot, name), join(root, name));
  const tied = ["--require", join(root, "scripts/endWithParent.cjs"), join(root, "dist/node/cli/main.js")];
  return { root, ownDisk, env: environment({}), command: (words) => [process.execPath, ...tied, ...words] };
}

/** The one notebook whose cells are executed; of those that the report quotes, the cells are there. */
const executed = "A2-loading.ipynb";
const quoted = /^A[1-7]-.*\.ipynb$/;

interface Notebook {
  readonly cells: { readonly metadata: { tags?: string[] } }[];
}

/** Fewer notebooks, and the cells of all but one marked as such that are not executed. */
function shorten(folder: string): void {
  for (const file of readdirSync(folder)) {
    if (!file.endsWith(".ipynb") || file === executed) continue;
    const path = join(folder, file);
    if (!quoted.test(file)) {
      rmSync(path);
      continue;
    }
    const notebook = JSON.parse(readFileSync(path, "utf8")) as Notebook;
    for (const { metadata } of notebook.cells) metadata.tags = [...(metadata.tags ?? []), "skip-execution"];
    writeFileSync(path, JSON.stringify(notebook));
  }
}

/** A clone of what is committed, which takes what it needs from a prefetched folder. */
export function cloneWorkspace(disk: string, name: string, prefetched: string, ownDisk: boolean): Workspace {
  const root = join(disk, name);
  rmSync(root, { recursive: true, force: true });
  const { status, stderr } = spawnSync("git", ["clone", "-q", projectRoot, root], { encoding: "utf8" });
  if (status !== 0) throw new Error(`Expected to clone the project to ${root}, but received: ${stderr}`);
  shorten(join(root, "notebooks"));
  return {
    root,
    ownDisk,
    env: environment({ LAB_CACHE: prefetched }),
    command: ([first, ...words]) => ["npm", "run", first, "--", ...words],
  };
}
