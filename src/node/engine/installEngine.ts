// Installs the native TensorFlow engine by a ladder, first rung that works: what is already there, the engine of a prefetched
// folder, the package's own download, the Python wheel with an addon built here. A rung counts only after one training step
// has run. That no rung works is an answer, not an error: training then runs on the JavaScript backend, prediction on
// WebAssembly.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { extname, join } from "node:path";
import { pathToFileURL } from "node:url";
import * as v from "valibot";
import { cacheFolder, prefetchedFolder, projectRoot } from "../paths";
import { buildAddon, missingBuildTools } from "./buildAddon";
import { engineFiles, readEngineStamp, removeLeftovers, writeEngineStamp, type EngineFiles } from "./engineFiles";
import { runPackageDownload } from "./packageDownload";
import { preparedEngineName, unpackEngine } from "./preparedEngine";
import { lastWords, runProgram, stopPrograms } from "../runProgram";
import { fetchWheel, unpackWheel } from "./wheel";

/** What an attempt to install has led to. */
export interface EngineInstallation {
  readonly installed: boolean;
  readonly tensorflowVersion: string | null;
  /** One or two sentences for the person. */
  readonly message: string;
}

/** One way to get the engine. `climb` throws a sentence if it does not work. */
export interface Rung {
  readonly name: string;
  readonly climb: () => Promise<void>;
}

export interface InstallEngineOptions {
  /** Told what is being done, line by line. */
  readonly report?: (line: string) => void;
  /** The ladder; default: the rungs above. Tests put in their own. */
  readonly rungs?: readonly Rung[];
  readonly files?: EngineFiles;
  /** Runs the smoke test and resolves to TensorFlow's version; tests put in their own. */
  readonly smokeTest?: () => Promise<string>;
}

const log = join(cacheFolder, "logs", "engine.log");
const failureFile = join(cacheFolder, "engine-failure.json");
const failureSchema = v.looseObject({ time: v.number(), message: v.string() });

/** Is the native engine complete for this platform? LAB_ENGINE=none says no. */
export function engineInstalled(): boolean {
  return !engineIsRefused() && readEngineStamp() !== null;
}

/**
 * LAB_ENGINE=none or cpu: the native engine is neither installed nor used, as on a system where no rung works. Throws on another
 * value.
 */
export function engineIsRefused({ LAB_ENGINE: chosen = "" }: NodeJS.ProcessEnv = process.env): boolean {
  if (["", "none", "cpu"].includes(chosen)) return chosen !== "";
  throw new Error(
    `Expected LAB_ENGINE to be none, cpu or not set, but received "${chosen}". Unset it for the native engine.`,
  );
}

/** The message of a failed installation within the last hour, or null: notebooks then do not climb the ladder again. */
export function recentEngineFailure(now: number = Date.now()): string | null {
  try {
    const failed: unknown = JSON.parse(readFileSync(failureFile, "utf8"));
    return v.is(failureSchema, failed) && now - failed.time < 3_600_000 ? failed.message : null;
  } catch {
    return null;
  }
}

/** Makes the engine ready, unless it is. That a rung fails is part of the answer; rejects only if Ctrl-C interrupts it. */
export async function installEngine(options: InstallEngineOptions = {}): Promise<EngineInstallation> {
  if (engineIsRefused()) return failure([`LAB_ENGINE=${process.env.LAB_ENGINE} is set`]);
  if (!existsSync((options.files ?? engineFiles()).packageFolder)) {
    return failure([
      "the package @tensorflow/tfjs-node is not installed here (npm install @tensorflow/tfjs-node@4.22.0 adds it)",
    ]);
  }
  const lock = join(cacheFolder, "engine.lock");
  const { withLock } = (await import(pathToFileURL(join(projectRoot, "scripts/lock.mjs")).href)) as LockModule;
  return withLock(lock, () => climb(options), options.report);
}

interface LockModule {
  withLock<Result>(folder: string, work: () => Promise<Result>, say?: (line: string) => void): Promise<Result>;
}

async function climb(options: InstallEngineOptions): Promise<EngineInstallation> {
  const {
    report = () => undefined,
    files = engineFiles(),
    rungs = defaultRungs(files, report),
    smokeTest = runSmokeTest,
  } = options;
  const stamp = readEngineStamp(files);
  if (stamp) return success(stamp.tensorflowVersion);
  rmSync(log, { force: true });
  removeLeftovers(files);
  let interrupted = false;
  // In a kernel, where the stop button is to end what is being run here.
  const interrupt = (): void => {
    interrupted = true;
    void stopPrograms();
  };
  process.on("SIGINT", interrupt);
  const problems: string[] = [];
  try {
    for (const rung of rungs) {
      report(`${rung.name} …`);
      try {
        await rung.climb();
        const version = await smokeTest();
        writeEngineStamp(version, files);
        rmSync(failureFile, { force: true });
        return success(version);
      } catch (error) {
        if (interrupted)
          throw new Error("Installing the engine was interrupted. It starts again when an engine is next needed.");
        problems.push(`${rung.name}: ${problemText(error)}`);
        report(problems[problems.length - 1]);
      }
    }
  } finally {
    process.removeListener("SIGINT", interrupt);
  }
  const result = failure(problems);
  mkdirSync(cacheFolder, { recursive: true });
  writeFileSync(failureFile, JSON.stringify({ time: Date.now(), message: result.message }));
  return result;
}

function problemText(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === "ENOSPC") return "the disk is full (the engine needs 1 GB)";
  if (code === "EACCES" || code === "EPERM" || code === "EROFS") return `writing is not permitted (${message})`;
  return message;
}

/** The ladder for this machine. `prefetched` is the folder that npm run prefetch filled, or null. */
export function defaultRungs(
  files: EngineFiles,
  report: (line: string) => void,
  prefetched: string | null = prefetchedFolder,
): Rung[] {
  const present: Rung = { name: "checking the engine that is already there", climb: async () => undefined };
  const archive = join(prefetched ?? "", "engine", preparedEngineName);
  const prepared: Rung = { name: "the prefetched engine", climb: () => unpackEngine(archive, files) };
  return [
    ...(existsSync(files.addon) && existsSync(join(files.depsFolder, "lib")) ? [present] : []),
    ...(prefetched !== null && existsSync(archive) ? [prepared] : []),
    { name: "the package's own download", climb: () => runPackageDownload(files, log) },
    { name: "the TensorFlow wheel", climb: () => installFromWheel(files, report) },
  ];
}

async function installFromWheel(files: EngineFiles, report: (line: string) => void): Promise<void> {
  const obstacle = wheelObstacle();
  if (obstacle !== "") throw new Error(obstacle);
  const python = findPip();
  const wheel = await fetchWheel({ folder: cacheFolder, python, log, report });
  await unpackWheel(wheel, files.depsFolder, report);
  report("building the addon");
  await buildAddon(files, python, log);
}

/** Why the wheel cannot serve this machine, known before anything is downloaded; "" if it can. */
export function wheelObstacle(
  system = `${process.platform}-${process.arch}`,
  env: NodeJS.ProcessEnv = process.env,
): string {
  if (system !== "linux-x64") return `it is for Linux on x64, and this is ${system}`;
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

async function runSmokeTest(): Promise<string> {
  const program = join(__dirname, `trainOneStep${extname(__filename)}`);
  const result = await runProgram(process.execPath, [...process.execArgv, program], {
    log,
    timeoutSeconds: 180,
    cwd: projectRoot,
  });
  const line = result.output
    .trim()
    .split("\n")
    .filter((text) => text.startsWith('{"tensorflowVersion"'))
    .at(-1);
  if (result.code !== 0 || !line) throw new Error(`it was installed, but a training step failed: ${lastWords(result)}`);
  return (JSON.parse(line) as { tensorflowVersion: string }).tensorflowVersion;
}

function success(tensorflowVersion: string): EngineInstallation {
  return { installed: true, tensorflowVersion, message: `TensorFlow ${tensorflowVersion}, one training step run` };
}

function failure(problems: readonly string[]): EngineInstallation {
  return {
    installed: false,
    tensorflowVersion: null,
    message:
      `no native engine (${problems.join("; ")}); going on with TensorFlow.js's own backends: ` +
      `WebAssembly for prediction, JavaScript for a tiny training`,
  };
}
