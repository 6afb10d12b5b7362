import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { filesBelow } from "../../../src/node/files/filesBelow";
import { temporaryFolder } from "../../support/temporaryFolder";

test("files at any depth, sorted, without what is hidden; a folder that is not there has none", () => {
  const folder = temporaryFolder("lab-below-");
  for (const file of ["b.txt", "a/c.txt", "a/d/e.txt", ".git/HEAD", "a/.env"]) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), "");
  }
  assert.deepEqual(filesBelow(folder), ["a/c.txt", "a/d/e.txt", "b.txt"]);
  assert.deepEqual(filesBelow(join(folder, "gone")), []);
});
