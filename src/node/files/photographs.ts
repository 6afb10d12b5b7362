// Photographs of BSDS500 (Arbelaez, Maire, Fowlkes and Malik 2011) from where BSDS500_IMAGES says: the tar archive of its images
// or the unpacked folder. Only read; the first of the test set by name are taken.
import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { list } from "tar";
import { imageBatch, type ImageBatch } from "../../images/batch";
import { checkRegularFile, pathKind, readRegularFileSync } from "./regularFile";
import { errorCode, readError } from "./safeWrite";

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
      "Expected BSDS500_IMAGES to name the tar archive of BSDS500's images or their folder, but it is not set. " +
        "Fetch BSR_bsds500.tgz from the page of the Berkeley segmentation data set, and set the variable to its path.",
    );
  }
  const kind = pathKind(place);
  if (kind === null)
    throw new Error(
      `Expected BSDS500_IMAGES to name the tar archive of BSDS500's images or their folder, but ${place} does not ` +
        "exist. Correct the variable.",
    );
  const found = kind === "folder" ? fromFolder(place) : await fromArchive(place);
  if (found.length >= count)
    return found.sort((a, b) => Number(a.name > b.name) - Number(a.name < b.name)).slice(0, count);
  throw new Error(
    `Expected at least ${count} photographs images/test/*.jpg in ${place}, but received ${found.length}. ` +
      `Check the path.`,
  );
}

const isTestImage = (path: string): boolean => /(^|\/)images\/test\/\d+\.jpg$/.test(path.replaceAll("\\", "/"));

function fromFolder(folder: string): Photograph[] {
  try {
    const paths = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) =>
      isTestImage(join("/", path)),
    );
    return paths.map((path) => ({
      name: basename(path, ".jpg"),
      jpeg: readRegularFileSync(join(folder, path), { what: "a photograph", wayOut: "Unpack the archive anew." }),
    }));
  } catch (error) {
    throw readError(error, folder);
  }
}

async function fromArchive(file: string): Promise<Photograph[]> {
  checkRegularFile(file, {
    what: "the tar archive of BSDS500's images or their folder",
    wayOut: "Correct BSDS500_IMAGES.",
  });
  const found: Photograph[] = [];
  await list({
    file,
    filter: isTestImage,
    onReadEntry: (entry) => {
      const parts: Buffer[] = [];
      entry.on("data", (part: Buffer) => parts.push(part));
      entry.on("end", () => found.push({ name: basename(entry.path, ".jpg"), jpeg: Buffer.concat(parts) }));
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

/** The photograph's pixels, uint8 [1,H,W,3]. Throws where it is damaged. */
export async function decodePhotograph({ name, jpeg }: Photograph): Promise<ImageBatch> {
  const { default: sharp } = await import("sharp");
  try {
    const { data, info } = await sharp(jpeg, { failOn: "error" })
      .toColourspace("srgb")
      .raw({ depth: "uchar" })
      .toBuffer({ resolveWithObject: true });
    return imageBatch(new Uint8Array(data), [1, info.height, info.width, info.channels]);
  } catch (error) {
    throw new Error(
      `Expected the photograph ${name}.jpg as a whole JPEG file, but it cannot be read (${(error as Error).message}). ` +
        "Name a sound copy of the data set in BSDS500_IMAGES.",
    );
  }
}
