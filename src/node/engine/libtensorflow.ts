// The C library that @tensorflow/tfjs-node is written for, from the host that the package's own script takes it from, but checked:
// nothing of an archive is unpacked before its SHA-256 is the one below. The sums are those that nixpkgs states for these
// addresses; of the two for x64 also other projects do. None is known for the package's prebuilt addon: it is built here.
import { mkdtemp, rm } from "node:fs/promises";
import { basename, join } from "node:path";
import { downloadFile } from "../files/download";
import { pathKind } from "../files/regularFile";
import { sha256OfFile } from "../files/sha256";
import { replaceFolder, type EngineFiles } from "./engineFiles";

export interface LibtensorflowArchive {
  /** Behind the host's name. */
  readonly path: string;
  readonly sha256: string;
}

/** By platform and processor. */
export const libtensorflowArchives: { readonly [system: string]: LibtensorflowArchive } = {
  "linux-x64": {
    path: "tensorflow/libtensorflow/libtensorflow-cpu-linux-x86_64-2.9.1.tar.gz",
    sha256: "7f510d2546e3db5e10b1d119463689003d587842892ad3c95bca51cf82820173",
  },
  "linux-arm64": {
    path: "tf-builds/libtensorflow_r2_7_linux_arm64.tar.gz",
    sha256: "9395d1ff39f5b6847f5121e679ff4e599dc7061a2a7f87ceac061c78e908e6e3",
  },
  "darwin-x64": {
    path: "tensorflow/libtensorflow/libtensorflow-cpu-darwin-x86_64-2.9.1.tar.gz",
    sha256: "56f83d3320ba0f69aaafd6c058645e1b7fbc75fb9a3fc36d6be98de1291ca226",
  },
  "darwin-arm64": {
    path: "tf-builds/libtensorflow_r2_7_darwin_arm64_cpu.tar.gz",
    sha256: "13ab22b97e2af06e431aaeb7b42fb89981965dd01aa16da035d8210aa4183d79",
  },
};

export interface FetchLibtensorflowOptions {
  /** Folder that keeps the archive. */
  readonly folder: string;
  readonly report: (line: string) => void;
  /** With "/" at its end; default the package's own, or the mirror that its variables name. */
  readonly host?: string;
  /** Wait for the first answer, in seconds; default 6. */
  readonly answerSeconds?: number;
}

/** The path of a sound archive: the kept one, else a fresh download. Throws a sentence if neither is to be had. */
export async function fetchLibtensorflow(
  { path, sha256 }: LibtensorflowArchive,
  { folder, report, host = libraryHost(), answerSeconds = 6 }: FetchLibtensorflowOptions,
): Promise<string> {
  const kept = join(folder, basename(path));
  if (pathKind(kept) !== null) {
    if ((await sha256OfFile(kept)) === sha256) return kept;
    report(`${basename(path)} is damaged; fetching it again`);
    await rm(kept, { force: true });
  }
  const url = `${host}${path}`;
  const bytes = await sizeAt(url, answerSeconds);
  let told = 0;
  const onProgress = (received: number): void => {
    if (received - told < 20e6) return;
    told = received;
    report(`libtensorflow: ${Math.round(received / 1e6)} of ${Math.round(bytes / 1e6)} MB`);
  };
  await downloadFile({ url, path: kept, bytes, sha256, onProgress, answerSeconds });
  return kept;
}

function libraryHost(env: NodeJS.ProcessEnv = process.env): string {
  return env.TFJS_NODE_CDN_STORAGE || env.CDN_STORAGE || "https://storage.googleapis.com/";
}

/** What the host says of the file's length; a wrong answer only makes the download fail. */
async function sizeAt(url: string, seconds: number): Promise<number> {
  const response = await fetch(url, { method: "HEAD", signal: AbortSignal.timeout(seconds * 1000) }).catch(() => null);
  if (response === null) throw new Error("its host does not answer");
  const bytes = Number(response.headers.get("content-length"));
  if (response.ok && Number.isSafeInteger(bytes) && bytes > 0) return bytes;
  throw new Error(`its host does not give out ${basename(url)} (status ${response.status})`);
}

/** Puts the library and its headers, from a checked archive, into deps/; what was there stays until all of it is unpacked. */
export async function unpackLibtensorflow(archive: string, files: EngineFiles): Promise<void> {
  const fresh = await mkdtemp(`${files.depsFolder}-new-`);
  try {
    const tar = await import("tar");
    const filter = (path: string): boolean => /^(\.\/)?(lib|include)(\/|$)/.test(path);
    await tar.extract({ file: archive, cwd: fresh, strict: true, filter });
    if (pathKind(join(fresh, "lib")) !== "folder") throw new Error(`${basename(archive)} holds no library`);
    await replaceFolder(files.depsFolder, fresh);
  } finally {
    await rm(fresh, { recursive: true, force: true, maxRetries: 10 });
  }
}
