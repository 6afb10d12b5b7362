// The folder that prefetch fills: may it be used, and is there room? Known before anything is fetched.
import { existsSync, readdirSync, statfsSync, statSync } from "node:fs";
import { dirname, relative } from "node:path";
import { projectRoot } from "../paths";
import type { PrefetchManifest, SetupModules } from "./setupModules";

/** About as many bytes as each part takes (measured on Linux x64), and some room. */
const expectedBytes: { readonly [part: string]: number } = { npm: 200e6, wheels: 95e6, engine: 150e6, data: 175e6 };

/**
 * The manifest that the folder has already, or null. Throws a sentence where the folder is in the project, a file, filled with
 * something else, or on a disk without room. `freeBytes` is for tests.
 */
export function checkTarget(
  folder: string,
  modules: Pick<SetupModules, "readManifest" | "sizeOf">,
  freeBytes: (path: string) => number = freeBytesAt,
): PrefetchManifest | null {
  if (!relative(projectRoot, folder).startsWith("..")) {
    throw new Error(
      `Expected --to to name a folder outside the project, but received ${folder}. Name for example a stick.`,
    );
  }
  if (existsSync(folder) && !statSync(folder).isDirectory()) {
    throw new Error(`Expected --to to name a folder, but ${folder} is a file. Name another place.`);
  }
  const manifest = modules.readManifest(folder);
  const names = existsSync(folder) ? readdirSync(folder) : [];
  if (manifest === null && names.some((name) => !name.startsWith(".") && name !== "prefetch.lock")) {
    throw new Error(
      `Expected an empty folder or one that prefetch began, but ${folder} holds ${names.slice(0, 3).join(", ")}. ` +
        `Name a new folder: npm run prefetch -- --to ${folder}/inpainting-lab.`,
    );
  }
  const missing = Object.entries(expectedBytes).reduce(
    (sum, [part, bytes]) => sum + Math.max(0, bytes - modules.sizeOf(`${folder}/${part}`).bytes),
    0,
  );
  const free = freeBytes(nearestFolder(folder));
  if (free >= missing) return manifest;
  throw new Error(
    `Expected ${megabytes(missing)} of free space for ${folder}, but its disk has ${megabytes(free)}. ` +
      `Free some, or name a folder on another disk with --to.`,
  );
}

function nearestFolder(folder: string): string {
  return existsSync(folder) ? folder : nearestFolder(dirname(folder));
}

function freeBytesAt(path: string): number {
  const { bavail, bsize } = statfsSync(path);
  return bavail * bsize;
}

export function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1e6).toLocaleString("en")} MB`;
}
