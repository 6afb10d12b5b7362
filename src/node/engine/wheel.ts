// A rung of the ladder: TensorFlow's own shared libraries out of the Python wheel tensorflow-cpu, which any package index
// serves. Its C interface holds every symbol that tfjs-node's addon asks for; names and links are made to fit the addon.
// The wheel is downloaded, never committed (TensorFlow is Apache 2.0).
import { existsSync } from "node:fs";
import { mkdir, readdir, rename, rm, stat, symlink } from "node:fs/promises";
import { join } from "node:path";
import { lastWords, runProgram } from "../runProgram";
import { sha256OfFile } from "../files/sha256";
import { unzipMembers } from "../files/unzipMembers";
import { replaceFolder } from "./engineFiles";

/** The one wheel that is used: TensorFlow 2.15.1 for Linux on x64. */
export const tensorflowWheel: {
  readonly name: string;
  readonly version: string;
  readonly bytes: number;
  readonly sha256: string;
} = {
  name: "tensorflow_cpu-2.15.1-cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64.whl",
  version: "2.15.1",
  bytes: 207_208_420,
  sha256: "54660c074d7241a503e81edfd9f5ef5af88f64051b72e2945f26318c790f2d26",
};

const libraries = ["libtensorflow_cc.so.2", "libtensorflow_framework.so.2"];
const headers = /^tensorflow\/include\/((tensorflow|tsl|xla)\/(c|core\/platform|platform)\/.*\.h)$/;
/** The names under which the addon and its build look for the libraries. */
const links: readonly (readonly [string, string])[] = [
  ["libtensorflow.so", libraries[0]],
  ["libtensorflow.so.2", libraries[0]],
  ["libtensorflow.so.2.9.1", libraries[0]],
  ["libtensorflow_framework.so", libraries[1]],
];

/** "" if the file is the wheel, else what is wrong with it. */
export async function wheelProblem(path: string, wheel: typeof tensorflowWheel = tensorflowWheel): Promise<string> {
  const { size } = await stat(path);
  if (size !== wheel.bytes) return `it has ${size} bytes instead of ${wheel.bytes}`;
  return (await sha256OfFile(path)) === wheel.sha256 ? "" : "its SHA-256 is wrong";
}

export interface FetchWheelOptions {
  /** Folder that keeps the wheel. */
  readonly folder: string;
  /** A Python that has pip. */
  readonly python: string;
  readonly log: string;
  readonly report: (line: string) => void;
  readonly wheel?: typeof tensorflowWheel;
}

/** The path of a sound wheel: the kept one, else a fresh download by pip. Throws a sentence if neither is to be had. */
export async function fetchWheel({
  folder,
  python,
  log,
  report,
  wheel = tensorflowWheel,
}: FetchWheelOptions): Promise<string> {
  const kept = join(folder, wheel.name);
  const aside = join(folder, "wheel-download");
  await rm(aside, { recursive: true, force: true });
  if (existsSync(kept)) {
    const problem = await wheelProblem(kept, wheel);
    if (problem === "") return kept;
    report(`${wheel.name} is damaged (${problem}); fetching it again`);
    await rm(kept, { recursive: true, force: true });
  }
  await mkdir(join(aside, "tmp"), { recursive: true });
  const watch = setInterval(
    () =>
      void folderBytes(aside).then((bytes) => {
        if (bytes > 0)
          report(`TensorFlow ${wheel.version}: ${Math.round(bytes / 1e6)} of ${Math.round(wheel.bytes / 1e6)} MB`);
      }),
    5_000,
  );
  try {
    const result = await runProgram(
      python,
      [
        "-m",
        "pip",
        "download",
        "--no-deps",
        "--no-input",
        "--no-cache-dir",
        "--progress-bar=off",
        "--only-binary=:all:",
        "--implementation=cp",
        "--python-version=311",
        "--abi=cp311",
        "--platform=manylinux2014_x86_64",
        "--retries=3",
        "--timeout=20",
        `--dest=${aside}`,
        `tensorflow-cpu==${wheel.version}`,
      ],
      {
        log,
        timeoutSeconds: 3600,
        env: { ...process.env, TMPDIR: join(aside, "tmp"), PIP_DISABLE_PIP_VERSION_CHECK: "1" },
      },
    );
    const fresh = join(aside, wheel.name);
    if (result.code !== 0 || !existsSync(fresh))
      throw new Error(`pip could not download TensorFlow ${wheel.version}: ${lastWords(result)}`);
    const problem = await wheelProblem(fresh, wheel);
    if (problem !== "") throw new Error(`the downloaded ${wheel.name} is damaged: ${problem}`);
    await rename(fresh, kept);
    return kept;
  } finally {
    clearInterval(watch);
    await rm(aside, { recursive: true, force: true });
  }
}

async function folderBytes(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const sizes = await Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map((entry) =>
        stat(join(entry.parentPath, entry.name)).then(
          ({ size }) => size,
          () => 0,
        ),
      ),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** Unpacks libraries and C headers into `depsFolder`, which is replaced only when all of it is written and checked. */
export async function unpackWheel(
  wheelPath: string,
  depsFolder: string,
  report: (line: string) => void,
): Promise<void> {
  const fresh = `${depsFolder}-new`;
  await rm(fresh, { recursive: true, force: true });
  report("unpacking 614 MB of libraries");
  await unzipMembers(wheelPath, fresh, (member) => {
    const library = libraries.find((name) => member === `tensorflow/${name}`);
    return library ? `lib/${library}` : headers.exec(member)?.[1].replace(/^/, "include/");
  });
  for (const [name, target] of links) await symlink(target, join(fresh, "lib", name));
  await replaceFolder(depsFolder, fresh);
}
