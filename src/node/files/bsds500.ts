// The photographs of BSDS500 that may be trained on, its parts "train" and "val". The part "test" is not looked at.
import { join } from "node:path";
import { byName, findBsds500, readBsds500Archive, type ArchivedFile } from "./bsds500Place";
import { filesBelow } from "./filesBelow";

/** A file of the folder, or its bytes out of the archive. */
export type TrainingPhotograph = { readonly name: string; readonly path: string } | ArchivedFile;

const count = 300;

/**
 * All 300, in the order of their names, "train/100075.jpg" and so on. Throws a sentence where the variable is not set, with this way
 * out, where it names nothing usable, and where photographs are missing.
 */
export async function bsds500TrainingPhotographs(
  named: string | undefined = process.env.BSDS500_IMAGES,
  wayOut = "Set it, or name a folder of pictures by --images.",
): Promise<TrainingPhotograph[]> {
  const { place, isFolder } = findBsds500(named, wayOut);
  const found: TrainingPhotograph[] = isFolder ? fromFolder(place) : await readBsds500Archive(place, nameOf);
  if (found.length === count) return byName(found);
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
