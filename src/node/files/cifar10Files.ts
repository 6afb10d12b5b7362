// The six files of CIFAR-10's binary version, read from the archive or from an unpacked folder and checked one by one by
// their MD5 sums: the archive's own bytes may differ (it can be packed again), its members may not.
import { createHash } from "node:crypto";
import { existsSync, readFileSync, statSync } from "node:fs";
import { join, posix } from "node:path";
import * as tar from "tar";

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
export class DamagedDataError extends Error {}

/** The six files' bytes, in the order of cifar10Files. Throws DamagedDataError, naming the place, unless all are sound. */
export async function readCifar10Files(place: string): Promise<Uint8Array[]> {
  const members = statSync(place).isDirectory() ? readFolder(place) : await readArchive(place);
  return cifar10Files.map(({ name, md5 }) => {
    const bytes = members.get(name);
    if (bytes === undefined) throw damaged(place, `it lacks ${name}`);
    if (createHash("md5").update(bytes).digest("hex") !== md5) throw damaged(place, `the MD5 sum of ${name} is not ${md5}`);
    return bytes;
  });
}

function readFolder(folder: string): Map<string, Uint8Array> {
  const inner = join(folder, "cifar-10-batches-bin"), home = existsSync(inner) ? inner : folder;
  const present = cifar10Files.filter(({ name }) => existsSync(join(home, name)));
  return new Map(present.map(({ name }) => [name, readFileSync(join(home, name))]));
}

/** Reads the members into memory; nothing is unpacked to disk, and an archive with a path that leaves its folder is refused. */
async function readArchive(path: string): Promise<Map<string, Uint8Array>> {
  const wanted = new Set(cifar10Files.map(({ name }) => name)), members = new Map<string, Uint8Array>();
  let hostile: string | null = null;
  try {
    await tar.list({
      file: path, strict: true,
      onReadEntry: (entry) => {
        const name = posix.basename(entry.path), linked = entry.type === "SymbolicLink" || entry.type === "Link";
        if (posix.isAbsolute(entry.path) || /(^|[\\/])\.\.([\\/]|$)|^[A-Za-z]:/.test(entry.path) || linked) hostile ??= entry.path;
        if (!wanted.has(name) || entry.type !== "File" || entry.size > fileBytes) return entry.resume();
        const chunks: Buffer[] = [];
        entry.on("data", (chunk: Buffer) => chunks.push(chunk));
        entry.on("end", () => members.set(name, Buffer.concat(chunks)));
      },
    });
  } catch (error) {
    throw damaged(path, `it cannot be unpacked (${(error as Error).message})`);
  }
  if (hostile !== null) throw damaged(path, `it holds the unsafe path ${hostile}`);
  return members;
}

function damaged(place: string, reason: string): DamagedDataError {
  return new DamagedDataError(`Expected the CIFAR-10 binary version in ${place}, but it is damaged: ${reason}.`);
}
