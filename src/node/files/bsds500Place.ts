// Where BSDS500 lies (Arbelaez, Maire, Fowlkes and Malik 2011), as BSDS500_IMAGES says: the tar archive of its images or the unpacked
// folder. Which of its photographs are taken is for those to know who read them; they are only read.
import { list } from "tar";
import { checkRegularFile, pathKind } from "./regularFile";
import { errorCode, readError } from "./safeWrite";

/** The way out for those who have none. */
export const fetchBsds500 =
  "Fetch BSR_bsds500.tgz from the page of the Berkeley segmentation data set, and set the variable to its path.";

const expected = "the tar archive of BSDS500's images or their folder";

/** The place, and whether it is a folder. Throws a sentence where none is named, with this way out, and where nothing is there. */
export function findBsds500(
  place: string | undefined,
  wayOut: string,
): { readonly place: string; readonly isFolder: boolean } {
  if (place === undefined || place === "")
    throw new Error(`Expected BSDS500_IMAGES to name ${expected}, but it is not set. ${wayOut}`);
  const kind = pathKind(place);
  if (kind !== null) return { place, isFolder: kind === "folder" };
  throw new Error(`Expected BSDS500_IMAGES to name ${expected}, but ${place} does not exist. Correct the variable.`);
}

/** A file out of the archive. */
export interface ArchivedFile {
  readonly name: string;
  /** In memory of their own: a part of a larger buffer would take all of it along to a worker. */
  readonly bytes: Uint8Array;
}

/**
 * The archive's files that `nameOf` gives a name by their path; null leaves one out. Throws a sentence where the file is no whole
 * archive.
 */
export async function readBsds500Archive(
  file: string,
  nameOf: (path: string) => string | null,
): Promise<ArchivedFile[]> {
  checkRegularFile(file, { what: expected, wayOut: "Correct BSDS500_IMAGES." });
  const found: ArchivedFile[] = [];
  await list({
    file,
    filter: (path) => nameOf(path) !== null,
    onReadEntry: (entry) => {
      const parts: Buffer[] = [];
      entry.on("data", (part: Buffer) => parts.push(part));
      entry.on("end", () => {
        found.push({ name: nameOf(entry.path) ?? entry.path, bytes: new Uint8Array(Buffer.concat(parts)) });
      });
    },
  }).catch((error: unknown) => {
    if (/^E[A-Z]+$/.test(errorCode(error) ?? "")) throw readError(error, file);
    throw new Error(
      `Expected a whole tar archive in BSDS500_IMAGES, but ${file} cannot be unpacked (${(error as Error).message}). ` +
        "Name a sound copy.",
    );
  });
  return found;
}

/** In the order of their names as text. */
export function byName<Named extends { readonly name: string }>(all: readonly Named[]): Named[] {
  return [...all].sort((a, b) => Number(a.name > b.name) - Number(a.name < b.name));
}
