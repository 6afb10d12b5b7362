// Finds the data set: CIFAR10_ARCHIVE, then data/, then the official download, then, where nothing can be reached, the
// synthetic set. Synthetic data stands in for absent data, never for damaged data: that is named and, in data/, set aside.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { cifar10ClassNames, decodeCifar10Into, emptyCifar10 } from "../../datasets/cifar10";
import type { Dataset, LabelledImages } from "../../datasets/dataset";
import { drawDeadLeaves } from "../../datasets/deadLeaves";
import { dataFolder } from "../paths";
import { cifar10Files, DamagedDataError, readCifar10Files } from "./cifar10Files";
import { downloadFile, UnreachableError, type DownloadOptions } from "./download";
import { progressLine } from "./progressLine";
import { setAside } from "./safeWrite";

export interface LoadDatasetOptions {
  /** Default: the project's data/. */
  readonly folder?: string;
  /** Default: the environment variable CIFAR10_ARCHIVE, an archive or an unpacked folder. */
  readonly archive?: string;
  /** false looks only at what is on this machine; default true. */
  readonly allowDownload?: boolean;
  /** Where the notices go; default console.log. */
  readonly say?: (line: string) => void;
  /** For tests. */
  readonly download?: (options: DownloadOptions) => Promise<void>;
}

const official: Omit<DownloadOptions, "path"> = {
  url: "https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz", bytes: 170_052_171, md5: "c32a1d4ab5d03f1284b67883e8d87530",
};

/** CIFAR-10 as uint8 (184 MB), or the synthetic set with one sentence that says so. Throws one sentence on damaged data. */
export async function loadDataset(options: LoadDatasetOptions = {}): Promise<Dataset> {
  const { folder = dataFolder, archive = process.env.CIFAR10_ARCHIVE, allowDownload = true, say = console.log } = options;
  if (archive) return readNamed(archive);
  const problems: string[] = [];
  for (const place of [join(folder, "cifar-10-binary.tar.gz"), join(folder, "cifar-10-batches-bin")].filter(existsSync)) {
    try {
      return decode(await readCifar10Files(place));
    } catch (error) {
      if (!(error instanceof DamagedDataError)) throw error;
      const aside = await setAside(place);
      problems.push(`${error.message} It was set aside as ${aside}.`);
      say(problems[problems.length - 1]);
    }
  }
  try {
    if (!allowDownload) throw new UnreachableError("Nothing is fetched here.");
    return await fetchOfficial(join(folder, "cifar-10-binary.tar.gz"), options.download ?? downloadFile, say);
  } catch (error) {
    if (problems.length > 0) {
      throw new DamagedDataError(`${problems.join(" ")} No sound copy could be fetched (${(error as Error).message}) ` +
        `Put a sound archive into ${folder} or name one in CIFAR10_ARCHIVE.`);
    }
    if (!(error instanceof UnreachableError)) throw error;
    say(`CIFAR-10 is not here (${error.message}) Going on with synthetic data; ` +
      `to use the real images, put cifar-10-binary.tar.gz into data/ or name it in CIFAR10_ARCHIVE.`);
    return drawDeadLeaves();
  }
}

async function readNamed(archive: string): Promise<Dataset> {
  if (!existsSync(archive)) {
    throw new Error(`Expected CIFAR10_ARCHIVE to name the archive or its unpacked folder, but ${archive} does not exist. ` +
      `Correct the variable or unset it.`);
  }
  try {
    return decode(await readCifar10Files(archive));
  } catch (error) {
    if (!(error instanceof DamagedDataError)) throw error;
    throw new DamagedDataError(`${error.message} It was left where it is; name a sound copy in CIFAR10_ARCHIVE or unset the variable.`);
  }
}

async function fetchOfficial(path: string, download: (options: DownloadOptions) => Promise<void>, say: (line: string) => void): Promise<Dataset> {
  const line = progressLine();
  let announced = false;
  await download({
    ...official, path,
    onProgress: (received, bytes) => {
      if (!announced) say("Fetching CIFAR-10 (170 MB) from its home page, once.");
      announced = true;
      line.show(`CIFAR-10: ${(received / 1e6).toFixed(0)} of ${(bytes / 1e6).toFixed(0)} MB`);
    },
  }).finally(() => line.end());
  return decode(await readCifar10Files(path));
}

function decode(files: Uint8Array[]): Dataset {
  return {
    name: "cifar10", title: "CIFAR-10", synthetic: false, classNames: cifar10ClassNames,
    train: decodeFiles(files.slice(0, 5)), test: decodeFiles(files.slice(5)),
    sha256: `md5:${cifar10Files.map(({ md5 }) => md5.slice(0, 8)).join("-")}`,
  };
}

function decodeFiles(files: readonly Uint8Array[]): LabelledImages {
  const set = emptyCifar10(10_000 * files.length);
  files.reduce((first, bytes) => decodeCifar10Into(bytes, set, first), 0);
  return set;
}
