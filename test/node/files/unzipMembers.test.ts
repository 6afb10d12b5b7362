import assert from "node:assert/strict";
import fs, { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Writable } from "node:stream";
import { mock, test } from "node:test";
import { zipSync, type Zippable } from "fflate";
import { unzipInMemory, unzipMembers } from "../../../src/node/files/unzipMembers";
import { temporaryFolder } from "../../support/temporaryFolder";

const folder = () => temporaryFolder("lab-unzip-");
const long = Uint8Array.from({ length: 3_000_000 }, (_, i) => (i * i) >> 7);
const all = (name: string): string => name;

/** An archive of three files, written by an independent library, after a change of its bytes. */
function archive(
  change: (bytes: Buffer) => Uint8Array | void = () => undefined,
  members: Zippable = {
    "deflated.bin": [long, { level: 6 }],
    "in/stored.txt": [Buffer.from("kept"), { level: 0 }],
    empty: [new Uint8Array(0), {}],
  },
): string {
  const path = join(folder(), "a.zip");
  const bytes = Buffer.from(zipSync(members));
  writeFileSync(path, change(bytes) ?? bytes);
  return path;
}

/** Where the directory's entry of the member of this name starts. */
function entryOf(bytes: Buffer, name: string): number {
  return bytes.lastIndexOf(name) - 46;
}

const unzipIntoNew = (path: string): Promise<void> => unzipMembers(path, folder(), all);
const damaged = (path: string, what: string): { message: string } => ({
  message: `Expected a sound zip archive at ${path}, but ${what}. Delete the file and run the command again.`,
});

test("members come out as they went in, deflated, stored and empty", async () => {
  const target = folder();
  await unzipMembers(archive(), target, all);
  assert.ok(readFileSync(join(target, "deflated.bin")).equals(long));
  assert.equal(readFileSync(join(target, "in/stored.txt"), "utf8"), "kept");
  assert.equal(readFileSync(join(target, "empty")).length, 0);
});

test("only the chosen members are unpacked, each to the place that is given for it", async () => {
  const target = folder();
  await unzipMembers(archive(), target, (name) => (name === "in/stored.txt" ? "lib/x" : undefined));
  assert.deepEqual(readdirSync(target, { recursive: true, encoding: "utf8" }).sort(), ["lib", join("lib", "x")]);
});

test("members are unpacked in memory", async () => {
  const bytes = readFileSync(archive());
  const contents = await unzipInMemory(bytes, ["deflated.bin", "empty", "none"], (what) => new Error(what));
  assert.deepEqual([...contents.keys()], ["deflated.bin", "empty"]);
  assert.ok(contents.get("deflated.bin")!.equals(long));
  await assert.rejects(
    unzipInMemory(bytes.subarray(100), ["empty"], (what) => new Error(what)),
    /^Error: its directory is unreadable$/,
  );
});

test("a cut-off archive and a file of another kind are named, with the way out", async () => {
  for (const change of [(bytes: Buffer) => bytes.subarray(0, bytes.length >> 1), () => Buffer.from("Not Found")]) {
    const path = archive(change);
    await assert.rejects(unzipIntoNew(path), damaged(path, "it is not a zip archive or was cut off"));
  }
});

test("a damaged directory is named", async () => {
  const path = archive((bytes) => void bytes.writeUInt8(0, entryOf(bytes, "empty")));
  await assert.rejects(unzipIntoNew(path), damaged(path, "its directory is unreadable"));
});

test("a changed byte is found by the checksum or by the unpacker", async () => {
  const deflated = archive((bytes) => void (bytes[30_000] ^= 255));
  await assert.rejects(unzipIntoNew(deflated), /its deflated\.bin (does not unpack|does not match its checksum)/);
  const stored = archive((bytes) => void bytes.write("lost", bytes.indexOf("kept")));
  await assert.rejects(unzipIntoNew(stored), damaged(stored, "its in/stored.txt does not match its checksum"));
});

test("a wrong size, a member that is not where it should be, an unknown packing and encryption are named", async () => {
  const cases: [string, (bytes: Buffer, entry: number) => void][] = [
    ["too many bytes in the stream. expected 5.", (bytes, at) => bytes.writeUInt32LE(5, at + 24)],
    ["not enough bytes in the stream. expected 3000001.", (bytes, at) => bytes.writeUInt32LE(3_000_001, at + 24)],
    ["invalid local file header signature: 0x0", (bytes) => bytes.writeUInt32LE(0, 0)],
    ["unsupported compression method: 12", (bytes, at) => bytes.writeUInt16LE(12, at + 10)],
    ["entry is encrypted, and options.decodeFileData !== false", (bytes, at) => bytes.writeUInt16LE(1, at + 8)],
  ];
  for (const [what, change] of cases) {
    const path = archive((bytes) => void change(bytes, entryOf(bytes, "deflated.bin")));
    await assert.rejects(unzipIntoNew(path), ({ message }: Error) => message.includes(`does not unpack (${what}`));
  }
});

test("an archive with a member that leads outside the folder is refused", async () => {
  for (const name of ["../x", "a/../../x", "/etc/x", "C:\\x"]) {
    const path = archive(undefined, { [name]: new Uint8Array(1) });
    const target = folder();
    await assert.rejects(
      unzipMembers(path, target, () => "x"),
      /^Error: Expected archive members inside the target folder, but received ".*x"\. Do not use this archive\.$/,
    );
    assert.deepEqual(readdirSync(target), []);
  }
});

test("a missing archive and a full disk come through as the system's errors", async () => {
  await assert.rejects(unzipIntoNew(join(folder(), "none.zip")), { code: "ENOENT" });
  const path = archive();
  const target = folder();
  const full = new Writable({
    write: (_chunk, _encoding, done) => done(Object.assign(new Error("write"), { code: "ENOSPC" })),
  });
  mock.method(fs, "createWriteStream", () => full);
  try {
    await assert.rejects(unzipMembers(path, target, all), { code: "ENOSPC" });
  } finally {
    mock.restoreAll();
  }
  assert.equal(existsSync(join(target, "deflated.bin")), false);
});
