import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { mock, test } from "node:test";
import { classTable, readSeedFiles } from "../../../src/node/cli/classTable";
import { seedFile } from "../../studies/seedFiles";
import { temporaryFolder } from "../../support/temporaryFolder";

async function classFolder(): Promise<string> {
  const folder = temporaryFolder("class-");
  for (const seed of [1, 2, 3]) {
    const { name, text } = await seedFile(`seed-${seed}.json`, seed, 17.2 + seed / 20);
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

test("table and figure are printed and written into the folder, and do not get in the way the next time", async () => {
  const folder = await classFolder();
  const log = mock.method(console, "log", () => undefined);
  writeFileSync(join(folder, "seed-4.json"), "{");
  assert.equal(await classTable({ folder }), 0);
  assert.equal(await classTable({ folder }), 0);
  log.mock.restore();
  const printed = String(log.mock.calls[1].arguments[0]);
  const written = readFileSync(join(folder, "table/class-table.md"), "utf8");
  assert.ok(printed.startsWith(written.trimEnd()));
  assert.match(written, /^3 seeds: [^]*- seed-4\.json: damaged: it is no whole JSON\n$/);
  for (const name of ["class-seeds.svg", "class-seeds.png", "manifest.json"])
    assert.ok(existsSync(join(folder, "table", name)));
});

test("only the .json files of the folder itself are read", async () => {
  const folder = await classFolder();
  writeFileSync(join(folder, "notes.txt"), "");
  writeFileSync(join(folder, ".hidden.json"), "");
  mkdirSync(join(folder, "other.json"));
  assert.deepEqual(
    readSeedFiles(folder)
      .map(({ name }) => name)
      .sort(),
    ["seed-1.json", "seed-2.json", "seed-3.json"],
  );
});

test("no folder, a file instead of one, and an empty one are told apart", async () => {
  const folder = temporaryFolder("class-");
  const file = join(folder, "x.txt");
  const said = mock.method(console, "error", () => undefined);
  writeFileSync(file, "");
  assert.equal(await classTable({ folder: join(folder, "none") }), 1);
  assert.equal(await classTable({ folder: file }), 1);
  assert.equal(await classTable({ folder }), 1);
  said.mock.restore();
  const [none, aFile, empty] = said.mock.calls.map(({ arguments: [line] }) => String(line));
  assert.match(
    none,
    /^Expected a folder with the files of trained seeds at .*none, but received nothing .*\(ENOENT\)\. Correct the path\.$/,
  );
  assert.match(aFile, /but received a file\. Correct the path\.$/);
  assert.match(empty, /^Expected files of trained seeds, but received no \.json file\./);
});
