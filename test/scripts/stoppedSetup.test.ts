// The set-up stopped while npm is at work: the prompt comes back when npm has gone, and the same command then mends what it left.
import assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { constants } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { projectRoot } from "../../src/node/paths";
import { temporaryFolder } from "../support/temporaryFolder";

/**
 * In place of npm: notes that it started, puts the packages' record where npm leaves it, and takes a moment to roll back when it
 * is told to end.
 */
const npm = `
const { appendFileSync, mkdirSync, writeFileSync } = require("fs");
process.on("SIGTERM", () => setTimeout(() => { appendFileSync("npm.txt", "rolled back\\n"); process.exit(1); }, 700));
appendFileSync("npm.txt", "started " + process.pid + "\\n");
mkdirSync("node_modules", { recursive: true });
writeFileSync("node_modules/.package-lock.json", '{"packages":{}}');
if (process.env.NPM_ENDS) process.exit(0);
setInterval(() => {}, 1000);
`;

/** What the set-up of a clone reads, with an empty list of packages. */
function clone(): string {
  const root = temporaryFolder("lab-clone-");
  for (const name of [
    "scripts",
    "src/node/cli",
    "src/node/options",
    "requirements.txt",
    "package.json",
    "tsconfig.json",
  ])
    cpSync(join(projectRoot, name), join(root, name), { recursive: true });
  // The names of experiments, methods and studies are read from the text of their tables.
  for (const name of ["experiments", "methods", "studies", "benchmarks", "masks", "node/methods", "node/inpaint"])
    cpSync(join(projectRoot, "src", name), join(root, "src", name), { recursive: true });
  writeFileSync(join(root, "package-lock.json"), '{"packages":{}}');
  mkdirSync(join(root, "npm"));
  writeFileSync(join(root, "npm/npm-cli.js"), npm);
  return root;
}

function setUp(root: string, more: NodeJS.ProcessEnv = {}): { child: ChildProcess; ended: Promise<string> } {
  const env = {
    ...process.env,
    npm_execpath: join(root, "npm/npm-cli.js"),
    LAB_CACHE: "",
    npm_lifecycle_event: "",
    ...more,
  };
  const child = spawn(process.execPath, [join(root, "scripts/run.mjs"), "setup"], { cwd: root, env });
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => (output += chunk));
  child.stderr.on("data", (chunk: Buffer) => (output += chunk));
  return { child, ended: new Promise((resolve) => child.on("close", () => resolve(output))) };
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP", "SIGKILL"] as const) {
  test(`${signal} while npm is at work`, async () => {
    const root = clone();
    const notes = (): string => (existsSync(join(root, "npm.txt")) ? readFileSync(join(root, "npm.txt"), "utf8") : "");
    const first = setUp(root);
    while (!notes().includes("started")) {
      await wait(20);
      assert.equal(first.child.exitCode, null, "ended before npm began");
    }
    first.child.kill(signal);
    const output = await first.ended;
    if (signal === "SIGKILL") {
      for (let i = 0; i < 200 && !notes().includes("rolled back"); i++) await wait(50);
    } else {
      assert.equal(first.child.exitCode, 128 + constants.signals[signal]);
      assert.doesNotMatch(output, /could not be installed/);
    }
    assert.match(notes(), /^started \d+\nrolled back\n$/);
    if (signal !== "SIGKILL") assert.equal(existsSync(join(root, ".cache/setup.lock")), false);

    const again = await setUp(root, { NPM_ENDS: "1" }).ended;
    assert.match(again, /npm packages: ready/, "npm's record alone does not count");
    assert.equal(notes().match(/started/g)?.length, 2);
    assert.match(
      again,
      /compiled code: expected the TypeScript compiler at .*, but received nothing\. Delete node_modules/,
    );
    const third = await setUp(root, { NPM_ENDS: "1" }).ended;
    assert.match(third, /npm packages: up to date/);
  });
}
