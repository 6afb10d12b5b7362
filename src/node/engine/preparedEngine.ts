// The engine as one file: the TensorFlow libraries and the addon as they were installed and tried on another machine of the same
// kind. Unpacking it needs neither network nor compiler. What npm run prefetch packs, a rung of the ladder unpacks.
import { existsSync, lstatSync, readdirSync } from "node:fs";
import { copyFile, mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { writeError } from "../files/safeWrite";
import { sha256OfFile } from "../files/sha256";
import { readEngineStamp, replaceFolder, type EngineFiles } from "./engineFiles";

/** The archive's name in the folder "engine" of a prefetched folder. */
export const preparedEngineName = "engine.tar.gz";

/** Packs the installed engine; the archive gets its name when it is whole. Throws where no complete engine is installed. */
export async function packEngine(files: EngineFiles, archive: string): Promise<void> {
  if (readEngineStamp(files) === null) {
    throw new Error("Expected a complete TensorFlow engine to pack, but none is installed. Run npm run setup first.");
  }
  const addonFolder = dirname(files.addon);
  const inside = (...parts: string[]): string => parts.join("/");
  const libraries = readdirSync(join(files.depsFolder, "lib")).map((name) => inside("deps", "lib", name));
  const addons = readdirSync(addonFolder)
    .filter((name) => lstatSync(join(addonFolder, name)).isFile() && !name.endsWith(".tmp"))
    .map((name) => inside("lib", basename(addonFolder), name));
  await mkdir(dirname(archive), { recursive: true });
  try {
    const tar = await import("tar");
    await tar.create({ file: `${archive}.part`, cwd: files.packageFolder, gzip: { level: 6 }, portable: true }, [
      ...libraries,
      ...addons,
    ]);
    await rename(`${archive}.part`, archive);
  } catch (error) {
    await rm(`${archive}.part`, { force: true });
    throw writeError(error, archive);
  }
}

/**
 * Puts the archive's engine in its place; what was there stays until all of it is unpacked. `sha256`, hexadecimal, is the sum that
 * the folder's prefetch.json states: with another one, or none, nothing is unpacked. Throws also where the archive is damaged.
 */
export async function unpackEngine(archive: string, files: EngineFiles, sha256: string | undefined): Promise<void> {
  const found = await sha256OfFile(archive);
  if (found !== sha256) {
    throw new Error(
      `${archive} has the SHA-256 ${found} instead of ${sha256 ?? "one that prefetch.json states"}: it was changed or not ` +
        "copied whole; copy the folder again",
    );
  }
  await mkdir(files.packageFolder, { recursive: true });
  const fresh = await mkdtemp(`${files.depsFolder}-new-`);
  const addon = join(fresh, "lib", basename(dirname(files.addon)), basename(files.addon));
  try {
    const tar = await import("tar");
    await tar.extract({ file: archive, cwd: fresh, strict: true }).catch((error: NodeJS.ErrnoException) => {
      if (error.code === "ENOSPC" || error.code === "EACCES") throw error;
      throw new Error(`${archive} is damaged (${error.message})`);
    });
    if (!existsSync(addon)) throw new Error(`${archive} holds no addon for this Node`);
    await mkdir(dirname(files.addon), { recursive: true });
    await copyFile(addon, `${files.addon}.tmp`);
    await rename(`${files.addon}.tmp`, files.addon);
    await replaceFolder(files.depsFolder, join(fresh, "deps"));
  } finally {
    // An extraction that failed may still be writing its last file: the folder is tried again until it is empty.
    await rm(fresh, { recursive: true, force: true, maxRetries: 10 });
  }
}
