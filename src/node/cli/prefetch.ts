// npm run prefetch -- --to FOLDER: everything that set-up and lesson would download, for a room without network. Each part is
// tried as the set-up will use it; prefetch.json is written last and says what the folder fits (scripts/prefetched.mjs).
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { spawnSync } from "node:child_process";
import { engineFiles, readEngineStamp } from "../engine/engineFiles";
import { packEngine, preparedEngineName } from "../engine/preparedEngine";
import { progressLine } from "../files/progressLine";
import { writeFileSafely } from "../files/safeWrite";
import { projectRoot } from "../paths";
import { collectCifar10, collectReportWeights } from "../setup/collectData";
import { collectNpmPackages, collectWheels, npmRegistry } from "../setup/collectPackages";
import { setupModules, type PrefetchManifest, type SetupModules } from "../setup/setupModules";
import { checkTarget, megabytes } from "../setup/target";
import { jupyterPython } from "../jupyter/executeNotebook";
import { typedPath } from "./typed";

/** What `npm run prefetch` takes. */
export interface PrefetchOptions {
  readonly to: string;
}

/** The whole command; resolves to the exit code. */
export async function prefetch({ to }: PrefetchOptions): Promise<number> {
  const folder = typedPath(to);
  const started = performance.now();
  try {
    const modules = await setupModules();
    checkTarget(folder, modules);
    const manifest = await modules.withLock(`${folder}/prefetch.lock`, () => fill(folder, modules), console.log);
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
    console.error((error as Error).message);
    return 1;
  }
}

/** Fills the folder part by part. Its manifest says "not complete" until the end. */
async function fill(folder: string, modules: SetupModules): Promise<PrefetchManifest> {
  const registry = await npmRegistry(modules);
  const unfinished = { ...modules.thisSystem(projectRoot, pythonVersion()), registry, complete: false, parts: {} };
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
  await part("engine", "TensorFlow engine", collectEngine);
  await part("data", "data", collectData);
  const parts = Object.fromEntries(
    modules.partNames
      .map((name) => [name, modules.sizeOf(join(folder, name))] as const)
      .filter(([, { files }]) => files > 0),
  );
  const manifest = { ...unfinished, complete: true, parts };
  await write(manifest);
  return manifest;
}

/** The engine that this clone runs on; a copy of its stamp beside the archive says which one was packed. */
async function collectEngine(place: string): Promise<boolean> {
  const files = engineFiles();
  const archive = join(place, preparedEngineName);
  const stamp = join(place, "lab-stamp.json");
  if (readEngineStamp(files) === null) {
    console.log(
      "  There is no native engine here to take along: notebooks will predict with WebAssembly and train on very little.",
    );
    return false;
  }
  const installed = readFileSync(files.stamp, "utf8");
  if (existsSync(archive) && existsSync(stamp) && readFileSync(stamp, "utf8") === installed) return false;
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

if (require.main === module) {
  void prefetch(JSON.parse(process.argv[2] ?? "{}") as PrefetchOptions).then((code) => process.exit(code));
}
