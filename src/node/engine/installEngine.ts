// Installs the native TensorFlow engine by a ladder, first rung that works: what is already there, the engine of a prefetched
// folder, the Python wheel or libtensorflow with an addon built here, and, only where it is allowed, the package's own download,
// which has no checksum; the others are checked before any of their native code runs. A rung counts only after one training step
// has run. That no rung works is an answer, not an error: training then runs on the JavaScript backend, prediction on
// WebAssembly.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { extname, join } from "node:path";
import { pathToFileURL } from "node:url";
import * as v from "valibot";
import { cacheFolder, projectRoot } from "../paths";
import { engineFiles, readEngineStamp, removeLeftovers, writeEngineStamp, type EngineFiles } from "./engineFiles";
import { packageDownloadAllowed } from "./packageDownload";
import { defaultRungs, type Rung } from "./rungs";
import { lastWords, runProgram, stopPrograms } from "../runProgram";

/** What an attempt to install has led to. */
export interface EngineInstallation {
  readonly installed: boolean;
  readonly tensorflowVersion: string | null;
  /** One or two sentences for the person. */
  readonly message: string;
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
const failureSchema = v.looseObject({
  time: v.number(),
  message: v.string(),
  downloadAllowed: v.optional(v.boolean()),
});

/** Is the native engine complete for this platform? LAB_ENGINE=none says no. */
export function engineInstalled(): boolean {
  return !engineIsRefused() && readEngineStamp() !== null;
}

/**
 * LAB_ENGINE=none or cpu: the native engine is neither installed nor used, as on a system where no rung works. "download" allows
 * one more rung. Throws on another value.
 */
export function engineIsRefused({ LAB_ENGINE: chosen = "" }: NodeJS.ProcessEnv = process.env): boolean {
  if (["", "download"].includes(chosen)) return false;
  if (["none", "cpu"].includes(chosen)) return true;
  throw new Error(
    `Expected LAB_ENGINE to be none, cpu, download or not set, but received "${chosen}". Unset it for the native engine.`,
  );
}

/**
 * The message of a failed installation within the last hour, or null: notebooks then do not climb the ladder again, unless
 * LAB_ENGINE=download has added a rung since.
 */
export function recentEngineFailure(now: number = Date.now()): string | null {
  try {
    const failed: unknown = JSON.parse(readFileSync(failureFile, "utf8"));
    if (!v.is(failureSchema, failed) || now - failed.time >= 3_600_000) return null;
    return packageDownloadAllowed() && failed.downloadAllowed !== true ? null : failed.message;
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
    rungs = defaultRungs(files, log, report),
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
  writeFileSync(
    failureFile,
    JSON.stringify({ time: Date.now(), message: result.message, downloadAllowed: packageDownloadAllowed() }),
  );
  return result;
}

function problemText(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === "ENOSPC") return "the disk is full (the engine needs 1 GB)";
  if (code === "EACCES" || code === "EPERM" || code === "EROFS") return `writing is not permitted (${message})`;
  return message;
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
