// A folder that `npm run prefetch` filled, named in LAB_CACHE: the set-up then takes npm packages, Python wheels, the TensorFlow
// engine and the data from it and needs no network. The folder is only read, so it may be a stick or a shared drive; logs,
// locks and settings stay in the clone's own .cache. Its manifest says what it was made for and how large it must be. What is
// taken out of it is checked when it is used: packages by npm (the sums in package-lock.json), wheels by pip (--require-hashes),
// CIFAR-10 and the authors' weights by their own sums when they are read, the engine by the SHA-256 in the manifest.
import { accessSync, constants, existsSync, mkdirSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { SetupError } from "./errors.mjs";
import { hashOf } from "./stamp.mjs";

/**
 * @typedef {{ files: number, bytes: number }} Size
 * @typedef {"npm" | "wheels" | "engine" | "data"} Part
 * @typedef {{ format: number, complete: boolean, project: string, system: string, nodeApi: number, node: string,
 *   python: string, registry: string, parts: { [part in Part]?: Size }, sha256?: { [file: string]: string } }} Manifest
 *   project: hash of the lock files; system: platform, processor and C library; python: "3.11"; sha256: hexadecimal, of files
 *   that nobody else checks, by path inside the folder
 * @typedef {{ folder: string, manifest: Manifest }} Prefetched
 */

export const manifestName = "prefetch.json";
/** The folders inside, by part; engine and data may be missing where they could not be had. */
export const partNames = /** @type {Part[]} */ (["npm", "wheels", "engine", "data"]);
const format = 2;
/** The highest Node-API version that @tensorflow/tfjs-node is built for: the engine fits every Node that has it. */
const highestNodeApi = 8;

/** What of this machine and clone a folder must fit. @param {string} root @param {string} [python] "3.11" */
export function thisSystem(root, python = "") {
  return {
    format,
    project: hashOf({ paths: ["package-lock.json", "requirements.txt"].map((name) => join(root, name)) }),
    system: [process.platform, process.arch, ...(process.platform === "linux" ? [libc()] : [])].join("-"),
    nodeApi: Math.min(highestNodeApi, Number(process.versions.napi)),
    node: process.versions.node,
    python,
  };
}

/** Of the C library that this Node runs on. */
export function libc() {
  const report = /** @type {{ header?: { glibcVersionRuntime?: string } }} */ (process.report?.getReport() ?? {});
  return report.header?.glibcVersionRuntime ? "glibc" : "musl";
}

/**
 * The manifest of a folder, or null where it has none. Throws a SetupError where it is damaged.
 * @param {string} folder
 * @returns {Manifest | null}
 */
export function readManifest(folder) {
  const file = join(folder, manifestName);
  if (!existsSync(file)) return null;
  try {
    // Reading a named pipe would never end.
    const manifest = statSync(file).isFile() ? JSON.parse(readFileSync(file, "utf8")) : {};
    if (typeof manifest.format === "number" && typeof manifest.parts === "object") return manifest;
  } catch {
    // Said below.
  }
  throw new SetupError(
    `Expected the list of a prefetched folder in ${file}, but it is damaged. ` +
      `Delete it and run: npm run prefetch -- --to ${folder}`,
  );
}

/**
 * The prefetched folder that LAB_CACHE names, or null where it names none, or a plain cache. Throws a SetupError where
 * the folder is half, damaged, or made for another system, Node or version of the project.
 * @param {string} root
 * @param {string | undefined} [folder]
 * @returns {Prefetched | null}
 */
export function findPrefetched(root, folder = process.env.LAB_CACHE) {
  const manifest = folder ? readManifest(folder) : null;
  if (!folder || manifest === null) return null;
  const problem = prefetchedProblem(manifest, folder, thisSystem(root));
  if (problem !== "") throw new SetupError(problem);
  return { folder, manifest };
}

/**
 * Why the folder cannot be used here, in one sentence with the way out; "" if it can.
 * @param {Manifest} manifest
 * @param {string} folder
 * @param {ReturnType<typeof thisSystem>} here
 * @returns {string}
 */
export function prefetchedProblem(manifest, folder, here) {
  const again = `npm run prefetch -- --to ${folder}`;
  if (manifest.format !== here.format)
    return (
      `Expected a prefetched folder of form ${here.format} in ${folder}, but it has form ` +
      `${manifest.format}. Make it anew: ${again}`
    );
  if (!manifest.complete)
    return (
      `Expected a whole prefetched folder, but ${folder} was not finished. ` +
      `Where the network is: ${again} goes on where it stopped.`
    );
  if (manifest.system !== here.system)
    return (
      `Expected a folder prefetched on ${here.system}, but ${folder} was made on ${manifest.system}. ` +
      `Make one on a machine like this one.`
    );
  if (manifest.nodeApi !== here.nodeApi)
    return (
      `Expected a folder prefetched with a Node like this one (${here.node}, Node-API ${here.nodeApi}), ` +
      `but ${folder} was made with ` +
      `Node ${manifest.node} (Node-API ${manifest.nodeApi}). Install that version of Node, or make a folder with this one.`
    );
  if (manifest.project !== here.project)
    return (
      `Expected a folder prefetched for this version of the project, ` +
      `but ${folder} was made for other versions of its packages. ` +
      `Use the clone that it was made from, or make it anew: ${again}`
    );
  for (const part of partNames) {
    const wanted = manifest.parts[part];
    const found = wanted && sizeOf(join(folder, part));
    if (wanted && found && (found.files < wanted.files || found.bytes < wanted.bytes))
      return (
        `Expected ${inWords(wanted)} in ${join(folder, part)}, but found ${inWords(found)}: the folder was not copied whole. ` +
        `Copy it again, or make it anew: ${again}`
      );
  }
  return "";
}

/** @param {Size} size */
function inWords({ files, bytes }) {
  return `${files} ${files === 1 ? "file" : "files"} with ${bytes} bytes`;
}

/**
 * Number and bytes of all files below a folder; none where it is missing. Files may come and go meanwhile: npm is at work.
 * @param {string} folder
 * @returns {Size}
 */
export function sizeOf(folder) {
  const size = { files: 0, bytes: 0 };
  for (const entry of entriesOf(folder)) {
    if (entry.name.startsWith(".")) continue;
    const path = join(folder, entry.name);
    const inside = entry.isDirectory()
      ? sizeOf(path)
      : { files: 1, bytes: statSync(path, { throwIfNoEntry: false })?.size ?? 0 };
    size.files += inside.files;
    size.bytes += inside.bytes;
  }
  return size;
}

/** @param {string} folder */
function entriesOf(folder) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

/** Where downloads, logs and locks go. @param {string} root @param {string | undefined} [named] */
export function cacheOf(root, named = process.env.LAB_CACHE) {
  return named && !existsSync(join(named, manifestName)) ? named : join(root, ".cache");
}

/** Throws a SetupError where nothing can be written to the folder. @param {string} cache */
export function checkCache(cache) {
  try {
    makeFolder(cache);
    accessSync(cache, constants.W_OK);
    return;
  } catch {
    throw new SetupError(
      `Expected a folder to write to at ${cache}, but it cannot be had. ` +
        `Name another one in LAB_CACHE, or unset it for the project's own .cache.`,
    );
  }
}

/** Step by step: mkdir's own way of making several folders never ends below /proc. @param {string} path */
function makeFolder(path) {
  if (existsSync(path)) {
    if (!statSync(path).isDirectory()) throw new Error(`${path} is a file`);
    return;
  }
  makeFolder(dirname(path));
  try {
    mkdirSync(path);
  } catch (error) {
    // Another command made it in between.
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== "EEXIST") throw error;
  }
}
