// The peers' Python environment: a folder in the project's cache, made only when asked for, from pinned versions. It is built
// anew when the pins change or the project has moved.
import { spawnSync } from "node:child_process";
import { existsSync, realpathSync, rmSync } from "node:fs";
import { join } from "node:path";
import { cacheFolder, projectRoot } from "../../src/node/paths";
import type { Contender } from "./contenders";

const folder = join(cacheFolder, "bench-peers");
const stampFile = join(folder, ".lab-stamp");
const inVenv = (place: string): string => join(place, process.platform === "win32" ? "Scripts/python.exe" : "bin/python");

/** What the installation costs, as it is told to the person. */
export const peersCost = "about 890 MB of downloads, 2.9 GB on the disk";

/** The environment's Python; null where it is not installed, or not from these pins. */
export async function peersPython(): Promise<string | null> {
  const { stampHolds } = await import("../../scripts/stamp.mjs");
  return existsSync(inVenv(folder)) && stampHolds(stampFile, await key()) ? inVenv(folder) : null;
}

async function key(): Promise<string> {
  const { hashOf } = await import("../../scripts/stamp.mjs");
  const paths = ["requirements.txt", "standIns.py"].map((name) => join(__dirname, name));
  return hashOf({ texts: [process.platform, process.arch, realpathSync(projectRoot)], paths });
}

/** What the command says where contenders need peers that are not there; null where none does. */
export function missingPeersNote(chosen: readonly Contender[], python: string | null): string | null {
  const names = chosen.filter(({ language }) => language === "python").map(({ name }) => name);
  if (python !== null || names.length === 0) return null;
  return `Keras and PyTorch are not installed, so ${names.join(", ")} and the sgemm rate are missing below; ` +
    `npm run bench -- training --install-peers installs them (${peersCost}).`;
}

/** Installs the peers unless they are there; throws a sentence if that fails. Resolves to their Python. */
export async function installPeers(say: (line: string) => void): Promise<string> {
  const { withLock } = await import("../../scripts/lock.mjs");
  return withLock(join(cacheFolder, "bench-peers.lock"), async () => (await peersPython()) ?? build(say), say);
}

async function build(say: (line: string) => void): Promise<string> {
  const { pythonCandidates, pythonEnvironment } = await import("../../scripts/python.mjs");
  const { runLogged } = await import("../../scripts/process.mjs");
  const { writeStamp } = await import("../../scripts/stamp.mjs");
  const versions = ["python3.13", "python3.12", "python3.11"].map((name) => [name]);
  const { command, version } = findPeersPython([...pythonCandidates(), ...versions], pythonVersion);
  say(`Installing Keras and PyTorch with Python ${version} (${peersCost}; a few minutes).`);
  const options = (what: string, log: string) => ({
    what, log: join(cacheFolder, "logs", log), root: projectRoot, env: pythonEnvironment(),
  });
  rmSync(folder, { recursive: true, force: true });
  await runLogged(command[0], [...command.slice(1), "-m", "venv", folder], options("The peers' environment", "bench-venv.log"));
  const install = ["-m", "pip", "install", "--no-deps", "--no-user", "--no-input", "--progress-bar=off", "--only-binary=:all:",
    "-r", join(__dirname, "requirements.txt")];
  await runLogged(inVenv(folder), install, options("Keras and PyTorch", "bench-pip.log"));
  const withoutGpu = "PyTorch without its GPU libraries";
  await runLogged(inVenv(folder), [join(__dirname, "standIns.py")], options(withoutGpu, "bench-stand-ins.log"));
  await runLogged(inVenv(folder), [join(__dirname, "contenders/importTorch.py")], options(withoutGpu, "bench-trial.log"));
  writeStamp(stampFile, await key());
  return inVenv(folder);
}

/** The first Python that the pins have packages for. Throws a sentence that says what was found. */
export function findPeersPython(
  candidates: readonly string[][], versionOf: (command: readonly string[]) => string | null,
): { command: string[]; version: string } {
  const found: string[] = [];
  for (const command of candidates) {
    const version = versionOf(command);
    if (version === null) continue;
    if (/^3\.1[123]\./.test(version)) return { command, version };
    found.push(version);
  }
  throw new Error(`Expected Python 3.11, 3.12 or 3.13, which TensorFlow and PyTorch have packages for, but found ` +
    `${[...new Set(found)].join(", ") || "none"} on the PATH. Install one, or name it in the environment variable PYTHON, ` +
    `and run the same command again.`);
}

function pythonVersion(command: readonly string[]): string | null {
  const ask = [...command.slice(1), "-c", "import platform; print(platform.python_version())"];
  const { status, stdout } = spawnSync(command[0], ask, { encoding: "utf8", timeout: 20_000 });
  return status === 0 ? stdout.trim() : null;
}
