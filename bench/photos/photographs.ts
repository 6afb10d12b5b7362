// Photographs of BSDS500 (Arbelaez, Maire, Fowlkes and Malik 2011) from where BSDS500_IMAGES says: the tar archive of its images
// or the unpacked folder. Only read; the first of the test set by name are taken.
import { readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { list } from "tar";

export interface Photograph {
  readonly name: string;
  readonly jpeg: Buffer;
}

/** The first `count` test photographs. Throws a sentence where the variable names nothing usable. */
export async function readPhotographs(
  count: number,
  place: string | undefined = process.env.BSDS500_IMAGES,
): Promise<Photograph[]> {
  if (place === undefined || place === "") {
    throw new Error(
      "Expected BSDS500_IMAGES to name the tar archive of BSDS500's images or their folder, but it is not " +
        "set. Set it.",
    );
  }
  const found = statSync(place).isDirectory() ? fromFolder(place) : await fromArchive(place);
  if (found.length >= count)
    return found.sort((a, b) => Number(a.name > b.name) - Number(a.name < b.name)).slice(0, count);
  throw new Error(
    `Expected at least ${count} photographs images/test/*.jpg in ${place}, but received ${found.length}. ` +
      `Check the path.`,
  );
}

const isTestImage = (path: string): boolean => /(^|\/)images\/test\/\d+\.jpg$/.test(path.replaceAll("\\", "/"));

function fromFolder(folder: string): Photograph[] {
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) =>
    isTestImage(join("/", path)),
  );
  return paths.map((path) => ({ name: basename(path, ".jpg"), jpeg: readFileSync(join(folder, path)) }));
}

async function fromArchive(file: string): Promise<Photograph[]> {
  const found: Photograph[] = [];
  await list({
    file,
    filter: isTestImage,
    onReadEntry: (entry) => {
      const parts: Buffer[] = [];
      entry.on("data", (part: Buffer) => parts.push(part));
      entry.on("end", () => found.push({ name: basename(entry.path, ".jpg"), jpeg: Buffer.concat(parts) }));
    },
  });
  return found;
}
