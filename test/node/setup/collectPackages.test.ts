import "../../support/ownCache";
import assert from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import {
  collectNpmPackages,
  collectWheels,
  npmRegistry,
  withoutCredentials,
} from "../../../src/node/setup/collectPackages";
import { setupModules, type SetupModules } from "../../../src/node/setup/setupModules";
import { temporaryFolder } from "../../support/temporaryFolder";

/** The real modules, but programs are not run: `run` sees their arguments and may write or throw. */
async function withPrograms(
  run: (args: readonly string[]) => string | void,
): Promise<SetupModules & { calls: string[][] }> {
  const calls: string[][] = [];
  return {
    ...(await setupModules()),
    calls,
    runLogged: async (_command, args) => {
      calls.push([...args]);
      return run(args) ?? "";
    },
  };
}

test("npm is tried offline, then online, then offline again; its own notes do not stay in the cache", async () => {
  const folder = temporaryFolder("npm-");
  const modules = await withPrograms((args) => {
    if (args.includes("--offline") && !existsSync(join(folder, "_cacache/index"))) throw new Error("ENOTCACHED");
    for (const name of ["_cacache/index", "_cacache/tmp", "_logs"]) mkdirSync(join(folder, name), { recursive: true });
    writeFileSync(join(folder, "_update-notifier-last-checked"), "");
  });
  assert.equal(await collectNpmPackages(folder, "https://registry.invalid/", modules), true);
  const modes = modules.calls.map((args) => args.find((word) => /offline/.test(word)));
  assert.deepEqual(modes, ["--offline", "--prefer-offline", "--offline"]);
  assert.ok(
    modules.calls.every(
      (args) => args.includes("ci") && args.includes(folder) && args.includes("https://registry.invalid/"),
    ),
  );
  assert.deepEqual(readdirSync(folder), ["_cacache"]);
  assert.deepEqual(readdirSync(join(folder, "_cacache")), ["index"]);
  assert.equal(
    await collectNpmPackages(folder, "https://registry.invalid/", modules),
    false,
    "whole: nothing is fetched",
  );
  assert.equal(modules.calls.length, 4);
});

test("what cannot be fetched ends with the set-up's own sentence", async () => {
  const modules = await withPrograms(() => {
    throw new Error("npm packages: could not be installed. The package registry could not be reached.");
  });
  await assert.rejects(
    collectNpmPackages(temporaryFolder("npm-"), "https://registry.invalid/", modules),
    /The package registry could not be reached\./,
  );
});

test("wheels are those that pip takes from the folder alone; others are removed", async () => {
  const folder = temporaryFolder("wheels-");
  writeFileSync(join(folder, "old-1.0.whl"), "");
  const modules = await withPrograms((args) => {
    const to = args[args.indexOf("--dest") + 1];
    const offline = args.includes("--no-index");
    if (offline && !existsSync(join(folder, "new-2.0.whl"))) throw new Error("no matching distribution");
    writeFileSync(join(to, "new-2.0.whl"), "");
  });
  assert.equal(await collectWheels(folder, modules), true);
  assert.deepEqual(readdirSync(folder), ["new-2.0.whl"]);
  assert.ok(modules.calls.every((args) => args.includes("--require-hashes") && args.includes("--only-binary=:all:")));
  assert.equal(await collectWheels(folder, modules), false);
});

test("the registry is kept without a name and password", async () => {
  assert.equal(withoutCredentials("https://me:secret@registry.invalid/npm/"), "https://registry.invalid/npm/");
  const modules = await withPrograms(() => "npm warn something\nhttps://me:secret@registry.invalid/npm/\n");
  assert.equal(await npmRegistry(modules), "https://registry.invalid/npm/");
});
