// Unpacks chosen members of a zip archive, into files or into memory. yauzl reads the format and checks the sizes; the CRC-32
// is checked here. Members are streamed: the 207 MB TensorFlow wheel holds one of 565 MB.
import { createWriteStream } from "node:fs";
import { mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Transform, Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { crc32 } from "node:zlib";
import { fromBufferPromise, getFileNameLowLevel, openPromise, validateFileName, type Entry, type ZipFile } from "yauzl";

/** Makes the error for a damaged archive; `what` follows "but": "it is not a zip archive or was cut off". */
export type DamagedArchive = (what: string) => Error;

/**
 * Writes members of the archive at `path` to `folder`. `placeOf` gives a member's place in the folder, or undefined for one
 * that is not needed. Throws if the archive is not whole, if a member's size or checksum is wrong, or if a name leads outside.
 */
export async function unzipMembers(
  path: string,
  folder: string,
  placeOf: (name: string) => string | undefined,
): Promise<void> {
  const damaged: DamagedArchive = (what) =>
    new Error(`Expected a sound zip archive at ${path}, but ${what}. Delete the file and run the command again.`);
  for await (const { name, writeTo } of membersOf(openPromise(path, options), damaged)) {
    const place = placeOf(name);
    if (place === undefined) continue;
    const target = join(folder, place);
    await mkdir(dirname(target), { recursive: true });
    await writeTo(() => createWriteStream(target));
  }
}

/** The members of these names that the archive has. Throws what `damaged` makes, and on a name that leads outside. */
export async function unzipInMemory(
  archive: Buffer,
  names: readonly string[],
  damaged: DamagedArchive,
): Promise<Map<string, Buffer>> {
  const contents = new Map<string, Buffer>();
  for await (const { name, writeTo } of membersOf(fromBufferPromise(archive, options), damaged)) {
    if (!names.includes(name)) continue;
    const chunks: Buffer[] = [];
    await writeTo(
      () =>
        new Writable({
          write(chunk: Buffer, _encoding, done) {
            chunks.push(chunk);
            done();
          },
        }),
    );
    contents.set(name, Buffer.concat(chunks));
  }
  return contents;
}

interface Member {
  readonly name: string;
  /** Unpacks the member into the stream that `open` makes, once the member is known to be readable. */
  readonly writeTo: (open: () => Writable) => Promise<void>;
}

/** yauzl refuses names that lead outside in words of its own: they are decoded and refused here. */
const options = { decodeStrings: false };

async function* membersOf(opened: Promise<ZipFile>, damaged: DamagedArchive): AsyncGenerator<Member> {
  const zip = await opened.catch((error: unknown) => {
    throw translated(error, damaged("it is not a zip archive or was cut off"));
  });
  const entries = zip.eachEntry();
  try {
    for (;;) {
      const next = await entries.next().catch((error: unknown) => {
        throw translated(error, damaged("its directory is unreadable"));
      });
      if (next.done === true) return;
      const name = nameOf(next.value);
      yield { name, writeTo: (open) => unpack(zip, next.value, open, (what) => damaged(`its ${name} ${what}`)) };
    }
  } finally {
    await entries.return?.();
  }
}

function nameOf({ generalPurposeBitFlag, fileNameRaw, extraFields }: Entry): string {
  const name = getFileNameLowLevel(generalPurposeBitFlag, fileNameRaw, extraFields, false);
  if (validateFileName(name) === null) return name;
  throw new Error(
    `Expected archive members inside the target folder, but received "${name}". Do not use this archive.`,
  );
}

async function unpack(zip: ZipFile, entry: Entry, open: () => Writable, damaged: DamagedArchive): Promise<void> {
  let crc = 0;
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      crc = crc32(chunk, crc);
      done(null, chunk);
    },
  });
  try {
    const content = await zip.openReadStreamPromise(entry);
    await pipeline(content, measure, open());
  } catch (error) {
    throw translated(error, damaged(`does not unpack (${(error as Error).message})`));
  }
  if (crc !== entry.crc32) throw damaged("does not match its checksum");
}

/** The error itself where the system could not read or write ("ENOSPC"), else `fault`. */
function translated(error: unknown, fault: Error): unknown {
  return /^E[A-Z0-9]+$/.test((error as NodeJS.ErrnoException).code ?? "") ? error : fault;
}
