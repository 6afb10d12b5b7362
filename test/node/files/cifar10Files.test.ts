import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import files from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { gzipSync } from "node:zlib";
import { Header, type HeaderData } from "tar";
import {
  cifar10Files,
  DamagedDataError,
  holdsCifar10Files,
  readCifar10Files,
} from "../../../src/node/files/cifar10Files";
import { inputFile } from "../../support/inputs";

const folder = mkdtempSync(join(tmpdir(), "cifar10-files-"));
after(() => rmSync(folder, { recursive: true }));

const fileBytes = 30_730_000;
const zeros = Buffer.alloc(fileBytes);
let number = 0;

/** A .tar.gz of these entries; the bytes of an entry without data are as many zeros as its size says. */
function archive(...entries: (HeaderData & { path: string; data?: Buffer })[]): string {
  const blocks = entries.flatMap(({ data, ...header }) => {
    const head = Buffer.alloc(512);
    const body = data ?? zeros.subarray(0, header.size ?? 0);
    new Header({ mode: 0o644, type: "File", mtime: new Date(0), ...header, size: body.length }).encode(head, 0);
    return [head, body, Buffer.alloc((512 - (body.length % 512)) % 512)];
  });
  const path = join(folder, `${++number}.tar.gz`);
  writeFileSync(path, gzipSync(Buffer.concat([...blocks, Buffer.alloc(1024)]), { level: 1 }));
  return path;
}

const unwanted = (): void => assert.fail("no file of this place is sound");
const isDamaged =
  (place: string, reason: string, file: string | null) =>
  (error: unknown): boolean => {
    assert.ok(error instanceof DamagedDataError);
    assert.equal(error.message, `Expected the CIFAR-10 binary version in ${place}, but it is damaged: ${reason}.`);
    assert.equal(error.file, file);
    return true;
  };

test("six files are named with their MD5 sums", () => {
  assert.deepEqual(
    cifar10Files.map(({ name }) => name),
    [1, 2, 3, 4, 5].map((batch) => `data_batch_${batch}.bin`).concat("test_batch.bin"),
  );
  assert.equal(cifar10Files[5].md5, "803d5f7f4d78ea53de84dbe85f74fb6d");
});

test("a member with another sum, or of another size, is named", async () => {
  for (const size of [fileBytes, 3073]) {
    const path = archive({ path: "cifar-10-batches-bin/data_batch_2.bin", size });
    await assert.rejects(
      readCifar10Files(path, unwanted),
      isDamaged(path, "the MD5 sum of data_batch_2.bin is not 5ea93a67294ea407fff1d09f752e9692", path),
    );
  }
});

test("missing members are named", async () => {
  const path = archive({ path: "cifar-10-batches-bin/readme.html", size: 10 });
  const all = cifar10Files.map(({ name }) => name).join(", ");
  await assert.rejects(readCifar10Files(path, unwanted), isDamaged(path, `it lacks ${all}`, path));
});

test("hostile paths and entries that are no plain files are refused", async () => {
  for (const unsafe of ["../data_batch_1.bin", "/etc/test_batch.bin", "a/../../b", "..\\b", "C:\\b", "\\\\host\\b"]) {
    const path = archive({ path: unsafe, size: 4 });
    await assert.rejects(readCifar10Files(path, unwanted), isDamaged(path, `it holds the unsafe path ${unsafe}`, path));
  }
  for (const type of ["SymbolicLink", "Link", "CharacterDevice", "FIFO"] as const) {
    const target = type.endsWith("Link") ? { linkpath: "/etc/passwd" } : {};
    const path = archive({ path: "cifar-10-batches-bin/test_batch.bin", type, ...target });
    await assert.rejects(
      readCifar10Files(path, unwanted),
      isDamaged(path, `it holds cifar-10-batches-bin/test_batch.bin, which is no plain file but a ${type}`, path),
    );
  }
});

test("an archive that is cut off or is none cannot be unpacked", async () => {
  const noise = Buffer.from(Array.from({ length: 99_999 }, (_, i) => (i * i) % 251));
  const whole = readFileSync(archive({ path: "data_batch_1.bin", data: noise }));
  const cut = join(folder, "cut.tar.gz");
  const none = join(folder, "none.tar.gz");
  const empty = join(folder, "empty.tar.gz");
  writeFileSync(cut, whole.subarray(0, whole.length / 2));
  writeFileSync(none, "<html>not found</html>".repeat(100));
  writeFileSync(empty, "");
  for (const path of [cut, none]) {
    const beginning = `Expected the CIFAR-10 binary version in ${path}, but it is damaged: it cannot be unpacked (`;
    await assert.rejects(
      readCifar10Files(path, unwanted),
      (error: Error) => error instanceof DamagedDataError && error.message.startsWith(beginning),
    );
  }
  await assert.rejects(readCifar10Files(empty, unwanted), DamagedDataError);
});

test("an unpacked folder lacks a file, or one is damaged: only that one is named", async () => {
  const place = join(folder, "unpacked");
  const inner = join(place, "cifar-10-batches-bin");
  const first = join(inner, "data_batch_1.bin");
  mkdirSync(inner, { recursive: true });
  assert.equal(holdsCifar10Files(place), false);
  await assert.rejects(readCifar10Files(place, unwanted), isDamaged(inner, "it lacks data_batch_1.bin", null));
  writeFileSync(first, "short");
  assert.equal(holdsCifar10Files(place), true);
  await assert.rejects(
    readCifar10Files(place, unwanted),
    isDamaged(first, "the MD5 sum of data_batch_1.bin is not 5dd7e06a14cb22eb9f671a540d1b7c25", first),
  );
});

test("a file that may not be read is not called damaged", async (context) => {
  const place = join(folder, "unreadable");
  mkdirSync(place);
  writeFileSync(join(place, "data_batch_1.bin"), "x");
  context.mock.method(files, "readFile", () =>
    Promise.reject(Object.assign(new Error("injected"), { code: "EACCES" })),
  );
  await assert.rejects(readCifar10Files(place, unwanted), {
    message:
      `Expected permission to read ${join(place, "data_batch_1.bin")}, but received EACCES. ` +
      `Change the permissions of the file.`,
  });
});

test("the real archive gives six sound files, each once", async () => {
  const path = inputFile("CIFAR10_ARCHIVE", "the members of the CIFAR-10 archive");
  if (path === undefined) return;
  const seen: number[] = [];
  await readCifar10Files(path, (position, bytes) => {
    seen.push(position);
    assert.equal(bytes.length, fileBytes);
  });
  assert.deepEqual(seen.sort(), [0, 1, 2, 3, 4, 5]);
});
