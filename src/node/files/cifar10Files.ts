// The six files of CIFAR-10's binary version, read from the archive or from an unpacked folder and checked one by one by
// their MD5 sums: the archive's own bytes may differ (it can be packed again), its members may not. An archive is read in
// memory, nothing of it is unpacked to the disk, and each file is handed on as it comes, so that only one is held at a time.
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { join, posix } from "node:path";
import { absentPackage } from "../../absentPackage";
import { checkRegularFile, pathKind, readRegularFile } from "./regularFile";
import { errorCode, readError } from "./safeWrite";

export interface Cifar10File {
  readonly name: string;
  readonly md5: string;
}

const fileBytes = 30_730_000;

/** Names and MD5 sums of the members, training batches first. */
export const cifar10Files: readonly Cifar10File[] = [
  { name: "data_batch_1.bin", md5: "5dd7e06a14cb22eb9f671a540d1b7c25" },
  { name: "data_batch_2.bin", md5: "5ea93a67294ea407fff1d09f752e9692" },
  { name: "data_batch_3.bin", md5: "942cd6a4bcdd0dd3c604fbe906cb4421" },
  { name: "data_batch_4.bin", md5: "ae636b3ba5c66a11e91e8cb52e771fcb" },
  { name: "data_batch_5.bin", md5: "53f37980c15c3d472c316c40844f3f0d" },
  { name: "test_batch.bin", md5: "803d5f7f4d78ea53de84dbe85f74fb6d" },
];

/** The data is there, and it is not what it should be. */
export class DamagedDataError extends Error {
  /** The damaged file itself; null where a file is missing from its folder. */
  readonly file: string | null;
  constructor(message: string, file: string | null) {
    super(message);
    this.file = file;
  }
}

/** Called with each sound file: its position in cifar10Files and its bytes. */
export type TakeFile = (position: number, bytes: Uint8Array) => void;

/**
 * Hands each of the six files to `take`, checked, in any order. Throws DamagedDataError, which names the file and what is
 * wrong, unless all six are sound, and one sentence where a file may not be read, or where something else than a file lies in its
 * place.
 */
export async function readCifar10Files(place: string, take: TakeFile): Promise<void> {
  const kind = pathKind(place);
  if (kind === "folder") return readFolder(unpackedFolder(place), take);
  checkRegularFile(place, {
    what: "the archive of CIFAR-10 or its unpacked folder",
    wayOut: "Put the archive there, or name it in CIFAR10_ARCHIVE.",
  });
  await readArchive(place, take);
}

/** Is any of the six files in this folder, or in cifar-10-batches-bin inside it? */
export function holdsCifar10Files(folder: string): boolean {
  return cifar10Files.some(({ name }) => existsSync(join(unpackedFolder(folder), name)));
}

function unpackedFolder(folder: string): string {
  const inner = join(folder, "cifar-10-batches-bin");
  return existsSync(inner) ? inner : folder;
}

async function readFolder(folder: string, take: TakeFile): Promise<void> {
  for (const [position, { name }] of cifar10Files.entries()) {
    const path = join(folder, name);
    if (!existsSync(path)) throw damaged(folder, `it lacks ${name}`, null);
    const bytes = await readRegularFile(path, {
      what: "a file of CIFAR-10's binary version",
      wayOut: "Unpack the archive anew.",
    });
    if (!isSound(position, bytes)) throw damaged(path, wrongSum(position), path);
    take(position, bytes);
  }
}

async function readArchive(path: string, take: TakeFile): Promise<void> {
  const missing = new Set(cifar10Files.map(({ name }) => name));
  let problem: string | null = null;
  const tar = await import("tar").catch((error: unknown) => {
    throw absentPackage(error, "tar", "to read the archive of CIFAR-10");
  });
  try {
    await tar.list({
      file: path,
      strict: true,
      onReadEntry: (entry) => {
        problem ??= refusal(entry);
        const position = cifar10Files.findIndex(({ name }) => name === posix.basename(entry.path));
        if (problem !== null || position < 0 || !missing.delete(cifar10Files[position].name)) return entry.resume();
        if (entry.size !== fileBytes) {
          problem = wrongSum(position);
          return entry.resume();
        }
        const bytes = new Uint8Array(fileBytes);
        let filled = 0;
        entry.on("data", (chunk: Buffer) => {
          bytes.set(chunk, filled);
          filled += chunk.length;
        });
        entry.on("end", () => {
          if (problem !== null) return;
          if (isSound(position, bytes)) take(position, bytes);
          else problem = wrongSum(position);
        });
      },
    });
  } catch (error) {
    if (/^E[A-Z]+$/.test(errorCode(error) ?? "")) throw readError(error, path);
    throw damaged(path, `it cannot be unpacked (${(error as Error).message})`, path);
  }
  if (problem !== null) throw damaged(path, problem, path);
  if (missing.size > 0) throw damaged(path, `it lacks ${[...missing].join(", ")}`, path);
}

/** Why an archive with this entry is refused; null where there is no reason. */
function refusal({ path, type }: { readonly path: string; readonly type: string }): string | null {
  const leaves = posix.isAbsolute(path) || /(^|[\\/])\.\.([\\/]|$)|^[A-Za-z]:|^\\/.test(path);
  if (leaves) return `it holds the unsafe path ${path}`;
  const plain = ["File", "OldFile", "ContiguousFile", "Directory", "GNUDumpDir"].includes(type);
  return plain ? null : `it holds ${path}, which is no plain file but a ${type}`;
}

function isSound(position: number, bytes: Uint8Array): boolean {
  return createHash("md5").update(bytes).digest("hex") === cifar10Files[position].md5;
}

function wrongSum(position: number): string {
  return `the MD5 sum of ${cifar10Files[position].name} is not ${cifar10Files[position].md5}`;
}

function damaged(place: string, reason: string, file: string | null): DamagedDataError {
  return new DamagedDataError(`Expected the CIFAR-10 binary version in ${place}, but it is damaged: ${reason}.`, file);
}
