// What looks like a part of the work and is none: pictures in a folder that are not read, folders within it, masks without a
// picture. Each is named with the reason, so that nobody takes a folder for finished that is not.
import { readdirSync } from "node:fs";
import { basename, extname, join, resolve } from "node:path";
import { someOf, unreadFormat } from "./pictureEndings";
import { isFolder, pictureNames, realPath } from "./pictureFiles";
import { isStream } from "./streams";

/** A file or folder that is passed over. */
export interface LeftOut {
  readonly input: string;
  /** A sentence, or two with the way out. */
  readonly reason: string;
}

/** Where pictures are looked for: what was typed, and the folder of masks, or null. */
export interface Places {
  readonly inputs: readonly string[];
  readonly maskPath: string | null;
  readonly output: string;
}

/** Everything passed over in the folders among the inputs, and in the folder of masks where there are such folders. */
export function findLeftOut({ inputs, maskPath, output }: Places): LeftOut[] {
  const folders = inputs.filter((input) => !isStream(input) && isFolder(input));
  const own = new Set([...inputs, output, ...(maskPath === null ? [] : [maskPath])].map(realPlace));
  const found = folders.flatMap((folder) => leftOutOf(folder, own));
  if (maskPath === null || folders.length === 0 || !isFolder(maskPath)) return found;
  const isBeside = folders.some((folder) => realPlace(folder) === realPlace(maskPath));
  return isBeside ? found : [...found, ...masksLeftOut(maskPath, inputs)];
}

/** As lines of text: what has the same reason is one sentence, and of many the first five are named. */
export function leftOutLines(leftOut: readonly LeftOut[]): string[] {
  const byReason = new Map<string, string[]>();
  for (const { input, reason } of leftOut) byReason.set(reason, [...(byReason.get(reason) ?? []), input]);
  return [...byReason].map(([reason, names]) => `Skipped ${someOf(names)}: ${reason}`);
}

function leftOutOf(folder: string, own: ReadonlySet<string>): LeftOut[] {
  return visibleNames(folder).flatMap((name) => {
    const path = join(folder, name);
    if (!isFolder(path)) return unreadPicture(path);
    if (own.has(realPlace(path)) || !holdsPictures(path)) return [];
    return [{ input: path, reason: "Folders within folders are not entered. Name them beside the folder." }];
  });
}

function unreadPicture(path: string): LeftOut[] {
  const format = unreadFormat(path);
  return format === null ? [] : [{ input: path, reason: `${format} is not read. Save it as JPEG or PNG first.` }];
}

function masksLeftOut(folder: string, inputs: readonly string[]): LeftOut[] {
  const pictures = new Set(
    inputs.flatMap((input) => (isFolder(input) ? visibleNames(input) : [input])).map((name) => stemOf(name)),
  );
  return visibleNames(folder).flatMap((name) => {
    const path = join(folder, name);
    if (isFolder(path) || !pictureNames.test(name)) return isFolder(path) ? [] : unreadPicture(path);
    if (pictures.has(stemOf(name)) || pictures.has(stemOf(name).replace(/[-_]mask\d*$/, ""))) return [];
    return [{ input: path, reason: "No picture has the name of this mask." }];
  });
}

/** Whether a picture lies in the folder or below it. Links are not followed. */
function holdsPictures(folder: string, depth = 8): boolean {
  return entriesOf(folder).some((entry) => {
    if (entry.name.startsWith(".")) return false;
    if (entry.isDirectory()) return depth > 0 && holdsPictures(join(folder, entry.name), depth - 1);
    return pictureNames.test(entry.name) || unreadFormat(entry.name) !== null;
  });
}

function entriesOf(folder: string): import("node:fs").Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return []; // One that cannot be read is refused where its pictures are listed.
  }
}

function visibleNames(folder: string): string[] {
  return entriesOf(folder)
    .map(({ name }) => name)
    .filter((name) => !name.startsWith("."))
    .sort();
}

const realPlace = (path: string): string => resolve(realPath(path));
const stemOf = (path: string): string => basename(path, extname(path)).normalize();
