// Where the native engine lies inside @tensorflow/tfjs-node, and the stamp that says it is complete. The stamp lists every
// file with its size and is written only after a training step has run, so a half-written engine never counts as installed.
import { existsSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync, renameSync } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import * as v from "valibot";
import { projectRoot } from "../paths";

/** The places inside one installed @tensorflow/tfjs-node. */
export interface EngineFiles {
  readonly packageFolder: string;
  /** deps/: the TensorFlow library and its headers */
  readonly depsFolder: string;
  /** the addon between Node and the library */
  readonly addon: string;
  readonly stamp: string;
}

/** What the stamp holds. */
export interface EngineStamp {
  readonly platform: string;
  readonly tensorflowVersion: string;
  /** path inside the package -> bytes */
  readonly files: { readonly [path: string]: number };
}

const stampSchema: v.GenericSchema<EngineStamp> = v.looseObject({
  platform: v.string(),
  tensorflowVersion: v.string(),
  files: v.record(v.string(), v.number()),
});

/** The highest Node-API version that @tensorflow/tfjs-node 4.22.0 is built for. */
const highestNodeApi = 8;

/** The places inside the @tensorflow/tfjs-node that this project uses, or inside `packageFolder`. */
export function engineFiles(packageFolder: string = installedPackageFolder()): EngineFiles {
  const nodeApi = Math.min(highestNodeApi, Number(process.versions.napi));
  return {
    packageFolder,
    depsFolder: join(packageFolder, "deps"),
    addon: join(packageFolder, "lib", `napi-v${nodeApi}`, "tfjs_binding.node"),
    stamp: join(packageFolder, "deps", "lab-stamp.json"),
  };
}

/** The package is an optional one: where it is absent, the place where it would be. */
function installedPackageFolder(): string {
  try {
    return dirname(createRequire(__filename).resolve("@tensorflow/tfjs-node/package.json"));
  } catch {
    return join(projectRoot, "node_modules/@tensorflow/tfjs-node");
  }
}

const platformName = (): string => `${process.platform}-${process.arch}`;

/** The stamp of a complete engine for this platform; null if there is none or a file's size has changed. */
export function readEngineStamp(files: EngineFiles = engineFiles()): EngineStamp | null {
  try {
    const stamp: unknown = JSON.parse(readFileSync(files.stamp, "utf8"));
    const sound =
      v.is(stampSchema, stamp) &&
      stamp.platform === platformName() &&
      existsSync(files.addon) &&
      Object.entries(stamp.files).every(([path, bytes]) => statSync(join(files.packageFolder, path)).size === bytes);
    return sound ? stamp : null;
  } catch {
    return null;
  }
}

/** Marks the engine as complete. */
export function writeEngineStamp(tensorflowVersion: string, files: EngineFiles = engineFiles()): void {
  const folders = ["deps/lib", `lib/${basename(dirname(files.addon))}`];
  const paths = folders.flatMap((folder) =>
    readdirSync(join(files.packageFolder, folder)).map((name) => `${folder}/${name}`),
  );
  const sizes = paths.map((path) => [path, statSync(join(files.packageFolder, path)).size] as const);
  const stamp: EngineStamp = { platform: platformName(), tensorflowVersion, files: Object.fromEntries(sizes) };
  const aside = `${files.stamp}.tmp`;
  writeFileSync(aside, JSON.stringify(stamp, null, 1));
  renameSync(aside, files.stamp);
}

/** Puts the folder `fresh` in the place of `folder`: what was there goes when the new one is in place. */
export async function replaceFolder(folder: string, fresh: string): Promise<void> {
  const old = `${folder}-old`;
  await rm(old, { recursive: true, force: true });
  if (existsSync(folder)) await rename(folder, old);
  await rename(fresh, folder);
  await rm(old, { recursive: true, force: true });
}

/**
 * Removes what a killed installation left: beside deps the folders that were being unpacked or replaced (mkdtemp puts six signs
 * behind the name), and files under temporary names. To be called under the lock of the installation.
 */
export function removeLeftovers(files: EngineFiles = engineFiles()): void {
  for (const name of readdirSync(files.packageFolder)) {
    if (/^deps-(new|old)(-[A-Za-z0-9]{6})?$/.test(name))
      rmSync(join(files.packageFolder, name), { recursive: true, force: true });
  }
  for (const temporary of [`${files.addon}.tmp`, `${files.stamp}.tmp`]) rmSync(temporary, { force: true });
}
