import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { test } from "node:test";

const preload = pathToFileURL(join(__dirname, "printedApart.mjs")).href;

for (const [under, context, where] of [
  ["below the test runner what a test prints stands apart from the runner's frames", "child-v8", "stderr"],
  ["elsewhere printed text goes where it always goes", "", "stdout"],
] as const)
  test(under, () => {
    const ended = spawnSync(process.execPath, ["--import", preload, "--eval", 'console.log("✓ printed")'], {
      encoding: "utf8",
      env: { ...process.env, NODE_TEST_CONTEXT: context },
    });
    assert.deepEqual([ended.stdout, ended.stderr], where === "stderr" ? ["", "✓ printed\n"] : ["✓ printed\n", ""]);
  });
