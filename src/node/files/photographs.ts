// The test photographs of BSDS500, the first of them by name, and their pixels.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { imageBatch, type ImageBatch } from "../../images/batch";
import { byName, fetchBsds500, findBsds500, readBsds500Archive } from "./bsds500Place";
import { readRegularFileSync } from "./regularFile";
import { readError } from "./safeWrite";

export interface Photograph {
  readonly name: string;
  readonly jpeg: Buffer;
}

/** The first `count` test photographs. Throws a sentence where the variable names nothing usable. */
export async function readPhotographs(
  count: number,
  named: string | undefined = process.env.BSDS500_IMAGES,
): Promise<Photograph[]> {
  const { place, isFolder } = findBsds500(named, fetchBsds500);
  const found = isFolder ? fromFolder(place) : await fromArchive(place);
  if (found.length >= count) return byName(found).slice(0, count);
  throw new Error(
    `Expected at least ${count} photographs images/test/*.jpg in ${place}, but received ${found.length}. ` +
      `Check the path.`,
  );
}

/** "100007" of a test photograph's path; null for everything else. */
function nameOf(path: string): string | null {
  return /(?:^|\/)images\/test\/(\d+)\.jpg$/.exec(path.replaceAll("\\", "/"))?.[1] ?? null;
}

function fromFolder(folder: string): Photograph[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: "utf8" }).flatMap((path) => {
      const name = nameOf(path);
      if (name === null) return [];
      const expected = { what: "a photograph", wayOut: "Unpack the archive anew." };
      return [{ name, jpeg: readRegularFileSync(join(folder, path), expected) }];
    });
  } catch (error) {
    throw readError(error, folder);
  }
}

async function fromArchive(file: string): Promise<Photograph[]> {
  const found = await readBsds500Archive(file, nameOf);
  return found.map(({ name, bytes }) => ({ name, jpeg: Buffer.from(bytes.buffer) }));
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
