import "../../support/ownCache";
import assert from "node:assert/strict";
import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { test } from "node:test";
import { engineFiles, writeEngineStamp, type EngineFiles } from "../../../src/node/engine/engineFiles";
import { defaultRungs, installEngine } from "../../../src/node/engine/installEngine";
import { packEngine, preparedEngineName, unpackEngine } from "../../../src/node/engine/preparedEngine";
import { temporaryFolder } from "../../support/temporaryFolder";

/** A package folder with an engine in it: a library, a link to it, an addon, a stamp. */
function installedEngine(library = "library"): EngineFiles {
  const files = engineFiles(temporaryFolder("lab-engine-"));
  const lib = join(files.depsFolder, "lib");
  for (const folder of [lib, dirname(files.addon)]) mkdirSync(folder, { recursive: true });
  writeFileSync(join(lib, "libtensorflow_cc.so.2"), library);
  symlinkSync("libtensorflow_cc.so.2", join(lib, "libtensorflow.so"));
  writeFileSync(files.addon, "addon");
  writeEngineStamp("2.15.1", files);
  return files;
}

test("what was packed is unpacked in another clone, links included, and counts after the smoke test", async () => {
  const folder = temporaryFolder("lab-stick-");
  const archive = join(folder, "engine", preparedEngineName);
  await packEngine(installedEngine(), archive);
  assert.deepEqual(readdirSync(dirname(archive)), [preparedEngineName]);
  const files = engineFiles(temporaryFolder("lab-engine-"));
  const lines: string[] = [];
  const rungs = defaultRungs(files, () => undefined, folder);
  assert.equal(rungs[0].name, "the prefetched engine");
  const { installed } = await installEngine({
    files,
    rungs,
    smokeTest: async () => "2.15.1",
    report: (line) => lines.push(line),
  });
  assert.equal(installed, true);
  assert.deepEqual(lines, ["the prefetched engine …"]);
  assert.equal(readFileSync(join(files.depsFolder, "lib/libtensorflow.so"), "utf8"), "library");
  assert.ok(lstatSync(join(files.depsFolder, "lib/libtensorflow.so")).isSymbolicLink());
  assert.equal(readFileSync(files.addon, "utf8"), "addon");
  assert.deepEqual(readdirSync(files.packageFolder).sort(), ["deps", "lib"]);
});

test("an engine that was there is replaced by the whole of the new one", async () => {
  const archive = join(temporaryFolder("lab-stick-"), preparedEngineName);
  const files = installedEngine("old");
  await packEngine(installedEngine("new"), archive);
  await unpackEngine(archive, files);
  assert.equal(readFileSync(join(files.depsFolder, "lib/libtensorflow_cc.so.2"), "utf8"), "new");
});

test("a damaged archive is named, and what was there stays", async () => {
  const folder = temporaryFolder("lab-stick-");
  const archive = join(folder, preparedEngineName);
  const files = installedEngine("old");
  await packEngine(installedEngine("new".repeat(20_000)), archive);
  writeFileSync(archive, readFileSync(archive).subarray(0, 200));
  await assert.rejects(unpackEngine(archive, files), /engine\.tar\.gz is damaged \(.+\)$/);
  assert.equal(readFileSync(join(files.depsFolder, "lib/libtensorflow_cc.so.2"), "utf8"), "old");
  assert.deepEqual(readdirSync(files.packageFolder).sort(), ["deps", "lib"], "nothing half unpacked is left");
  writeFileSync(archive, "no archive");
  await assert.rejects(unpackEngine(archive, files), /engine\.tar\.gz (is damaged|holds no addon for this Node)/);
});

test("an archive for another Node is refused", async () => {
  const archive = join(temporaryFolder("lab-stick-"), preparedEngineName);
  const files = engineFiles(temporaryFolder("lab-engine-"));
  await packEngine(installedEngine(), archive);
  const other = { ...files, addon: join(dirname(dirname(files.addon)), "napi-v99", basename(files.addon)) };
  await assert.rejects(unpackEngine(archive, other), /engine\.tar\.gz holds no addon for this Node$/);
  assert.equal(existsSync(other.addon), false);
});

test("without a complete engine there is nothing to pack", async () => {
  const archive = join(temporaryFolder("lab-stick-"), preparedEngineName);
  await assert.rejects(
    packEngine(engineFiles(temporaryFolder("lab-engine-")), archive),
    /Expected a complete TensorFlow engine to pack, but none is installed\. Run npm run setup first\./,
  );
  assert.equal(existsSync(archive), false);
});

test("the ladder has that rung only where the folder has an engine", () => {
  const files = engineFiles(temporaryFolder("lab-engine-"));
  const names = (folder: string | null): string[] =>
    defaultRungs(files, () => undefined, folder).map(({ name }) => name);
  assert.deepEqual(names(null), ["the package's own download", "the TensorFlow wheel"]);
  assert.deepEqual(names(temporaryFolder("lab-stick-")), names(null));
});
