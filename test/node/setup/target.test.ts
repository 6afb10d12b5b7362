import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { projectRoot } from "../../../src/node/paths";
import { setupModules } from "../../../src/node/setup/setupModules";
import { checkTarget } from "../../../src/node/setup/target";
import { temporaryFolder } from "../../support/temporaryFolder";

const plenty = (): number => 1e12;

test("a new folder, an empty one and one that prefetch began may be filled", async () => {
  const modules = await setupModules();
  const folder = temporaryFolder("stick-");
  assert.equal(checkTarget(join(folder, "new/inner"), modules, plenty), null);
  assert.equal(checkTarget(folder, modules, plenty), null);
  mkdirSync(join(folder, "prefetch.lock"));
  assert.equal(checkTarget(folder, modules, plenty), null, "a lock that a killed run left");
  writeFileSync(join(folder, "prefetch.json"), JSON.stringify({ format: 1, complete: false, parts: {} }));
  writeFileSync(join(folder, "half"), "");
  assert.equal(checkTarget(folder, modules, plenty)?.complete, false);
});

test("the project itself, a file, and a folder with other things are refused", async () => {
  const modules = await setupModules();
  const folder = temporaryFolder("stick-");
  const file = join(folder, "photo.jpg");
  writeFileSync(file, "");
  assert.throws(
    () => checkTarget(join(projectRoot, "stick"), modules, plenty),
    /^Error: Expected --to to name a folder outside the project, but received .*stick\. Name/,
  );
  assert.throws(() => checkTarget(projectRoot, modules, plenty), /outside the project/);
  assert.throws(
    () => checkTarget(file, modules, plenty),
    /^Error: Expected --to to name a folder, but .*photo\.jpg is a file\. Name another place\.$/,
  );
  assert.throws(
    () => checkTarget(folder, modules, plenty),
    /^Error: Expected an empty folder or one that prefetch began, but .* holds photo\.jpg\. Name a new .*inpainting-lab\.$/,
  );
});

test("too little room is known beforehand; what is there already counts", async () => {
  const modules = await setupModules();
  const folder = join(temporaryFolder("stick-"), "new");
  assert.throws(
    () => checkTarget(folder, modules, () => 1e8),
    /^Error: Expected [\d,]+ MB of free space for .*new, but its disk has 100 MB\. Free some, or name .* with --to\.$/,
  );
  const whole = { ...modules, sizeOf: () => ({ files: 1, bytes: 1e9 }) };
  assert.equal(
    checkTarget(folder, whole, () => 0),
    null,
  );
});
