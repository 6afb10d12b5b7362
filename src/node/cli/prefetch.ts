// npm run prefetch -- --to FOLDER: everything that set-up and lesson would download, for a room without network. Each part is
// tried as the set-up will use it; prefetch.json is written last and says what the folder fits (scripts/prefetched.mjs).
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { spawnSync } from "node:child_process";
import { engineFiles, readEngineStamp, type EngineFiles } from "../engine/engineFiles";
import { packEngine, preparedEngineName } from "../engine/preparedEngine";
import { progressLine } from "../files/progressLine";
import { sentenceOf, writeFileSafely } from "../files/safeWrite";
import { sha256OfFile } from "../files/sha256";
import { projectRoot } from "../paths";
import { collectCifar10, collectReportWeights } from "../setup/collectData";
import { collectNpmPackages, collectWheels, npmRegistry } from "../setup/collectPackages";
import { setupModules, type PrefetchManifest, type SetupModules } from "../setup/setupModules";
import { checkTarget, megabytes } from "../setup/target";
import { jupyterPython } from "../jupyter/executeNotebook";
import { typedPath, type CommandOptions } from "./typed";

/** What `npm run prefetch` takes. */
export type PrefetchOptions = CommandOptions<"prefetch">;

/** The whole command; resolves to the exit code. */
export async function prefetch({ to }: PrefetchOptions): Promise<number> {
  const folder = typedPath(to);
  const started = performance.now();
  try {
    const modules = await setupModules();
    const earlier = checkTarget(folder, modules);
    const work = (): Promise<PrefetchManifest> => fill(folder, modules, earlier?.sha256 ?? {});
    const manifest = await modules.withLock(`${folder}/prefetch.lock`, work, console.log);
    const bytes = Object.values(manifest.parts).reduce((sum, part) => sum + part.bytes, 0);
    console.log(
      [
        `${megabytes(bytes)} in ${folder}, made in ${Math.round((performance.now() - started) / 1000)} s ` +
          `for ${manifest.system}, ` +
          `Python ${manifest.python}.`,
        `On such a machine, in a clone of this version of the project: LAB_CACHE=${folder} npm run lab`,
      ].join("\n"),
    );
    return 0;
  } catch (error) {
    console.error(sentenceOf(error));
    return 1;
  }
}

/** The engine's archive in the folder, as the manifest names it. */
const engineArchive = `engine/${preparedEngineName}`;

/** Fills the folder part by part. Its manifest says "not complete" until the end. `stated`: the sums of an earlier run. */
async function fill(
  folder: string,
  modules: SetupModules,
  stated: Readonly<Record<string, string>>,
): Promise<PrefetchManifest> {
  const registry = await npmRegistry(modules);
  const unfinished = {
    ...modules.thisSystem(projectRoot, pythonVersion()),
    registry,
    complete: false,
    parts: {},
    sha256: stated,
  };
  const write = (manifest: PrefetchManifest): Promise<void> =>
    writeFileSafely(join(folder, modules.manifestName), `${JSON.stringify(manifest, null, 2)}\n`);
  await write(unfinished);
  const part = async (name: string, title: string, work: (place: string) => Promise<boolean>): Promise<void> => {
    const place = join(folder, name);
    const line = progressLine();
    const began = performance.now();
    const seconds = (): string => `${Math.round((performance.now() - began) / 1000)} s`;
    const watch = setInterval(
      () => line.show(`  ${title} … ${seconds()}, ${megabytes(modules.sizeOf(place).bytes)}`),
      1000,
    );
    try {
      const changed = await work(place);
      const { files, bytes } = modules.sizeOf(place);
      if (files === 0) line.show(`  ${title}: none`);
      else
        line.show(
          `  ${title}: ${changed ? "" : "up to date, "}${files.toLocaleString("en")} files, ${megabytes(bytes)} (${seconds()})`,
        );
    } finally {
      clearInterval(watch);
      line.end();
    }
  };
  await part("npm", "npm packages", (place) => collectNpmPackages(place, registry, modules));
  await part("wheels", "Python wheels", (place) => collectWheels(place, modules));
  await part("engine", "TensorFlow engine", (place) => collectEngine(place, stated[engineArchive]));
  await part("data", "data", collectData);
  for (const name of ["engine", "data"]) removeParts(join(folder, name));
  const parts = Object.fromEntries(
    modules.partNames
      .map((name) => [name, modules.sizeOf(join(folder, name))] as const)
      .filter(([, { files }]) => files > 0),
  );
  const engine = join(folder, engineArchive);
  const sha256: { [file: string]: string } = existsSync(engine) ? { [engineArchive]: await sha256OfFile(engine) } : {};
  const manifest = { ...unfinished, complete: true, parts, sha256 };
  await write(manifest);
  return manifest;
}

/** Removes what a killed run left half written; only this command, which holds the folder's lock, writes there. */
function removeParts(place: string): void {
  const names = existsSync(place) ? readdirSync(place).filter((name) => name.endsWith(".part")) : [];
  for (const name of names) rmSync(join(place, name), { recursive: true, force: true });
}

/**
 * The engine that this clone runs on; a copy of its stamp beside the archive says which one was packed. One that is there already is
 * kept only where it still has the SHA-256 that was stated for it.
 */
export async function collectEngine(
  place: string,
  stated: string | undefined,
  files: EngineFiles = engineFiles(),
): Promise<boolean> {
  const archive = join(place, preparedEngineName);
  const stamp = join(place, "lab-stamp.json");
  if (readEngineStamp(files) === null) {
    console.log(
      "  There is no native engine here to take along: notebooks will predict with WebAssembly and train on very little.",
    );
    return false;
  }
  const installed = readFileSync(files.stamp, "utf8");
  const isSame = existsSync(archive) && existsSync(stamp) && readFileSync(stamp, "utf8") === installed;
  if (isSame && stated === (await sha256OfFile(archive))) return false;
  await packEngine(files, archive);
  await writeFileSafely(stamp, installed);
  return true;
}

async function collectData(place: string): Promise<boolean> {
  const say = (line: string): void => console.log(`  ${line}`);
  await collectCifar10(place, { say });
  await collectReportWeights(place, say);
  return true;
}

/** "3.11" of the environment that the wheels are for. */
function pythonVersion(): string {
  const ask = "import sys; print('%d.%d' % sys.version_info[:2])";
  return spawnSync(jupyterPython, ["-c", ask], { encoding: "utf8" }).stdout.trim();
}
