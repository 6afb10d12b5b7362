// The peers' Python environment of one benchmark: a folder in the project's cache, made only when asked for, from pinned
// versions. It is built anew when the pins change or the project has moved.
import { spawnSync } from "node:child_process";
import { existsSync, realpathSync, rmSync } from "node:fs";
import { join } from "node:path";
import { cacheFolder, projectRoot } from "../src/node/paths";
import type { Program } from "./contenderProcess";

export interface Peers {
  /** The benchmark: what stands behind `npm run bench --`. */
  readonly subject: string;
  /** Who they are, as sentences name them: "Keras and PyTorch". */
  readonly names: string;
  /** Those of their packages that come for certain versions of Python only. */
  readonly choosy: string;
  /** What the installation costs, as it is told to the person. */
  readonly cost: string;
  /** How long it takes, in words. */
  readonly takes: string;
  /** Name of the environment's folder in the cache. */
  readonly folder: string;
  /** The pins, a requirements.txt in which every package is named. */
  readonly requirements: string;
  /** Programs run by the environment's Python after the packages are there. */
  readonly finish?: readonly { readonly what: string; readonly program: string; readonly log: string }[];
  /** Further files whose change makes the environment out of date. */
  readonly dependsOn?: readonly string[];
}

const inVenv = (place: string): string =>
  join(place, process.platform === "win32" ? "Scripts/python.exe" : "bin/python");
const folderOf = ({ folder }: Peers): string => join(cacheFolder, folder);
const stampFile = (peers: Peers): string => join(folderOf(peers), ".lab-stamp");

/** The environment's Python; null where it is not installed, or not from these pins. */
export async function peersPython(peers: Peers): Promise<string | null> {
  const { stampHolds } = await import("../scripts/stamp.mjs");
  const python = inVenv(folderOf(peers));
  return existsSync(python) && stampHolds(stampFile(peers), await key(peers)) ? python : null;
}

async function key({ requirements, dependsOn = [] }: Peers): Promise<string> {
  const { hashOf } = await import("../scripts/stamp.mjs");
  return hashOf({
    texts: [process.platform, process.arch, realpathSync(projectRoot)],
    paths: [requirements, ...dependsOn],
  });
}

/**
 * What the command says where contenders need peers that are not there; null where none does. `also` is what else is missing
 * without them.
 */
export function missingPeersNote(
  { subject, names, cost }: Peers,
  chosen: readonly Program[],
  python: string | null,
  also?: string,
): string | null {
  const missing = chosen.filter(({ language }) => language === "python").map(({ name }) => name);
  if (python !== null || missing.length === 0) return null;
  const all = `${missing.join(", ")}${also ? ` and ${also}` : ""}`;
  const verb = missing.length === 1 && !also ? "is" : "are";
  return (
    `${names} are not installed, so ${all} ${verb} missing below; ` +
    `npm run bench -- ${subject} --install-peers installs them (${cost}).`
  );
}

/** Installs the peers unless they are there; throws a sentence if that fails. Resolves to their Python. */
export async function installPeers(peers: Peers, say: (line: string) => void): Promise<string> {
  const { withLock } = await import("../scripts/lock.mjs");
  return withLock(`${folderOf(peers)}.lock`, async () => (await peersPython(peers)) ?? build(peers, say), say);
}

async function build(peers: Peers, say: (line: string) => void): Promise<string> {
  const { pythonCandidates, pythonEnvironment } = await import("../scripts/python.mjs");
  const { runLogged } = await import("../scripts/process.mjs");
  const { writeStamp } = await import("../scripts/stamp.mjs");
  const versions = ["python3.13", "python3.12", "python3.11"].map((name) => [name]);
  const { command, version } = findPeersPython(peers, [...pythonCandidates(), ...versions], pythonVersion);
  say(`Installing ${peers.names} with Python ${version} (${peers.cost}; ${peers.takes}).`);
  const folder = folderOf(peers);
  const python = inVenv(folder);
  const options = (what: string, log: string) => ({
    what,
    log: join(cacheFolder, "logs", log),
    root: projectRoot,
    env: pythonEnvironment(),
  });
  rmSync(folder, { recursive: true, force: true });
  const venv = ["-m", "venv", folder];
  await runLogged(
    command[0],
    [...command.slice(1), ...venv],
    options("The peers' environment", `${peers.folder}-venv.log`),
  );
  const install = [
    "-m",
    "pip",
    "install",
    "--no-deps",
    "--no-user",
    "--no-input",
    "--progress-bar=off",
    "--only-binary=:all:",
    "-r",
    peers.requirements,
  ];
  await runLogged(python, install, options(peers.names, `${peers.folder}-pip.log`));
  for (const { what, program, log } of peers.finish ?? []) await runLogged(python, [program], options(what, log));
  writeStamp(stampFile(peers), await key(peers));
  return python;
}

/** The first Python that the pins have packages for. Throws a sentence that says what was found. */
export function findPeersPython(
  { choosy }: Pick<Peers, "choosy">,
  candidates: readonly string[][],
  versionOf: (command: readonly string[]) => string | null,
): { command: string[]; version: string } {
  const found: string[] = [];
  for (const command of candidates) {
    const version = versionOf(command);
    if (version === null) continue;
    if (/^3\.1[123]\./.test(version)) return { command, version };
    found.push(version);
  }
  throw new Error(
    `Expected Python 3.11, 3.12 or 3.13, which ${choosy} have packages for, but found ` +
      `${[...new Set(found)].join(", ") || "none"} on the PATH. Install one, or name it in the environment variable PYTHON, ` +
      `and run the same command again.`,
  );
}

function pythonVersion(command: readonly string[]): string | null {
  const ask = [...command.slice(1), "-c", "import platform; print(platform.python_version())"];
  const { status, stdout } = spawnSync(command[0], ask, { encoding: "utf8", timeout: 20_000 });
  return status === 0 ? stdout.trim() : null;
}
