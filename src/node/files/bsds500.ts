// The photographs of BSDS500 (Arbelaez, Maire, Fowlkes and Malik 2011) that may be trained on, its parts "train" and "val", from where
// BSDS500_IMAGES says: the tar archive of its images or the unpacked folder. They are only read; the part "test" is not looked at.
import { join } from "node:path";
import { list } from "tar";
import { filesBelow } from "./filesBelow";
import { checkRegularFile, pathKind } from "./regularFile";
import { errorCode, readError } from "./safeWrite";

/** A file of the folder, or its bytes out of the archive. */
export type TrainingPhotograph = { readonly name: string } & (
  { readonly path: string } | { readonly bytes: Uint8Array }
);

const expected = "the tar archive of BSDS500's images or their folder";
const count = 300;

/**
 * All 300, in the order of their names, "train/100075.jpg" and so on. Throws a sentence where the variable is not set, where it names
 * nothing usable, and where photographs are missing.
 */
export async function bsds500TrainingPhotographs(
  place: string | undefined = process.env.BSDS500_IMAGES,
): Promise<TrainingPhotograph[]> {
  if (place === undefined || place === "") {
    throw new Error(
      `Expected BSDS500_IMAGES to name ${expected}, but it is not set. Set it, or name a folder of pictures by --images.`,
    );
  }
  const kind = pathKind(place);
  if (kind === null) {
    throw new Error(`Expected BSDS500_IMAGES to name ${expected}, but ${place} does not exist. Correct the variable.`);
  }
  const found = kind === "folder" ? fromFolder(place) : await fromArchive(place);
  if (found.length === count) return found.sort((a, b) => Number(a.name > b.name) - Number(a.name < b.name));
  throw new Error(
    `Expected ${count} photographs images/train/*.jpg and images/val/*.jpg in ${place}, but received ${found.length}. ` +
      `Check the path, or unpack the archive anew.`,
  );
}

/** "train/100075.jpg" of a path in the archive; null for everything else. */
function nameOf(path: string): string | null {
  return /(?:^|\/)images\/((?:train|val)\/\d+\.jpg)$/.exec(path)?.[1] ?? null;
}

function fromFolder(folder: string): TrainingPhotograph[] {
  // The variable may name the folder "images" itself.
  return filesBelow(folder).flatMap((path) => {
    const name = nameOf(path) ?? nameOf(`images/${path}`);
    return name === null ? [] : [{ name, path: join(folder, path) }];
  });
}

async function fromArchive(file: string): Promise<TrainingPhotograph[]> {
  checkRegularFile(file, { what: expected, wayOut: "Correct BSDS500_IMAGES." });
  const found: TrainingPhotograph[] = [];
  await list({
    file,
    filter: (path) => nameOf(path) !== null,
    onReadEntry: (entry) => {
      const parts: Buffer[] = [];
      entry.on("data", (part: Buffer) => parts.push(part));
      entry.on("end", () => found.push({ name: nameOf(entry.path) ?? entry.path, bytes: ownBytes(parts) }));
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

/** In memory of their own: a part of a larger buffer would take all of it along to a worker. */
function ownBytes(parts: readonly Buffer[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}
