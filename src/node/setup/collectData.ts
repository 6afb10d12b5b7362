// CIFAR-10 and the authors' weights as the set-up copies them into data/: from where this machine has them, else fetched. Copies
// are checked by their sums. What cannot be had is left out, with a sentence: the lesson then runs on synthetic images.
import { existsSync, statSync } from "node:fs";
import { cp, mkdir, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { silenceFirstUseNotice } from "../engine/quietBackends";
import { DamagedDataError, holdsCifar10Files, readCifar10Files } from "../files/cifar10Files";
import { loadDataset } from "../files/loadDataset";
import { loadReportWeights, reportWeightsName } from "../files/reportWeights";
import { pathKind } from "../files/regularFile";
import { writeError } from "../files/safeWrite";
import { dataFolder } from "../paths";

const archiveName = "cifar-10-binary.tar.gz";
const folderName = "cifar-10-batches-bin";

export interface CollectDataOptions {
  /** Where CIFAR-10 is looked for, in this order; default CIFAR10_ARCHIVE, then data/. */
  readonly sources?: readonly string[];
  /** Fetches CIFAR-10 to data/ and gives its place, or null; default by loadDataset. For tests. */
  readonly fetch?: () => Promise<string | null>;
  readonly say: (line: string) => void;
}

/** Copies CIFAR-10 into `folder`, unless it is there and sound. False where it cannot be had. */
export async function collectCifar10(folder: string, options: CollectDataOptions): Promise<boolean> {
  const { say, sources = defaultSources(), fetch = fetchToData } = options;
  for (const there of [join(folder, archiveName), join(folder, folderName)]) {
    if (!existsSync(there)) continue;
    if (await isSound(there, () => undefined)) return true;
    await rm(there, { recursive: true, force: true });
  }
  for (const source of sources) if (await copySound(source, folder, say)) return true;
  const fetched = await fetch();
  if (fetched !== null && (await copySound(fetched, folder, say))) return true;
  say(
    "CIFAR-10 cannot be had here: the lesson will run on synthetic images. Name the archive in CIFAR10_ARCHIVE and run it again.",
  );
  return false;
}

/** Copies the authors' weights into `folder`, or says that they cannot be had. */
export async function collectReportWeights(folder: string, say: (line: string) => void): Promise<boolean> {
  silenceFirstUseNotice();
  const weights = await loadReportWeights(undefined, { say });
  if (weights === null) {
    say(
      "The authors' weights cannot be had here: A6 and B2 will leave out their row. Name the file in REPORT_WEIGHTS to have it.",
    );
    return false;
  }
  weights.model.dispose();
  await copyAside(weights.path, join(folder, reportWeightsName));
  return true;
}

function defaultSources(): string[] {
  const named = process.env.CIFAR10_ARCHIVE;
  return [...(named ? [named] : []), join(dataFolder, archiveName), join(dataFolder, folderName)];
}

async function fetchToData(): Promise<string | null> {
  const { synthetic } = await loadDataset({
    archive: "",
    say: () => undefined,
    synthetic: { trainCount: 1, testCount: 1 },
  });
  return synthetic ? null : join(dataFolder, archiveName);
}

async function copySound(source: string, folder: string, say: (line: string) => void): Promise<boolean> {
  if (
    !existsSync(source) ||
    (statSync(source).isDirectory() && !holdsCifar10Files(source)) ||
    !(await isSound(source, say))
  )
    return false;
  if (!statSync(source).isDirectory()) await copyAside(source, join(folder, archiveName));
  else
    await copyAside(existsSync(join(source, folderName)) ? join(source, folderName) : source, join(folder, folderName));
  return true;
}

async function isSound(place: string, say: (line: string) => void): Promise<boolean> {
  try {
    await readCifar10Files(place, () => undefined);
    return true;
  } catch (error) {
    if (!(error instanceof DamagedDataError)) throw error;
    say(error.message);
    return false;
  }
}

/** Under another name until it is whole; of a link, what it leads to: the copy must stand alone. Pipes and sockets stay. */
async function copyAside(from: string, to: string): Promise<void> {
  try {
    await mkdir(dirname(to), { recursive: true });
    await rm(`${to}.part`, { recursive: true, force: true });
    const filter = (path: string): boolean => ["file", "folder"].includes(pathKind(path) ?? "");
    await cp(from, `${to}.part`, { recursive: true, dereference: true, filter });
    await rm(to, { recursive: true, force: true });
    await rename(`${to}.part`, to);
  } catch (error) {
    throw writeError(error, to);
  }
}
