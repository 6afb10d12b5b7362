import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { projectRoot } from "../../src/node/paths";
import { temporaryFolder } from "../support/temporaryFolder";

const file = join(temporaryFolder("readable-cells-"), "program.cjs");
const executor = JSON.stringify(join(projectRoot, "node_modules/tslab/dist/executor.js"));
writeFileSync(file, `console.log(require(${executor}).createExecutor.name);`);

/** The name of the function that makes executors, where the program has these words. */
function executorIn(...words: string[]): string {
  const args = ["--require", join(projectRoot, "scripts/readableCells.cjs"), file, ...words];
  const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
  assert.equal(stderr, "");
  return stdout.trim();
}

test("the kernel's executor is wrapped before tslab starts; programs that the kernel starts are left alone", () => {
  assert.notEqual(executorIn("kernel", "--config-path", "connection.json"), "createExecutor");
  assert.equal(executorIn("work"), "createExecutor");
});
