// Finds the data set: CIFAR10_ARCHIVE, then data/, then the official download, then, where nothing can be reached, the
// synthetic set. Synthetic data stands in for absent data, never for damaged data: what is damaged is named, in data/ also
// set aside, and if no sound copy is found the command ends. What was set aside counts as damaged until it is deleted.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { cifar10ClassNames, decodeCifar10Into, emptyCifar10 } from "../../datasets/cifar10";
import type { Dataset } from "../../datasets/dataset";
import { drawDeadLeaves, type DeadLeavesOptions } from "../../datasets/deadLeaves";
import { dataFolder, projectRoot } from "../paths";
import { cifar10Files, DamagedDataError, holdsCifar10Files, readCifar10Files } from "./cifar10Files";
import { downloadFile, downloadsAllowed, UnreachableError, type DownloadOptions } from "./download";
import { progressLine } from "./progressLine";
import { namesInFolder, pathKind } from "./regularFile";
import { setAside, writeError } from "./safeWrite";

export interface LoadDatasetOptions {
  /** Default: the project's data/. */
  readonly folder?: string;
  /** Default: the environment variable CIFAR10_ARCHIVE, an archive or an unpacked folder; "" = none. */
  readonly archive?: string;
  /** false looks only at what is on this machine; default true, unless LAB_NO_DOWNLOAD is set. */
  readonly allowDownload?: boolean;
  /** Seed and size of the synthetic set, should it come to that; default as drawDeadLeaves. */
  readonly synthetic?: DeadLeavesOptions;
  /** Where the notices go; default console.log. */
  readonly say?: (line: string) => void;
  /** For tests. */
  readonly download?: (options: DownloadOptions) => Promise<void>;
}

const archiveName = "cifar-10-binary.tar.gz";
const folderName = "cifar-10-batches-bin";
const official: Omit<DownloadOptions, "path"> = {
  url: `https://www.cs.toronto.edu/~kriz/${archiveName}`,
  bytes: 170_052_171,
  md5: "c32a1d4ab5d03f1284b67883e8d87530",
};

const dataFolderExpected = { what: "the folder for data", wayOut: "Move it away: the folder is then made." };

/** CIFAR-10 as uint8 (184 MB), or the synthetic set with one sentence that says so. Throws one sentence on damaged data. */
export async function loadDataset(options: LoadDatasetOptions = {}): Promise<Dataset> {
  const { folder = dataFolder, archive = process.env.CIFAR10_ARCHIVE, say = console.log } = options;
  const { allowDownload = options.download !== undefined || downloadsAllowed() } = options;
  const problems: string[] = [];
  const note = (problem: string): void => {
    problems.push(problem);
    say(problem);
  };
  const found = (archive ? await readNamed(archive, note) : null) ?? (await readDataFolder(folder, note));
  if (found !== null) return found;
  try {
    if (!allowDownload) throw new UnreachableError("Nothing is downloaded here.", "nothing is downloaded here");
    return await fetchOfficial(folder, options.download ?? downloadFile, say);
  } catch (error) {
    if (problems.length > 0) {
      throw new DamagedDataError(
        `${problems.join(" ")} No sound copy took its place (${(error as Error).message}) ` +
          `Put a sound ${archiveName} into ${folder} or name one in CIFAR10_ARCHIVE.`,
        null,
      );
    }
    if (!(error instanceof UnreachableError)) throw error;
    say(
      `CIFAR-10 is not on this machine and ${error.reason}, so synthetic data (dead leaves) stands in for it; ` +
        `for the real images put ${archiveName} into data/ or name it in CIFAR10_ARCHIVE.`,
    );
    return drawDeadLeaves(options.synthetic);
  }
}

/** What CIFAR10_ARCHIVE names; null where it is damaged. It is never changed. */
async function readNamed(archive: string, note: (problem: string) => void): Promise<Dataset | null> {
  if (pathKind(archive) === null) {
    throw new Error(
      `Expected CIFAR10_ARCHIVE to name the archive or its unpacked folder, but ${archive} does not exist. ` +
        `Correct the variable or unset it.`,
    );
  }
  try {
    return await readCifar10(archive);
  } catch (error) {
    if (!(error instanceof DamagedDataError)) throw error;
    note(`${error.message} It was left where it is.`);
    return null;
  }
}

/** The archive in the folder, else the unpacked files; null where neither is there and sound. */
async function readDataFolder(folder: string, note: (problem: string) => void): Promise<Dataset | null> {
  const names = pathKind(folder) === null ? [] : namesInFolder(folder, dataFolderExpected);
  const setAsideBefore = names.filter((name) => name.startsWith(`${archiveName}.damaged-`));
  const archive = join(folder, archiveName);
  const unpacked = join(folder, folderName);
  for (const place of [archive, unpacked]) {
    if (place === archive ? !existsSync(archive) : !existsSync(unpacked) || !holdsCifar10Files(unpacked)) continue;
    try {
      return await readCifar10(place);
    } catch (error) {
      if (!(error instanceof DamagedDataError)) throw error;
      note(error.file === null ? error.message : `${error.message} It was set aside as ${await setAside(error.file)}.`);
    }
  }
  if (setAsideBefore.length > 0) {
    note(
      `Expected CIFAR-10 in ${folder}, but only ${setAsideBefore.join(", ")} is there, set aside as damaged; ` +
        `delete it to go on without.`,
    );
  }
  return null;
}

/** Fetches the archive into the folder, one process at a time, and reads it. */
async function fetchOfficial(
  folder: string,
  download: (options: DownloadOptions) => Promise<void>,
  say: (line: string) => void,
): Promise<Dataset> {
  const path = join(folder, archiveName);
  const line = progressLine();
  let announced = false;
  const onProgress = (received: number, bytes: number): void => {
    if (!announced) say("Fetching CIFAR-10 (170 MB) from its home page, once.");
    announced = true;
    line.show(`CIFAR-10: ${(received / 1e6).toFixed(0)} of ${(bytes / 1e6).toFixed(0)} MB`);
  };
  const { withLock } = (await import(pathToFileURL(join(projectRoot, "scripts/lock.mjs")).href)) as LockModule;
  await withLock(
    `${path}.lock`,
    async () => {
      if (!existsSync(path)) await download({ ...official, path, onProgress }).finally(() => line.end());
    },
    say,
  ).catch((error: unknown) => {
    throw writeError(error, path);
  });
  return readCifar10(path);
}

interface LockModule {
  withLock<Result>(folder: string, work: () => Promise<Result>, say?: (line: string) => void): Promise<Result>;
}

async function readCifar10(place: string): Promise<Dataset> {
  const perFile = 10_000;
  const trainFiles = cifar10Files.length - 1;
  const train = emptyCifar10(perFile * trainFiles);
  const test = emptyCifar10(perFile);
  await readCifar10Files(place, (position, bytes) => {
    if (position < trainFiles) decodeCifar10Into(bytes, train, position * perFile);
    else decodeCifar10Into(bytes, test, 0);
  });
  return {
    name: "cifar10",
    title: "CIFAR-10",
    synthetic: false,
    classNames: cifar10ClassNames,
    train,
    test,
    fingerprint: `md5:${cifar10Files.map(({ md5 }) => md5.slice(0, 8)).join("-")}`,
  };
}
