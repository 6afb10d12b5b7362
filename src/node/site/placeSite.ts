// Puts a built site into the folder that someone named, beside whatever else lies there: only files that an earlier run of this
// wrote, listed in its manifest, are removed or replaced, and names that begin with a dot are never touched.
import { copyFileSync, existsSync, mkdirSync, readdirSync, rmdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import * as v from "valibot";
import { filesBelow } from "../files/filesBelow";
import { readJsonFile } from "../files/jsonFile";
import { writeFileSafely } from "../files/safeWrite";

/** Written into the folder: what of it is the site's. */
export const siteManifestName = "site-files.json";

const manifestSchema: v.GenericSchema<string[]> = v.array(v.string());

/** Throws where the folder holds something and no site of this command's. */
export function checkSiteTarget(folder: string): void {
  if (!existsSync(folder)) return;
  const names = readdirSync(folder).filter((name) => !name.startsWith("."));
  if (names.length === 0 || names.includes(siteManifestName)) return;
  throw new Error(
    `Expected --to to name a new folder or an earlier site, but ${folder} holds ${names.slice(0, 3).join(", ")} and no ` +
      `${siteManifestName}, in which a site lists its files. Name another folder, or empty this one.`,
  );
}

/**
 * Makes `target` hold the files of `built`: earlier ones that are no longer there go, with folders that become empty. Throws,
 * with nothing changed, where a file of the site would replace one that is not the site's.
 */
export async function placeSite(built: string, target: string): Promise<void> {
  checkSiteTarget(target);
  const earlier = earlierFiles(target);
  const files = filesBelow(built);
  const foreign = files.find((file) => !earlier.includes(file) && existsSync(join(target, file)));
  if (foreign !== undefined) {
    throw new Error(
      `Expected ${join(target, foreign)} to be of an earlier site, but it is not in ${siteManifestName}. ` +
        "Move it away, or name another folder.",
    );
  }
  // Both lists until the end: whatever an interruption leaves is still known as the site's.
  await writeManifest(target, [...new Set([...earlier, ...files])]);
  for (const file of files) {
    mkdirSync(dirname(join(target, file)), { recursive: true });
    copyFileSync(join(built, file), join(target, file));
  }
  const gone = earlier.filter((file) => !files.includes(file));
  for (const file of gone) rmSync(join(target, file), { force: true });
  for (const folder of new Set(gone.map((file) => dirname(file)))) removeEmpty(target, folder);
  await writeManifest(target, files);
}

/** The files that the manifest in the folder lists; a path that leads outside, or to a name with a dot first, is none of them. */
function earlierFiles(target: string): string[] {
  const path = join(target, siteManifestName);
  if (!existsSync(path)) return [];
  const listed = readJsonFile(path, manifestSchema, "Name another folder, or empty this one.");
  return listed.filter((file) => file.split("/").every((part) => part !== "" && !part.startsWith(".")));
}

async function writeManifest(target: string, files: readonly string[]): Promise<void> {
  await writeFileSafely(join(target, siteManifestName), `${JSON.stringify([...files].sort(), null, 1)}\n`);
}

/** The folder and those above it, up to `target`, as far as they are empty. */
function removeEmpty(target: string, folder: string): void {
  for (let part = folder; part !== "."; part = dirname(part)) {
    const path = join(target, part);
    if (!existsSync(path)) continue;
    if (readdirSync(path).length > 0) return;
    rmdirSync(path);
  }
}
