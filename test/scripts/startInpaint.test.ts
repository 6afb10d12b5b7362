// What stands before the command: is it compiled, and from what src/ is now.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { projectRoot } from "../../src/node/paths";
import { temporaryFolder } from "../support/temporaryFolder";

const folder = temporaryFolder("start-inpaint-");
const command = join(folder, "dist/node/inpaint/runInpaint.js");

function start(): { status: number | null; stdout: string; stderr: string } {
  const script = pathToFileURL(join(projectRoot, "scripts/startInpaint.mjs")).href;
  const code = `import { startInpaint } from "${script}"; await startInpaint(["a", "b"], ${JSON.stringify(folder)});`;
  return spawnSync(process.execPath, ["--input-type=module", "-e", code], { encoding: "utf8" });
}

test("where nothing is compiled, one sentence says what to do", () => {
  const { status, stderr } = start();
  assert.equal(status, 1);
  assert.match(
    stderr,
    /^Expected the compiled command at .*runInpaint\.js, but received nothing\. Run npm run build in .* once\.\n$/,
  );
});

test("where the packed file is installed there is no src/, and the command runs with its words and its exit code", () => {
  mkdirSync(join(command, ".."), { recursive: true });
  writeFileSync(command, `exports.runInpaint = async (args) => { console.log(args.join("+")); return 7; };`);
  const { status, stdout, stderr } = start();
  assert.deepEqual([status, stdout, stderr], [7, "a+b\n", ""]);
});

test("in a clone whose src/ has changed since, the command runs and says so", () => {
  mkdirSync(join(folder, "src"));
  for (const name of ["tsconfig.json", "package.json", "package-lock.json"]) writeFileSync(join(folder, name), "{}");
  const { status, stdout, stderr } = start();
  assert.deepEqual([status, stdout], [7, "a+b\n"]);
  assert.match(stderr, /^src\/ has changed since the command was compiled: npm run build compiles it\.\n$/);
  rmSync(join(folder, "src"), { recursive: true });
});
