import "../../support/ownCache";
import assert from "node:assert/strict";
import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { test } from "node:test";
import { engineFiles, writeEngineStamp, type EngineFiles } from "../../../src/node/engine/engineFiles";
import { installEngine } from "../../../src/node/engine/installEngine";
import { packEngine, preparedEngineName, unpackEngine } from "../../../src/node/engine/preparedEngine";
import { defaultRungs } from "../../../src/node/engine/rungs";
import { sha256OfFile } from "../../../src/node/files/sha256";
import { collectEngine } from "../../../src/node/cli/prefetch";
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
  const sha256 = { [`engine/${preparedEngineName}`]: await sha256OfFile(archive) };
  writeFileSync(join(folder, "prefetch.json"), JSON.stringify({ format: 2, parts: {}, sha256 }));
  const files = engineFiles(temporaryFolder("lab-engine-"));
  const lines: string[] = [];
  const rungs = defaultRungs(files, join(folder, "log"), () => undefined, folder);
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
  await unpackEngine(archive, files, await sha256OfFile(archive));
  assert.equal(readFileSync(join(files.depsFolder, "lib/libtensorflow_cc.so.2"), "utf8"), "new");
});

test("a damaged archive is named, and what was there stays", async () => {
  const folder = temporaryFolder("lab-stick-");
  const archive = join(folder, preparedEngineName);
  const files = installedEngine("old");
  await packEngine(installedEngine("new".repeat(20_000)), archive);
  writeFileSync(archive, readFileSync(archive).subarray(0, 200));
  await assert.rejects(unpackEngine(archive, files, await sha256OfFile(archive)), /engine\.tar\.gz is damaged \(.+\)$/);
  assert.equal(readFileSync(join(files.depsFolder, "lib/libtensorflow_cc.so.2"), "utf8"), "old");
  assert.deepEqual(readdirSync(files.packageFolder).sort(), ["deps", "lib"], "nothing half unpacked is left");
  writeFileSync(archive, "no archive");
  await assert.rejects(
    unpackEngine(archive, files, await sha256OfFile(archive)),
    /engine\.tar\.gz (is damaged|holds no addon for this Node)/,
  );
});

test("an archive with another sum, or without one in the list, is not unpacked", async () => {
  const folder = temporaryFolder("lab-stick-");
  const archive = join(folder, "engine", preparedEngineName);
  await packEngine(installedEngine("changed"), archive);
  const files = installedEngine("old");
  const found = await sha256OfFile(archive);
  const wrong = "0".repeat(64);
  await assert.rejects(unpackEngine(archive, files, wrong), {
    message:
      `${archive} has the SHA-256 ${found} instead of ${wrong}: it was changed or not copied whole; ` +
      "copy the folder again",
  });
  for (const sha256 of [undefined, {}]) {
    writeFileSync(join(folder, "prefetch.json"), JSON.stringify({ format: 2, parts: {}, sha256 }));
    const rung = defaultRungs(files, "log", () => undefined, folder).find(
      ({ name }) => name === "the prefetched engine",
    );
    await assert.rejects(
      rung?.climb() ?? Promise.resolve(),
      /instead of one that prefetch\.json states: it was changed/,
    );
  }
  assert.equal(readFileSync(join(files.depsFolder, "lib/libtensorflow_cc.so.2"), "utf8"), "old");
  assert.deepEqual(readdirSync(files.packageFolder).sort(), ["deps", "lib"]);
});

test("what is there and has the stated sum is not packed again, anything else is", async (context) => {
  context.mock.method(console, "log", () => undefined);
  const place = join(temporaryFolder("lab-stick-"), "engine");
  const archive = join(place, preparedEngineName);
  const files = installedEngine();
  assert.equal(await collectEngine(place, undefined, files), true);
  const sum = await sha256OfFile(archive);
  assert.equal(await collectEngine(place, sum, files), false);
  writeFileSync(archive, "damaged");
  assert.equal(await collectEngine(place, sum, files), true);
  assert.equal(await sha256OfFile(archive), sum);
  assert.equal(await collectEngine(place, undefined, files), true, "a folder of an earlier form states no sum");
});

test("an archive for another Node is refused", async () => {
  const archive = join(temporaryFolder("lab-stick-"), preparedEngineName);
  const files = engineFiles(temporaryFolder("lab-engine-"));
  await packEngine(installedEngine(), archive);
  const other = { ...files, addon: join(dirname(dirname(files.addon)), "napi-v99", basename(files.addon)) };
  await assert.rejects(
    unpackEngine(archive, other, await sha256OfFile(archive)),
    /engine\.tar\.gz holds no addon for this Node$/,
  );
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
    defaultRungs(files, "log", () => undefined, folder).map(({ name }) => name);
  assert.deepEqual(names(null), ["the TensorFlow wheel", "libtensorflow", "the package's own download"]);
  assert.deepEqual(names(temporaryFolder("lab-stick-")), names(null));
});
