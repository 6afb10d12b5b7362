// The set-up's own modules, plain JavaScript that runs before anything is compiled, as prefetch uses them: what it tries in the
// folder is what the set-up will do with it.
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { projectRoot } from "../paths";

export interface PartSize {
  readonly files: number;
  readonly bytes: number;
}

/** prefetch.json, as scripts/prefetched.mjs describes it. */
export interface PrefetchManifest {
  readonly format: number;
  readonly complete: boolean;
  readonly project: string;
  readonly system: string;
  readonly nodeApi: number;
  readonly node: string;
  readonly python: string;
  readonly registry: string;
  readonly parts: { readonly [part: string]: PartSize };
  readonly sha256?: { readonly [file: string]: string };
}

interface PrefetchedModule {
  readonly manifestName: string;
  readonly partNames: readonly string[];
  thisSystem(root: string, python: string): Omit<PrefetchManifest, "complete" | "registry" | "parts">;
  readManifest(folder: string): PrefetchManifest | null;
  prefetchedProblem(manifest: PrefetchManifest, folder: string, here: object): string;
  sizeOf(folder: string): PartSize;
}

interface PackagesModule {
  readonly ciArguments: readonly string[];
  npmCommand(): string[];
  offlineArguments(npmCache: string, registry: string, cache: string): string[];
}

interface ProcessModule {
  runLogged(
    command: string,
    args: readonly string[],
    options: { what: string; log: string; root: string; env?: NodeJS.ProcessEnv },
  ): Promise<string>;
}

interface PythonModule {
  pythonEnvironment(): NodeJS.ProcessEnv;
}

interface LockModule {
  withLock<Result>(folder: string, work: () => Promise<Result>, say?: (line: string) => void): Promise<Result>;
}

export type SetupModules = PrefetchedModule & PackagesModule & ProcessModule & PythonModule & LockModule;

/** All of them in one object. */
export async function setupModules(): Promise<SetupModules> {
  const names = ["prefetched", "stages/packages", "process", "python", "lock"];
  const modules = await Promise.all(
    names.map((name) => import(pathToFileURL(join(projectRoot, "scripts", `${name}.mjs`)).href)),
  );
  return Object.assign({}, ...(modules as object[])) as SetupModules;
}
