// The pictures below a folder: JPEG, PNG, WebP and TIFF files at any depth, in the order of their names.
import { readdirSync, type Dirent } from "node:fs";
import { join } from "node:path";
import { unreadFormat } from "../inpaint/pictureEndings";
import { namesInFolder } from "../files/regularFile";
import { readError } from "../files/safeWrite";
import type { LeftOut, PictureFile } from "./pictureFile";

export interface FoundPictures {
  readonly files: readonly PictureFile[];
  /** Folders that cannot be read, and pictures in formats that are not. */
  readonly leftOut: readonly LeftOut[];
}

const endings = /\.(jpe?g|jpe|jfif|png|webp|tiff?)$/i;

/**
 * What is below the folder; hidden names and links to folders are passed over, and so is what is no picture by its ending. Throws a
 * sentence where there is no such folder, where it cannot be read, and where no picture is in it. `list` is for tests.
 */
export function findPictures(
  folder: string,
  list: (folder: string) => Dirent[] = (path) => readdirSync(path, { withFileTypes: true }),
): FoundPictures {
  namesInFolder(folder, { what: "a folder of pictures", wayOut: "Name a folder." });
  const files: PictureFile[] = [];
  const leftOut: LeftOut[] = [];
  const walk = (below: string): void => {
    for (const { name, isFolder } of entriesOf(join(folder, below))) {
      const path = below === "" ? name : `${below}/${name}`;
      if (name.startsWith(".")) continue;
      const format = unreadFormat(name);
      if (isFolder) walkOrLeaveOut(path);
      else if (endings.test(name)) files.push({ name: path, path: join(folder, path) });
      else if (format !== null) leftOut.push({ name: path, reason: `${format} is not read` });
    }
  };
  const walkOrLeaveOut = (path: string): void => {
    try {
      walk(path);
    } catch (error) {
      leftOut.push({ name: `${path}/`, reason: (error as Error).message });
    }
  };
  const entriesOf = (path: string): { name: string; isFolder: boolean }[] => {
    try {
      return list(path)
        .map((entry) => ({ name: entry.name, isFolder: entry.isDirectory() }))
        .sort((a, b) => Number(a.name > b.name) - Number(a.name < b.name));
    } catch (error) {
      throw readError(error, path);
    }
  };
  walk("");
  if (files.length > 0) return { files, leftOut };
  const unread = leftOut.length === 0 ? "none" : `only what cannot be read: ${leftOut[0].name} (${leftOut[0].reason})`;
  throw new Error(
    `Expected pictures in ${folder} or in folders below it, but received ${unread}. ` +
      `Name a folder with JPEG, PNG, WebP or TIFF files.`,
  );
}
