import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { removeDeadTemporaries, removeOld, temporaryName } from "../../../src/node/files/leftovers";
import { writeFileSafely } from "../../../src/node/files/safeWrite";
import { temporaryFolder } from "../../support/temporaryFolder";

/** The number of a process that has ended. */
const dead = spawnSync(process.execPath, ["-e", ""]).pid;
const longAgo = new Date(Date.now() - 2 * 3_600_000);

function folderWith(old: readonly string[], fresh: readonly string[] = []): string {
  const folder = temporaryFolder("leftovers-");
  for (const name of [...old, ...fresh]) writeFileSync(join(folder, name), "half");
  for (const name of old) utimesSync(join(folder, name), longAgo, longAgo);
  return folder;
}

test("a write to the folder takes away what a killed process left, and nothing else", async () => {
  const kept = [
    `.${process.pid}-01234567.tmp`, // of a process that lives
    `.${dead}-0123456.tmp`,
    `.${dead}-01234567.tmp.png`,
    `x.${dead}-01234567.tmp`,
    ".env",
    "notes.tmp",
  ];
  const fresh = `.${dead}-89abcdef.tmp`;
  const folder = folderWith([...kept, `.${dead}-01234567.tmp`, `.${dead}-fedcba98.tmp`], [fresh]);
  await writeFileSafely(join(folder, "result.txt"), "whole");
  assert.deepEqual(readdirSync(folder).sort(), [...kept, fresh, "result.txt"].sort());
});

test("names that are written are names that are swept", () => {
  assert.match(temporaryName("01234567"), new RegExp(`^\\.${process.pid}-01234567\\.tmp$`));
});

test("a folder is looked through once per process; one that is not there does no harm", () => {
  const folder = folderWith([`.${dead}-01234567.tmp`]);
  removeDeadTemporaries(folder);
  assert.deepEqual(readdirSync(folder), []);
  const later = join(folder, `.${dead}-01234567.tmp`);
  writeFileSync(later, "half");
  utimesSync(later, longAgo, longAgo);
  removeDeadTemporaries(folder);
  assert.equal(readdirSync(folder).length, 1);
  removeDeadTemporaries(join(folder, "none"));
});

test("old folders whose name fits go with what is in them", () => {
  const folder = folderWith([]);
  for (const name of ["lab-addon-Ab3xY9", "lab-addon-new123", "lab-addon-longer99"]) mkdirSync(join(folder, name));
  writeFileSync(join(folder, "lab-addon-Ab3xY9", "x.o"), "");
  for (const name of ["lab-addon-Ab3xY9", "lab-addon-longer99"]) utimesSync(join(folder, name), longAgo, longAgo);
  removeOld(folder, (name) => /^lab-addon-[A-Za-z0-9]{6}$/.test(name));
  assert.deepEqual(readdirSync(folder).sort(), ["lab-addon-longer99", "lab-addon-new123"]);
});
