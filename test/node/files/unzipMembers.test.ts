import assert from "node:assert/strict";
import fs, { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Writable } from "node:stream";
import { mock, test } from "node:test";
import { zipSync } from "fflate";
import { memberTarget, readZipDirectory, unzipMember } from "../../../src/node/files/unzipMembers";
import { temporaryFolder } from "../../support/temporaryFolder";

const folder = () => temporaryFolder("lab-unzip-");
const long = Uint8Array.from({ length: 3_000_000 }, (_, i) => (i * i) >> 7);

/** An archive of three files, written by an independent library. */
function archive(): string {
  const path = join(folder(), "a.zip");
  writeFileSync(
    path,
    zipSync({
      "deflated.bin": [long, { level: 6 }],
      "in/stored.txt": [Buffer.from("kept"), { level: 0 }],
      empty: [new Uint8Array(0), {}],
    }),
  );
  return path;
}

test("members come out as they went in, deflated, stored and empty", async () => {
  const path = archive();
  const target = folder();
  const members = await readZipDirectory(path);
  assert.deepEqual(
    members.map(({ name, bytes }) => [name, bytes]),
    [
      ["deflated.bin", 3_000_000],
      ["in/stored.txt", 4],
      ["empty", 0],
    ],
  );
  for (const member of members) await unzipMember(path, member, memberTarget(target, member.name));
  assert.ok(readFileSync(join(target, "deflated.bin")).equals(long));
  assert.equal(readFileSync(join(target, "in/stored.txt"), "utf8"), "kept");
  assert.equal(readFileSync(join(target, "empty")).length, 0);
});

test("a cut-off archive is named, with the way out", async () => {
  const path = archive();
  const bytes = readFileSync(path);
  writeFileSync(path, bytes.subarray(0, bytes.length >> 1));
  await assert.rejects(readZipDirectory(path), {
    message:
      `Expected a sound zip archive, but in ${path} its directory is missing, so the file was cut off. ` +
      "Delete the file and run the command again.",
  });
});

test("a changed byte is found by the checksum or by the unpacker", async () => {
  const path = archive();
  const bytes = readFileSync(path);
  const target = folder();
  const [deflated, stored] = await readZipDirectory(path);
  bytes[deflated.offset + 30_000] ^= 255;
  bytes[stored.offset + 30 + stored.name.length + 1] ^= 1;
  writeFileSync(path, bytes);
  await assert.rejects(
    unzipMember(path, deflated, join(target, "a")),
    /deflated\.bin (does not unpack|does not match its checksum)/,
  );
  await assert.rejects(unzipMember(path, stored, join(target, "b")), /in\/stored\.txt does not match its checksum/);
});

test("a member that leads outside the folder is refused", () => {
  for (const name of ["../x", "a/../../x", "/etc/x", "C:\\x"]) {
    assert.throws(() => memberTarget("deps", name), /Expected archive members inside the target folder, but received/);
  }
  assert.equal(memberTarget("deps", "lib/x.so"), join("deps", "lib/x.so"));
});

test("a full disk comes through as ENOSPC", async () => {
  const path = archive();
  const target = join(folder(), "x");
  const [member] = await readZipDirectory(path);
  const full = new Writable({
    write: (_chunk, _encoding, done) => done(Object.assign(new Error("write"), { code: "ENOSPC" })),
  });
  mock.method(fs, "createWriteStream", () => full);
  try {
    await assert.rejects(unzipMember(path, member, target), { code: "ENOSPC" });
  } finally {
    mock.restoreAll();
  }
  assert.equal(existsSync(target), false);
});
