import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { findProjectRoot, projectRoot, recordedRunsFolder } from "../../src/node/paths";

test("the project's folder is found from anywhere inside it", () => {
  assert.ok(existsSync(join(projectRoot, "tsconfig.json")));
  assert.equal(findProjectRoot(join(projectRoot, "src/node")), projectRoot);
  assert.equal(recordedRunsFolder, join(projectRoot, "runs", "recorded"));
});

test("outside a clone it says so", () => {
  assert.throws(
    () => findProjectRoot(tmpdir()),
    /^Error: Expected a folder with the package\.json of inpainting-lab at or above/,
  );
});
