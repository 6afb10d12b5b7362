import assert from "node:assert/strict";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { replaceRun } from "../../../src/node/store/replaceRun";
import { temporaryFolder } from "../../support/temporaryFolder";

function folderWith(path: string, files: readonly string[], text: string): string {
  mkdirSync(join(path, "model"), { recursive: true });
  for (const file of files) writeFileSync(join(path, file), text);
  return path;
}

test("the named files and folders take the place of the earlier run, and nothing else is left of it", () => {
  const root = temporaryFolder("lab-replace-");
  const from = folderWith(join(root, "new"), ["log.csv", "model/model.json", "checkpoint.safetensors"], "new");
  const to = folderWith(join(root, "old"), ["log.csv", "metrics.json"], "old");
  replaceRun(from, to, ["log.csv", "model"]);
  assert.deepEqual(readdirSync(to).sort(), ["log.csv", "model"]);
  assert.deepEqual(
    ["log.csv", "model/model.json"].map((file) => readFileSync(join(to, file), "utf8")),
    ["new", "new"],
  );
  assert.deepEqual(readdirSync(root).sort(), ["new", "old"]);
});

test("where a part is missing it throws, and the earlier run stays as it was", () => {
  const root = temporaryFolder("lab-replace-");
  const from = folderWith(join(root, "new"), ["log.csv"], "new");
  const to = folderWith(join(root, "old"), ["log.csv", "metrics.json"], "old");
  assert.throws(() => replaceRun(from, to, ["log.csv", "metrics.json"]), /metrics\.json/);
  assert.deepEqual(readdirSync(to).sort(), ["log.csv", "metrics.json", "model"]);
  assert.equal(readFileSync(join(to, "log.csv"), "utf8"), "old");
});
