// The rungs of the ladder for this machine. What each brings is checked before its native code runs: the prefetched engine by the
// SHA-256 in prefetch.json, the wheel and libtensorflow by theirs; only the package's own download, which must be allowed, is not.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { cacheFolder, prefetchedFolder, projectRoot } from "../paths";
import { buildAddon, missingBuildTools } from "./buildAddon";
import type { EngineFiles } from "./engineFiles";
import { fetchLibtensorflow, libtensorflowArchives, unpackLibtensorflow } from "./libtensorflow";
import { runPackageDownload } from "./packageDownload";
import { preparedEngineName, unpackEngine } from "./preparedEngine";
import { fetchWheel, unpackWheel } from "./wheel";

/** One way to get the engine. `climb` throws a sentence if it does not work. */
export interface Rung {
  readonly name: string;
  readonly climb: () => Promise<void>;
}

const thisSystem = `${process.platform}-${process.arch}`;

/** The ladder for this machine. `log` takes what programs print; `prefetched` is the folder that npm run prefetch filled, or null. */
export function defaultRungs(
  files: EngineFiles,
  log: string,
  report: (line: string) => void,
  prefetched: string | null = prefetchedFolder,
): Rung[] {
  const present: Rung = { name: "checking the engine that is already there", climb: async () => undefined };
  const archive = join(prefetched ?? "", "engine", preparedEngineName);
  const prepared: Rung = {
    name: "the prefetched engine",
    climb: async () => unpackEngine(archive, files, await statedSum(prefetched ?? "")),
  };
  return [
    ...(existsSync(files.addon) && existsSync(join(files.depsFolder, "lib")) ? [present] : []),
    ...(prefetched !== null && existsSync(archive) ? [prepared] : []),
    { name: "the TensorFlow wheel", climb: () => installFromWheel(files, log, report) },
    { name: "libtensorflow", climb: () => installLibtensorflow(files, log, report) },
    { name: "the package's own download", climb: () => runPackageDownload(files, log) },
  ];
}

/** The SHA-256 of the engine's archive in the list of a prefetched folder; undefined where it states none. */
async function statedSum(prefetched: string): Promise<string | undefined> {
  const script = pathToFileURL(join(projectRoot, "scripts/prefetched.mjs")).href;
  const { readManifest } = (await import(script)) as PrefetchedModule;
  return readManifest(prefetched)?.sha256?.[`engine/${preparedEngineName}`];
}

interface PrefetchedModule {
  readManifest(folder: string): { readonly sha256?: { readonly [file: string]: string } } | null;
}

async function installLibtensorflow(files: EngineFiles, log: string, report: (line: string) => void): Promise<void> {
  const obstacle = libtensorflowObstacle();
  if (obstacle !== "") throw new Error(obstacle);
  const python = findPip();
  const archive = libtensorflowArchives[thisSystem];
  const path = await fetchLibtensorflow(archive, { folder: cacheFolder, report });
  await unpackLibtensorflow(path, files);
  report("building the addon");
  await buildAddon(files, python, log);
}

/** Why libtensorflow cannot serve this machine, known before anything is downloaded; "" if it can. */
export function libtensorflowObstacle(system: string = thisSystem, env: NodeJS.ProcessEnv = process.env): string {
  return system in libtensorflowArchives ? buildObstacle(env) : `no archive with a known checksum is for ${system}`;
}

async function installFromWheel(files: EngineFiles, log: string, report: (line: string) => void): Promise<void> {
  const obstacle = wheelObstacle();
  if (obstacle !== "") throw new Error(obstacle);
  const python = findPip();
  const wheel = await fetchWheel({ folder: cacheFolder, python, log, report });
  await unpackWheel(wheel, files.depsFolder, report);
  report("building the addon");
  await buildAddon(files, python, log);
}

/** Why the wheel cannot serve this machine, known before anything is downloaded; "" if it can. */
export function wheelObstacle(system: string = thisSystem, env: NodeJS.ProcessEnv = process.env): string {
  return system === "linux-x64" ? buildObstacle(env) : `it is for Linux on x64, and this is ${system}`;
}

function buildObstacle(env: NodeJS.ProcessEnv): string {
  const missing = missingBuildTools(env);
  if (missing.length === 0) return "";
  return `its addon must be built, but ${missing.join(" and ")} cannot be found (Debian and Ubuntu: apt install g++ make)`;
}

/** A Python with pip: the project's own environment first. */
function findPip(): string {
  const candidates = [join(projectRoot, ".venv/bin/python"), process.env.PYTHON ?? "", "python3", "python"].filter(
    (name) => name !== "",
  );
  const found = candidates.find(
    (python) => spawnSync(python, ["-m", "pip", "--version"], { stdio: "ignore" }).status === 0,
  );
  if (!found) throw new Error("no Python with pip can be found (run npm run setup)");
  return found;
}
