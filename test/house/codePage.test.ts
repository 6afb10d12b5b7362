// The page on the code's layout names every room, and no room that is no more.
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { projectRoot } from "../../src/node/paths";

const page = readFileSync(join(projectRoot, "docs/code.md"), "utf8");
const named = [...page.matchAll(/`(src\/(?:[\w/]*\/|\w+\.ts))`/g)].map(([, path]) => path);

test("every folder of src and of src/node is a row of its page", () => {
  for (const folder of ["src", "src/node"]) {
    for (const entry of readdirSync(join(projectRoot, folder), { withFileTypes: true }))
      if (entry.isDirectory()) assert.ok(named.includes(`${folder}/${entry.name}/`), `${folder}/${entry.name}/`);
  }
});

test("what the page names is there", () => {
  assert.ok(named.length > 30);
  for (const path of named) assert.ok(existsSync(join(projectRoot, path)), path);
});

test("the rooms of src/node stand in the order of their table", async () => {
  const { nodeTable } = (await import(pathToFileURL(join(projectRoot, "eslint.config.mjs")).href)) as {
    nodeTable: object;
  };
  const rows = [...page.matchAll(/^\| `src\/node\/(\w+)\/` \|/gm)].map(([, room]) => room);
  assert.deepEqual(rows, Object.keys(nodeTable));
});
