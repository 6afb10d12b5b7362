// A guard for refactorings: are trainings, masks and fills of the current tree, bit for bit, those of an earlier commit?
//   node test/golden/compare.mjs [REFERENCE_COMMIT] [--only part,part]
// Needs the real CIFAR-10 (CIFAR10_ARCHIVE or data/), the authors' weights (REPORT_WEIGHTS) and the native engine.
// Both sides are computed on this machine. The hashes of the reference are saved in .cache/golden/ for the next comparison and
// never leave the machine: another processor rounds differently. It is no part of `npm test`.
import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { cpus } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";

/** @typedef {{ [item: string]: string }} Hashes */

const defaultReference = "cb6b5b1";
const golden = import.meta.dirname;
const root = join(golden, "..", "..");
const cache = join(root, ".cache", "golden");
/** @type {{ partNames: string[] }} */
const { partNames } = createRequire(import.meta.url)("./hashing.cjs");

const { values, positionals } = parseArgs({ options: { only: { type: "string" } }, allowPositionals: true });
const chosen = values.only?.split(",") ?? partNames;
const odd = chosen.find((part) => !partNames.includes(part));
if (odd !== undefined) {
  console.error(`Expected --only to name some of ${partNames.join(", ")}, but received "${odd}".`);
  process.exit(2);
}
mkdirSync(cache, { recursive: true });
const commit = git("rev-parse", "--verify", `${positionals[0] ?? defaultReference}^{commit}`);
const reference = referenceHashes(commit, chosen);
console.log("The current tree:");
compile(root);
const { hashes: current } = runAdapter("current.cjs", root, chosen);
process.exitCode = printComparison(reference, current) ? 0 : 1;

/** @param {string[]} args */
function git(...args) {
  return execFileSync("git", args, { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] }).trim();
}

/**
 * @param {string} item "part/name: kind"
 * @param {readonly string[]} parts
 */
function isOf(item, parts) {
  return parts.includes(item.slice(0, item.indexOf("/")));
}

/**
 * The hashes of these parts at the commit: saved ones where they are there.
 * @param {string} commit
 * @param {readonly string[]} parts
 * @returns {Hashes}
 */
function referenceHashes(commit, parts) {
  const file = join(cache, `${commit}.${machineKey()}.json`);
  /** @type {Hashes} */
  let saved = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
  const missing = parts.filter((part) => !Object.keys(saved).some((item) => isOf(item, [part])));
  console.log(
    `Reference ${commit.slice(0, 7)}${missing.length === 0 ? ": hashes saved by an earlier comparison" : ":"}`,
  );
  if (missing.length > 0) {
    const { hashes, whole } = runAdapter("reference.cjs", checkOut(commit), missing);
    if (!whole) {
      console.error("Expected every item of the reference, but some failed (see above). Nothing was compared.");
      process.exit(1);
    }
    saved = { ...saved, ...hashes };
    writeFileSync(file, `${JSON.stringify(saved, null, 1)}\n`);
  }
  return Object.fromEntries(Object.entries(saved).filter(([item]) => isOf(item, parts)));
}

/** What the hashes depend on beside the commit. */
function machineKey() {
  const hash = createHash("sha256");
  for (const path of [join(golden, "reference.cjs"), join(golden, "hashing.cjs"), join(root, "package-lock.json")]) {
    hash.update(readFileSync(path));
  }
  hash.update(`${cpus()[0]?.model} ${cpus().length} ${process.version}`);
  return hash.digest("hex").slice(0, 16);
}

/**
 * A compiled work tree of the commit.
 * @param {string} commit
 */
function checkOut(commit) {
  const folder = join(cache, commit);
  if (!existsSync(folder)) git("worktree", "add", "--force", "--detach", folder, commit);
  const modules = join(folder, "node_modules");
  if (!existsSync(modules)) symlinkSync(join(root, "node_modules"), modules, "junction");
  if (!existsSync(join(folder, "dist", ".tsbuildinfo"))) compile(folder);
  return folder;
}

/** @param {string} folder */
function compile(folder) {
  const started = performance.now();
  const { status } = spawnSync(
    process.execPath,
    [join("node_modules", "typescript", "bin", "tsc"), "-p", "tsconfig.json"],
    { cwd: folder, stdio: "inherit" },
  );
  if (status !== 0) {
    console.error("Expected the sources to compile, but tsc failed (see above).");
    process.exit(1);
  }
  console.log(`  compiled in ${seconds(started)}`);
}

/**
 * The hashes, and whether no item failed.
 * @param {string} adapter
 * @param {string} folder
 * @param {readonly string[]} parts
 * @returns {{ hashes: Hashes, whole: boolean }}
 */
function runAdapter(adapter, folder, parts) {
  const started = performance.now();
  const out = join(cache, `${process.pid}.tmp`);
  const { status } = spawnSync(process.execPath, [join(golden, adapter), folder, out, parts.join(",")], {
    cwd: folder,
    stdio: "inherit",
  });
  const hashes = existsSync(out) ? JSON.parse(readFileSync(out, "utf8")) : {};
  rmSync(out, { force: true });
  console.log(`  in all ${seconds(started)}`);
  return { hashes, whole: status === 0 };
}

/** @param {number} started */
function seconds(started) {
  return `${((performance.now() - started) / 1000).toFixed(1)} s`;
}

/**
 * One line per item; whether all are the same.
 * @param {Hashes} reference
 * @param {Hashes} current
 */
function printComparison(reference, current) {
  const items = new Set([...Object.keys(reference), ...Object.keys(current)]);
  let same = 0;
  for (const item of items) {
    const verdict = verdictOn(reference[item], current[item]);
    console.log(`${verdict.padEnd(9)} ${item}`);
    if (verdict === "same") same++;
  }
  console.log(`${same} of ${items.size} items are the same.`);
  return same === items.size && items.size > 0;
}

/**
 * @param {string | undefined} before
 * @param {string | undefined} now
 */
function verdictOn(before, now) {
  if (before === undefined || now === undefined) return "missing";
  return before === now ? "same" : "DIFFERENT";
}
