import assert from "node:assert/strict";
import { test } from "node:test";

test("versions of Node that are too old get one sentence with the way out", async () => {
  const { nodeProblem } = await import("../../scripts/nodeVersion.mjs");
  for (const version of ["12.22.0", "18.20.8", "20.18.3"]) {
    assert.equal(
      nodeProblem(version),
      `Expected Node 20.19 or later, but this is Node ${version}. ` +
        "Install a newer one (20, 22 and 24 are tested) and run the same command again.",
    );
  }
  for (const version of ["20.19.0", "20.20.2", "22.1.0", "24.21.0"]) assert.equal(nodeProblem(version), "");
});
