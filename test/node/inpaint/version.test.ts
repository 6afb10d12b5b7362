import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { projectRoot } from "../../../src/node/paths";
import { run } from "./samples";

test("--version prints the package's version, with and without other words", async () => {
  const { version } = JSON.parse(readFileSync(join(projectRoot, "package.json"), "utf8"));
  for (const words of [["--version"], ["a.png", "-m", "alpha", "-o", "b.png", "--version"]]) {
    assert.deepEqual(await run(words), { code: 0, said: [`inpaint ${version}`], warned: [], opened: [] });
  }
});
