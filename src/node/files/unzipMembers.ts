// Unpacks chosen members of a zip archive, streaming: the 207 MB TensorFlow wheel holds 10,000 files, of which sixty are
// needed, one of them 565 MB. Source: PKWARE APPNOTE 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16. Deliberately left out:
// zip64, encryption, and every method but stored and deflated. Sizes and CRC-32 are checked.
import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, open, type FileHandle } from "node:fs/promises";
import { dirname, join, normalize } from "node:path";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { crc32, createInflateRaw } from "node:zlib";

/** One entry of the archive's directory. */
export interface ZipMember {
  readonly name: string;
  /** unpacked size */
  readonly bytes: number;
  readonly packedBytes: number;
  readonly crc: number;
  readonly method: number;
  /** where its local header starts */
  readonly offset: number;
}

const endBytes = 22;
const entryBytes = 46;
const localBytes = 30;
const longestComment = 65_535;

/** All entries of the archive at `path`. Throws if it is not a whole zip archive. */
export async function readZipDirectory(path: string): Promise<ZipMember[]> {
  const file = await open(path, "r");
  try {
    const { size } = await file.stat();
    const tail = await readAt(
      file,
      Math.max(0, size - endBytes - longestComment),
      Math.min(size, endBytes + longestComment),
    );
    const end = tail.lastIndexOf(Buffer.from("PK\x05\x06", "latin1"));
    if (end < 0 || end + endBytes > tail.length)
      throw damaged(path, "its directory is missing, so the file was cut off");
    const length = tail.readUInt32LE(end + 12);
    const start = tail.readUInt32LE(end + 16);
    if (start + length > size) throw damaged(path, "its directory points outside the file");
    return readEntries(await readAt(file, start, length), tail.readUInt16LE(end + 10), path);
  } finally {
    await file.close();
  }
}

function readEntries(directory: Buffer, count: number, path: string): ZipMember[] {
  const members: ZipMember[] = [];
  for (let at = 0, i = 0; i < count; i++) {
    if (at + entryBytes > directory.length || directory.toString("latin1", at, at + 4) !== "PK\x01\x02") {
      throw damaged(path, `entry ${i} of its directory is unreadable`);
    }
    const nameBytes = directory.readUInt16LE(at + 28);
    members.push({
      name: directory.toString("utf8", at + entryBytes, at + entryBytes + nameBytes),
      method: directory.readUInt16LE(at + 10),
      crc: directory.readUInt32LE(at + 16),
      packedBytes: directory.readUInt32LE(at + 20),
      bytes: directory.readUInt32LE(at + 24),
      offset: directory.readUInt32LE(at + 42),
    });
    at += entryBytes + nameBytes + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return members;
}

/** Writes one member to `target`. Throws if its size or checksum is wrong. */
export async function unzipMember(
  path: string,
  member: ZipMember,
  target: string,
  onBytes?: (bytes: number) => void,
): Promise<void> {
  if (member.method !== 0 && member.method !== 8)
    throw damaged(path, `${member.name} uses packing method ${member.method}`);
  const file = await open(path, "r");
  let start: number;
  try {
    const header = await readAt(file, member.offset, localBytes);
    if (header.length < localBytes || header.toString("latin1", 0, 4) !== "PK\x03\x04")
      throw damaged(path, `${member.name} is unreadable`);
    start = member.offset + localBytes + header.readUInt16LE(26) + header.readUInt16LE(28);
  } finally {
    await file.close();
  }
  let crc = 0;
  let bytes = 0;
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      crc = crc32(chunk, crc);
      bytes += chunk.length;
      onBytes?.(chunk.length);
      done(null, chunk);
    },
  });
  await mkdir(dirname(target), { recursive: true });
  const source =
    member.packedBytes === 0
      ? []
      : createReadStream(path, { start, end: start + member.packedBytes - 1, highWaterMark: 1 << 20 });
  try {
    if (member.method === 8)
      await pipeline(source, createInflateRaw({ chunkSize: 1 << 18 }), measure, createWriteStream(target));
    else await pipeline(source, measure, createWriteStream(target));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code?.startsWith("Z_")) throw damaged(path, `${member.name} does not unpack`);
    throw error;
  }
  if (crc !== member.crc || bytes !== member.bytes) throw damaged(path, `${member.name} does not match its checksum`);
}

/** Where a member belongs below `folder`. Throws for a name that leads outside. */
export function memberTarget(folder: string, name: string): string {
  const inside = normalize(name);
  if (inside.startsWith("..") || /^([/\\]|[A-Za-z]:)/.test(inside)) {
    throw new Error(
      `Expected archive members inside the target folder, but received "${name}". Do not use this archive.`,
    );
  }
  return join(folder, inside);
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
  return buffer.subarray(0, bytesRead);
}

function damaged(path: string, what: string): Error {
  return new Error(`Expected a sound zip archive, but in ${path} ${what}. Delete the file and run the command again.`);
}
