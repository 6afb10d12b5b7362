import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { temporaryFolder } from "../support/temporaryFolder";

const folder = () => temporaryFolder("lab-stages-");
const lock = (packages: object) => JSON.stringify({ packages });

test("npm packages are up to date when npm's record agrees with the lock file, on this platform", async () => {
  const { packagesMatch } = await import("../../scripts/stages/packages.mjs");
  const root = folder();
  const wanted = join(root, "package-lock.json");
  const installed = join(root, "node_modules/.package-lock.json");
  for (const name of ["a", "ours"]) mkdirSync(join(root, "node_modules", name), { recursive: true });
  writeFileSync(join(root, "node_modules/a/package.json"), "{}");
  const a = { version: "1.0.0", integrity: "x" };
  const foreign = { version: "1.0.0", integrity: "y", optional: true, os: ["plan9"], cpu: ["z80"] };
  writeFileSync(wanted, lock({ "": {}, "node_modules/a": a, "node_modules/foreign": foreign }));
  assert.equal(packagesMatch(wanted, installed), false, "nothing installed");
  writeFileSync(installed, lock({ "node_modules/a": a }));
  assert.equal(packagesMatch(wanted, installed), true);
  rmSync(join(root, "node_modules/a/package.json"));
  assert.equal(packagesMatch(wanted, installed), false, "npm's record alone is there");
  writeFileSync(join(root, "node_modules/a/package.json"), "{}");
  writeFileSync(installed, lock({ "node_modules/a": { ...a, version: "1.0.1" } }));
  assert.equal(packagesMatch(wanted, installed), false, "another version");
  writeFileSync(installed, '{"packages": {"node_mod');
  assert.equal(packagesMatch(wanted, installed), false, "a damaged record");
  const ours = { version: "1.0.0", integrity: "z", optional: true, os: [process.platform], cpu: [process.arch] };
  writeFileSync(wanted, lock({ "node_modules/ours": ours }));
  writeFileSync(installed, lock({}));
  assert.equal(packagesMatch(wanted, installed), false, "this platform's binary is missing");
});

test("npm is found and the project is linked under its own name", async () => {
  const { npmCommand, packagesStage } = await import("../../scripts/stages/packages.mjs");
  assert.ok(npmCommand().every((part) => existsSync(part)));
  const root = folder();
  mkdirSync(join(root, "node_modules"));
  for (const name of ["package-lock.json", "node_modules/.package-lock.json"])
    writeFileSync(join(root, name), lock({}));
  assert.equal(packagesStage.isCurrent({ root, cache: root }), false);
  await packagesStage.run({ root, cache: root });
  assert.equal(packagesStage.isCurrent({ root, cache: root }), true);
  assert.equal(realpathSync(join(root, "node_modules/inpainting-lab")), realpathSync(root));
  if (process.platform === "win32") return;
  assert.equal(readlinkSync(join(root, "node_modules/.bin/inpaint")), "../../scripts/inpaint.mjs");
  rmSync(join(root, "node_modules/.bin/inpaint"));
  assert.equal(packagesStage.isCurrent({ root, cache: root }), false, "npm ci takes the command's link away");
});

test("a stamp holds for the same contents only", async () => {
  const { hashOf, stampHolds, writeStamp } = await import("../../scripts/stamp.mjs");
  const root = folder();
  const source = join(root, "src");
  const stamp = join(root, "dist/.stamp");
  mkdirSync(source);
  writeFileSync(join(source, "a.ts"), "1");
  const key = hashOf({ paths: [source] });
  assert.equal(stampHolds(stamp, key), false);
  writeStamp(stamp, key);
  assert.equal(stampHolds(stamp, hashOf({ paths: [source] })), true);
  writeFileSync(join(source, "a.ts"), "2");
  assert.equal(stampHolds(stamp, hashOf({ paths: [source] })), false);
  writeFileSync(join(source, "a.ts"), "1");
  writeFileSync(join(source, "b.ts"), "");
  assert.equal(stampHolds(stamp, hashOf({ paths: [source] })), false);
});

test("outputs without a source are removed, others stay", async () => {
  const { removeOrphans } = await import("../../scripts/stages/compile.mjs");
  const root = folder();
  const output = join(root, "dist");
  const source = join(root, "src");
  for (const part of ["dist/masks", "dist/gone", "src/masks"]) mkdirSync(join(root, part), { recursive: true });
  writeFileSync(join(source, "masks/square.ts"), "");
  for (const name of [
    "masks/square.js",
    "masks/square.d.ts",
    "masks/old.js",
    "masks/old.d.ts",
    "gone/x.js",
    ".tsbuildinfo",
  ]) {
    writeFileSync(join(output, name), "");
  }
  removeOrphans(output, source);
  assert.ok(["masks/square.js", "masks/square.d.ts", ".tsbuildinfo"].every((name) => existsSync(join(output, name))));
  assert.ok(["masks/old.js", "masks/old.d.ts", "gone"].every((name) => !existsSync(join(output, name))));
});

test("without Python 3.10 the set-up says what it found and what to do", async () => {
  const { findPython } = await import("../../scripts/python.mjs");
  assert.throws(() => findPython([["no-such-python"]]), {
    message:
      "Expected Python 3.10 or later for JupyterLab, but found none on the PATH. " +
      "Install it, or name one in the environment variable PYTHON, and run the same command again.",
  });
  if (process.platform === "win32") return;
  const fake = (answer: string): string[][] => [["/bin/sh", "-c", `echo '${answer}'; exit 0 #`]];
  assert.throws(() => findPython(fake("[[3, 8, 1], true]")), /but found Python 3\.8\.1 on the PATH/);
  assert.throws(
    () => findPython(fake("[[3, 11, 2], false]")),
    /but found Python 3\.11\.2 without its venv module.*apt install python3-venv/,
  );
  assert.equal(findPython(fake("[[3, 12, 0], true]")).version, "3.12.0");
});

test("with an empty PATH the Python stage fails with that sentence and leaves nothing behind", async () => {
  const { pythonStage } = await import("../../scripts/stages/python.mjs");
  const root = folder();
  const { PATH, PYTHON } = process.env;
  writeFileSync(join(root, "requirements.txt"), "");
  try {
    process.env.PATH = root;
    delete process.env.PYTHON;
    await assert.rejects(
      pythonStage.run({ root, cache: join(root, ".cache") }),
      /^SetupError|^Error: Expected Python 3\.10 or later/,
    );
    assert.equal(existsSync(join(root, ".venv")), false);
  } finally {
    process.env.PATH = PATH;
    if (PYTHON !== undefined) process.env.PYTHON = PYTHON;
    rmSync(root, { recursive: true });
  }
});

test("the kernels name this Node and the project's own tslab", async () => {
  const { kernelFiles } = await import("../../scripts/stages/python.mjs");
  const [typescript, javascript] = kernelFiles("project").map(
    ({ text }) => JSON.parse(text) as { argv: string[]; env: object },
  );
  assert.equal(typescript.argv[0], process.execPath);
  assert.deepEqual(typescript.argv.slice(1, 8), [
    "--require",
    join("project", "scripts/endWithParent.cjs"),
    "--require",
    join("project", "scripts/readableCells.cjs"),
    "--require",
    join("project", "scripts/kernelHelp.cjs"),
    join("project", "node_modules/tslab/bin/tslab"),
  ]);
  assert.deepEqual(typescript.env, { TF_CPP_MIN_LOG_LEVEL: "2" });
  assert.equal(javascript.argv.at(-1), "--js");
});

test("a stage that is up to date is not run, one that is not is run once", async () => {
  const { runStages } = await import("../../scripts/main.mjs");
  let current = false;
  let runs = 0;
  const stage = { name: "a test stage", isCurrent: () => current, run: async () => void ((current = true), runs++) };
  await runStages([stage], { root: "", cache: "" });
  await runStages([stage], { root: "", cache: "" });
  assert.equal(runs, 1);
  const never = { name: "a test stage", isCurrent: () => false, run: async () => undefined };
  await assert.rejects(
    runStages([never], { root: "", cache: "" }),
    /not up to date after installing: another program changes its files/,
  );
});

test("every pinned Python package has a hash", () => {
  const lines = readFileSync(join(__dirname, "../../requirements.txt"), "utf8").split("\n");
  const pins = lines.filter((line) => /^[a-z]/i.test(line));
  assert.ok(pins.length > 50);
  for (const line of pins) assert.match(line, /^[\w.-]+(\[\w+\])?==\S+( ; .*)? \\$/);
});

test("a stamp takes away what killed writers of it left an hour ago, and nothing else", async () => {
  const { writeStamp } = await import("../../scripts/stamp.mjs");
  const root = folder();
  const dead = spawnSync(process.execPath, ["-e", ""]).pid;
  const kept = [`stamp.${process.pid}.tmp`, `stamp.x.${dead}.tmp`, `other.${dead}.tmp`, `stamp.${dead}.tmp.txt`];
  const longAgo = new Date(Date.now() - 2 * 3_600_000);
  for (const name of [...kept, `stamp.${dead}.tmp`]) {
    writeFileSync(join(root, name), "half");
    if (name !== `stamp.${process.pid}.tmp`) utimesSync(join(root, name), longAgo, longAgo);
  }
  writeStamp(join(root, "stamp"), "key");
  assert.deepEqual(readdirSync(root).sort(), [...kept.slice(1), "stamp"].sort());
});
