// Names of pictures in folders, and of the masks that belong to them.
import { existsSync, realpathSync, statSync } from "node:fs";
import { basename, dirname, extname, join } from "node:path";
import { namesInFolder } from "../files/regularFile";
import { someOf, unreadFormat } from "./pictureEndings";

/** Endings of pictures that are read. */
export const pictureNames: RegExp = /\.(a?png|jpe?g|jpe|jfif|webp|tiff?|avif|gif)$/i;

export function isFolder(path: string): boolean {
  return existsSync(path) && statSync(path).isDirectory();
}

/** The file that a path leads to, links followed; the path itself where there is none. */
export function realPath(path: string): string {
  return existsSync(path) ? realpathSync(path) : path;
}

/** The number that LaMa's masks of one picture have: photo_mask001. */
const numbered = /([-_]mask)\d+$/;

/** The pictures of a folder, sorted. Throws a sentence where there are none. */
export function picturesIn(folder: string): string[] {
  const pictures = namesIn(folder)
    .sort()
    .map((name) => join(folder, name))
    .filter((path) => !basename(path).startsWith(".") && !isFolder(path));
  if (pictures.length > 0) return pictures;
  const unread = namesInFolder(folder, aFolder).filter((name) => unreadFormat(name) !== null);
  if (unread.length > 0) {
    throw new Error(
      `Expected pictures in ${folder}, but received only such as are not read: ${someOf(unread.sort())}. ` +
        `Save them as JPEG or PNG first.`,
    );
  }
  throw new Error(
    `Expected pictures in ${folder}, but received none. ` +
      `Name a folder with PNG, JPEG, WebP, TIFF, AVIF or GIF files.`,
  );
}

/** Of several pictures those that are not `mask` itself, nor masks that lie beside their pictures in the folder `mask`. */
export function withoutMasks(pictures: readonly string[], mask: string): string[] {
  const folder = realPath(mask);
  const placeOf = (path: string): string => join(realPath(dirname(path)), stemOf(path));
  const places = new Set(pictures.map(placeOf));
  return pictures.filter((path) => {
    const place = placeOf(path);
    const owner = place.replace(/[-_]mask\d*$/, "");
    const isBeside = dirname(place) === folder && owner !== place && places.has(owner);
    return realPath(path) !== folder && !isBeside;
  });
}

/**
 * The mask of a picture: the file itself, or in a folder of masks the picture of the same name, whatever its ending; in the
 * picture's own folder only with -mask or _mask behind the name. A number may follow these. Names count as the same where they
 * only spell their umlauts otherwise, composed or decomposed. Throws a sentence unless there is exactly one.
 */
export function maskFileOf(picture: string, mask: string): string {
  if (!isFolder(mask)) return mask;
  const stem = stemOf(picture);
  const beside = realPath(mask) === realPath(dirname(picture));
  const names = [...(beside ? [] : [stem]), `${stem}-mask`, `${stem}_mask`];
  const found = namesIn(mask).filter((name) => names.includes(stemOf(name).replace(numbered, "$1")));
  if (found.length === 1) return join(mask, found[0]);
  if (found.length > 1) {
    throw new Error(
      `Expected one mask for ${picture} in ${mask}, but received ${found.sort().join(" and ")}. ` +
        `Each is a fill of its own: name one by --mask, or leave one in the folder.`,
    );
  }
  const wanted = names.map((name) => `${name}.png`);
  const last = wanted.pop() as string;
  throw new Error(
    `Expected one mask for ${picture} in ${mask}, named ${wanted.join(", ")} or ${last}, but received none. ` +
      `Name one so.`,
  );
}

const aFolder = { what: "a folder of pictures", wayOut: "Name a folder." };

function namesIn(folder: string): string[] {
  return namesInFolder(folder, aFolder).filter((name) => pictureNames.test(name));
}

function stemOf(path: string): string {
  return basename(path, extname(path)).normalize();
}
