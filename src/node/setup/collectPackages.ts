// npm packages as a cache for `npm ci --offline`, Python wheels as a folder for pip. A part counts as whole when an installation
// from it alone succeeds: that is tried first, so that what is there already is not fetched again, and once more at the end.
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { jupyterPython } from "../jupyter/executeNotebook";
import { cacheFolder, projectRoot } from "../paths";
import type { SetupModules } from "./setupModules";

/** Empty folders for trial installations, in the clone's own cache; they go when the trial is over. */
async function withTrial<Result>(name: string, work: (trial: string) => Promise<Result>): Promise<Result> {
  const trial = join(cacheFolder, "prefetch", name);
  rmSync(trial, { recursive: true, force: true });
  mkdirSync(trial, { recursive: true });
  try {
    return await work(trial);
  } finally {
    rmSync(trial, { recursive: true, force: true });
  }
}

/** Tries offline, fetches, tries again. True if something had to be fetched; throws the last failure. */
async function fetchUntilWhole(offline: () => Promise<unknown>, fetchRest: () => Promise<unknown>): Promise<boolean> {
  if (
    await offline().then(
      () => true,
      () => false,
    )
  )
    return false;
  await fetchRest();
  await offline();
  return true;
}

/** The registry that npm is set to, without a name and password in it. */
export async function npmRegistry(modules: SetupModules): Promise<string> {
  const [command, ...first] = modules.npmCommand();
  const log = join(cacheFolder, "logs", "npm-registry.log");
  const output = await modules.runLogged(command, [...first, "config", "get", "registry"], {
    what: "npm's registry",
    log,
    root: projectRoot,
  });
  return withoutCredentials(
    output
      .split("\n")
      .map((line) => line.trim())
      .find((line) => /^https?:/.test(line)) ?? "",
  );
}

/** An address without the name and password that it may carry. */
export function withoutCredentials(address: string): string {
  const url = new URL(address);
  url.username = url.password = "";
  return url.href;
}

/** Fills `folder` with npm's cache of every package of package-lock.json for this platform. */
export async function collectNpmPackages(folder: string, registry: string, modules: SetupModules): Promise<boolean> {
  const { ciArguments, offlineArguments, runLogged } = modules;
  const [command, ...first] = modules.npmCommand();
  return withTrial("npm", async (trial) => {
    for (const name of ["package.json", "package-lock.json"]) cpSync(join(projectRoot, name), join(trial, name));
    const install = (more: readonly string[]): Promise<string> =>
      runLogged(command, [...first, ...ciArguments, ...more], {
        what: "npm packages",
        log: join(cacheFolder, "logs", "prefetch-npm.log"),
        root: trial,
      });
    const offline = offlineArguments(folder, registry, cacheFolder);
    const online = offline.map((word) => (word === "--offline" ? "--prefer-offline" : word));
    const fetched = await fetchUntilWhole(
      () => install(offline),
      () => install(online),
    );
    for (const name of existsSync(folder) ? readdirSync(folder) : []) {
      if (name !== "_cacache") rmSync(join(folder, name), { recursive: true, force: true });
    }
    rmSync(join(folder, "_cacache", "tmp"), { recursive: true, force: true });
    return fetched;
  });
}

/** Fills `folder` with the wheels of requirements.txt for this platform and Python, and removes others. */
export async function collectWheels(folder: string, modules: SetupModules): Promise<boolean> {
  return withTrial("wheels", async (trial) => {
    const download = (to: string, more: readonly string[]): Promise<string> =>
      modules.runLogged(
        jupyterPython,
        [
          "-m",
          "pip",
          "download",
          "--no-input",
          "--progress-bar=off",
          "--only-binary=:all:",
          "--require-hashes",
          ...more,
          "--dest",
          to,
          "-r",
          join(projectRoot, "requirements.txt"),
        ],
        {
          what: "Python wheels",
          log: join(cacheFolder, "logs", "prefetch-pip.log"),
          root: projectRoot,
          env: modules.pythonEnvironment(),
        },
      );
    mkdirSync(folder, { recursive: true });
    const fetched = await fetchUntilWhole(
      () => download(trial, ["--no-index", "--find-links", folder]),
      () => download(folder, []),
    );
    const needed = readdirSync(trial);
    for (const name of readdirSync(folder))
      if (!needed.includes(name)) rmSync(join(folder, name), { recursive: true, force: true });
    return fetched;
  });
}
