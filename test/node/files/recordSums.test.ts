import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import {
  enterSums,
  readRecordText,
  readSums,
  sumsFile,
  sumsOf,
  sumsText,
  troubleWithFile,
  writeRecordFile,
} from "../../../src/node/files/recordSums";
import { sha256Hex } from "../../../src/node/files/sha256";
import { temporaryFolder } from "../../support/temporaryFolder";

test("files are named from their folder on, folders are walked, hidden files are left out", async () => {
  const folder = temporaryFolder("lab-sums-");
  mkdirSync(join(folder, "model"));
  for (const name of ["log.csv", "model/b", "model/a", ".hidden"]) writeFileSync(join(folder, name), name);
  const sums = sumsOf(folder, [join(folder, "log.csv"), join(folder, "model"), join(folder, "missing")]);
  assert.deepEqual([...sums.keys()].sort(), ["log.csv", "model/a", "model/b"]);
  assert.equal(sums.get("model/a"), sha256Hex("model/a"));
  assert.deepEqual(new Map([...sums].sort()), readSums(sumsText(sums)));
  await enterSums(folder, [join(folder, "log.csv"), join(folder, "model")]);
  const { status, stdout } = spawnSync("sha256sum", ["-c", sumsFile], { cwd: folder, encoding: "utf8" });
  if (status !== null) assert.deepEqual([status, stdout], [0, "log.csv: OK\nmodel/a: OK\nmodel/b: OK\n"]);
  rmSync(join(folder, "model/a"));
  writeFileSync(join(folder, "model/c"), "c");
  await enterSums(folder, [join(folder, "model")]);
  assert.deepEqual(
    [...(readSums(readFileSync(join(folder, sumsFile), "utf8")) ?? []).keys()],
    ["log.csv", "model/b", "model/c"],
  );
});

test("a list with anything else than sums is none", () => {
  const line = `${"a".repeat(64)}  log.csv`;
  assert.deepEqual(readSums(`${line}\n`), new Map([["log.csv", "a".repeat(64)]]));
  assert.deepEqual(readSums(""), new Map());
  for (const text of [line, `${line}\n\n`, `${line.toUpperCase()}\n`, `${line.slice(1)}\n`, "damaged\n"])
    assert.equal(readSums(text), null, text);
});

test("a file is believed as it was written: changed, unlisted and with a damaged list it is not", async () => {
  const folder = temporaryFolder("lab-sums-");
  const path = join(folder, "rows.json");
  assert.equal(readRecordText(path, "Make it."), null);
  await writeRecordFile(path, "1");
  assert.ok(!existsSync(join(folder, sumsFile)));
  assert.equal(readRecordText(path, "Make it."), "1");
  for (const text of ["2", "3"]) {
    await writeRecordFile(path, text, { begin: true });
    assert.equal(readRecordText(path, "Make it."), text);
  }
  await writeRecordFile(path, "4");
  assert.equal(readRecordText(path, "Make it."), "4");
  writeFileSync(path, "5");
  assert.throws(() => readRecordText(path, "Make it."), {
    message: `Expected ${path} as it was written, but it has changed since: its SHA-256 is another than the one in sha256sums.txt. Make it.`,
  });
  const other = join(folder, "other.json");
  assert.equal(
    troubleWithFile(other, Buffer.from("1")),
    `Expected ${other} to be named in ${join(folder, sumsFile)}, but it is not.`,
  );
  writeFileSync(join(folder, sumsFile), "x");
  assert.throws(() => readRecordText(path, "Make it."), {
    message: `Expected a list of SHA-256 in ${join(folder, sumsFile)}, but received damaged text. Make it.`,
  });
});

test("an interruption between the file and its list leaves the earlier file, or the new one, and both are believed", async () => {
  const folder = temporaryFolder("lab-sums-");
  const path = join(folder, "rows.json");
  const both = `${sha256Hex("1")}  rows.json\n${sha256Hex("2")}  rows.json\n`;
  writeFileSync(join(folder, sumsFile), both);
  for (const text of ["1", "2"]) assert.equal(troubleWithFile(path, Buffer.from(text)), null);
  assert.notEqual(troubleWithFile(path, Buffer.from("3")), null);
  writeFileSync(path, "1");
  await writeRecordFile(path, "3");
  assert.equal(readFileSync(join(folder, sumsFile), "utf8"), `${sha256Hex("3")}  rows.json\n`);
});
