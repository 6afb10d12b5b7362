// Stage 1, npm packages: `npm ci` without install scripts (none is needed: binaries come inside packages, the TensorFlow
// engine has its own stage), then node_modules/inpainting-lab -> the project, so that notebooks import it by its name, and
// node_modules/.bin/inpaint -> its command, so that npx finds that there and asks no registry.
// Up to date means: npm's own record of what lies in node_modules agrees with package-lock.json, each package is there, and no
// installation began that did not end.
import {
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { SetupError } from "../errors.mjs";
import { libc as libcFamily } from "../prefetched.mjs";
import { runLogged } from "../process.mjs";

/**
 * @typedef {{ version?: string, integrity?: string, optional?: boolean, os?: string[], cpu?: string[],
 *   libc?: string[], link?: boolean }} LockEntry
 */

export const ciArguments = ["ci", "--ignore-scripts", "--include=dev", "--include=optional", "--no-audit", "--no-fund"];

/**
 * npm writes to the cache that it reads from, and fails where it may not: on a locked stick, or beside 24 others on a drive.
 * @param {string} folder
 * @param {string} copy
 * @param {(copy: string) => Promise<unknown>} work
 */
export async function withCopy(folder, copy, work) {
  rmSync(copy, { recursive: true, force: true });
  try {
    cpSync(folder, copy, { recursive: true });
    await work(copy);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

/**
 * What makes npm take everything from a cache. The registry is only a part of the cache's keys.
 * @param {string} npmCache
 * @param {string} registry
 * @param {string} cache for npm's own logs
 */
export function offlineArguments(npmCache, registry, cache) {
  const elsewhere = ["--logs-dir", join(cache, "logs/npm"), "--no-update-notifier"];
  return ["--offline", "--cache", npmCache, "--registry", registry, ...elsewhere];
}

/** Lies there while packages are installed, also after an installation that broke off: then some of them may be half. */
const unfinished = (/** @type {string} */ cache) => join(cache, "npm-unfinished");

/** @param {import("../main.mjs").Context} context */
function packagesStand({ root, cache }) {
  return (
    !existsSync(unfinished(cache)) &&
    packagesMatch(join(root, "package-lock.json"), join(root, "node_modules/.package-lock.json"))
  );
}

/** @type {import("../main.mjs").Stage} */
export const packagesStage = {
  name: "npm packages",
  isCurrent: (context) => packagesStand(context) && isLinked(context.root),
  async run({ root, cache, prefetched }) {
    if (!packagesStand({ root, cache })) {
      mkdirSync(cache, { recursive: true });
      writeFileSync(unfinished(cache), "");
      const [command, ...first] = npmCommand();
      const log = join(cache, "logs/npm.log");
      const install = (/** @type {string[]} */ more) =>
        runLogged(command, [...first, ...ciArguments, ...more], { what: "npm packages", log, root });
      if (prefetched)
        await withCopy(join(prefetched.folder, "npm"), join(cache, "npm-copy"), (copy) =>
          install(offlineArguments(copy, prefetched.manifest.registry, cache)),
        );
      else await install([]);
      rmSync(unfinished(cache));
    }
    if (!isLinked(root)) link(root);
  },
};

/**
 * Does everything that the lock file wants on this platform lie in node_modules, by npm's record and in truth?
 * @param {string} wanted
 * @param {string} installed
 */
export function packagesMatch(wanted, installed) {
  if (!existsSync(installed)) return false;
  const here = readLock(installed);
  const folder = dirname(dirname(installed));
  return Object.entries(readLock(wanted)).every(([path, entry]) => {
    if (path === "" || !isForThisPlatform(entry)) return true;
    const found = here[path];
    const same = found !== undefined && found.version === entry.version && found.integrity === entry.integrity;
    return same && (found.link === true || existsSync(join(folder, path, "package.json")));
  });
}

/** @param {string} file @returns {{ [path: string]: LockEntry }} */
function readLock(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8")).packages ?? {};
  } catch {
    return {};
  }
}

/**
 * Packages for one platform are compared on that platform only; other optional ones may be absent.
 * @param {LockEntry} entry
 */
function isForThisPlatform({ optional, os, cpu, libc }) {
  if (!optional) return true;
  if (!os || !cpu) return false;
  return os.includes(process.platform) && cpu.includes(process.arch) && (!libc || libc.includes(libcFamily()));
}

/** npm as [program, ...first arguments]: the one that runs this script, else one beside Node, else one on the PATH. */
export function npmCommand() {
  const besideNode = join(realpathSync(process.execPath), process.platform === "win32" ? ".." : "../..");
  const places = [
    process.env.npm_execpath ?? "",
    join(besideNode, "lib/node_modules/npm/bin/npm-cli.js"),
    join(besideNode, "node_modules/npm/bin/npm-cli.js"),
    ...(process.env.PATH ?? "").split(delimiter).map((folder) => realNpm(folder)),
  ];
  const found = places.find((place) => /npm-cli\.c?js$/.test(place) && existsSync(place));
  if (found) return [process.execPath, found];
  throw new SetupError("npm packages: expected npm, but found none beside Node or on the PATH. Install Node with npm.");
}

/** @param {string} folder */
function realNpm(folder) {
  try {
    return realpathSync(join(folder, "npm"));
  } catch {
    return join(folder, "node_modules/npm/bin/npm-cli.js");
  }
}

/** @param {string} root */
function isLinked(root) {
  try {
    const linked = realpathSync(join(root, "node_modules/inpainting-lab")) === realpathSync(root);
    return (
      linked &&
      commandFiles.every(([name]) => lstatSync(join(root, "node_modules/.bin", name), { throwIfNoEntry: false }))
    );
  } catch {
    return false;
  }
}

/** @param {string} root */
function link(root) {
  const place = join(root, "node_modules/inpainting-lab");
  mkdirSync(join(root, "node_modules"), { recursive: true });
  if (lstatSync(place, { throwIfNoEntry: false })) rmSync(place, { recursive: true, force: true });
  if (process.platform === "win32") symlinkSync(root, place, "junction");
  else symlinkSync("..", place, "dir");
  linkCommand(join(root, "node_modules/.bin"));
}

/** What npm itself would put there for a package that has the command: a link, on Windows a script for each shell. */
const commandFiles =
  process.platform === "win32"
    ? [
        ["inpaint", '#!/bin/sh\nexec node "$(dirname "$0")/../../scripts/inpaint.mjs" "$@"\n'],
        ["inpaint.cmd", '@node "%~dp0\\..\\..\\scripts\\inpaint.mjs" %*\r\n'],
      ]
    : [["inpaint", ""]];

/** @param {string} folder */
function linkCommand(folder) {
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of commandFiles) {
    rmSync(join(folder, name), { force: true });
    if (text === "") symlinkSync("../../scripts/inpaint.mjs", join(folder, name));
    else writeFileSync(join(folder, name), text);
  }
}
