// The weights that the report's authors trained and published. Looked for in REPORT_WEIGHTS, then data/, then the authors'
// public repository; only the very bytes whose SHA-256 is below are taken. They are downloaded, never part of this project.
import { existsSync } from "node:fs";
import { join } from "node:path";
import type * as tf from "../../tensorflow";
import { buildReportAutoencoder } from "../../models/reportAutoencoder";
import { dataFolder } from "../paths";
import { downloadsAllowed } from "./download";
import { assignKerasWeights, DamagedKerasFileError, readKerasFile } from "./kerasFile";
import { pathKind } from "./regularFile";
import { setAside, writeFileSafely } from "./safeWrite";
import { sha256Hex } from "./sha256";

/** Of models/autoencoder_cifar10.keras (209,459 bytes). */
export const reportWeightsSha256: string = "a792c1b8f7e21fb7d54fc884bd6fe0ee35a0bcd088c130c7fa8651a7552c16f9";
/** The file's name in data/. */
export const reportWeightsName = "report-autoencoder-cifar10.keras";
/** What to say where loadReportWeights gives null. */
export const reportWeightsAbsent: string =
  "The authors' weights are neither in REPORT_WEIGHTS nor in " +
  `data/${reportWeightsName}, and their repository cannot be reached: the recorded figures stand in for them.`;

/** The commit that brought the file, then the branch: the checksum decides. */
const addresses = ["64c194a85609846fc31eae3016f391fc7e57b3f3", "main"].map(
  (version) =>
    `https://raw.githubusercontent.com/Daniel-Rotter/DQD_Project/${version}/models/autoencoder_cifar10.keras`,
);

export interface ReportWeights {
  /** The report's network with the authors' weights. */
  readonly model: tf.LayersModel;
  /** The file that they were read from. */
  readonly path: string;
  readonly from: "REPORT_WEIGHTS" | "data" | "download";
}

export interface LoadReportWeightsOptions {
  /** Default: the project's data/. */
  readonly folder?: string;
  /** Default: the environment variable REPORT_WEIGHTS. */
  readonly file?: string;
  /** false looks only at what is on this machine; default true, unless LAB_NO_DOWNLOAD is set. */
  readonly allowDownload?: boolean;
  /** How long the repository may take, in seconds; default 5. */
  readonly patienceSeconds?: number;
  /** Where the notices go; default console.log. */
  readonly say?: (line: string) => void;
  /** For tests: gives the bytes, or null where the address has none; throws where it cannot be reached. */
  readonly fetchBytes?: (address: string, patienceSeconds: number) => Promise<Uint8Array | null>;
}

/**
 * The authors' weights in `model` (default: a new network; start the engine first). null where they are nowhere to be had:
 * then say `reportWeightsAbsent`. Throws one sentence where a copy is damaged and no sound one takes its place.
 */
export async function loadReportWeights(
  model?: tf.LayersModel,
  options: LoadReportWeightsOptions = {},
): Promise<ReportWeights | null> {
  const { folder = dataFolder, file = process.env.REPORT_WEIGHTS, say = console.log } = options;
  const { allowDownload = options.fetchBytes !== undefined || downloadsAllowed() } = options;
  if (file) return readNamed(model, file);
  const path = join(folder, reportWeightsName);
  let problem = "";
  if (existsSync(path)) {
    try {
      return await assign(model, path, "data");
    } catch (error) {
      if (!(error instanceof DamagedKerasFileError)) throw error;
      problem = `Expected the authors' weights in ${path}, but ${error.what}. It was set aside as ${await setAside(path)}`;
      say(`${problem}.`);
    }
  }
  const bytes = allowDownload ? await fetchWeights(options) : null;
  if (bytes === null) {
    if (problem)
      throw new Error(
        `${problem}, and no sound copy could be fetched: name one in REPORT_WEIGHTS or run the command again.`,
      );
    return null;
  }
  await writeFileSafely(path, bytes);
  return assign(model, path, "download");
}

async function readNamed(model: tf.LayersModel | undefined, path: string): Promise<ReportWeights> {
  const kind = pathKind(path);
  if (kind === null) {
    throw new Error(
      `Expected REPORT_WEIGHTS to name the authors' weights, but ${path} does not exist. ` +
        `Correct the variable or unset it.`,
    );
  }
  if (kind !== "file") {
    throw new Error(
      `Expected REPORT_WEIGHTS to name the authors' weights, but ${path} is a ${kind}. Correct the variable or unset it.`,
    );
  }
  try {
    return await assign(model, path, "REPORT_WEIGHTS");
  } catch (error) {
    if (!(error instanceof DamagedKerasFileError)) throw error;
    throw new Error(
      `Expected REPORT_WEIGHTS to name the authors' weights, but at ${path} ${error.what}. ` +
        `The file was left as it is; name a sound copy or unset the variable.`,
    );
  }
}

async function assign(
  model: tf.LayersModel | undefined,
  path: string,
  from: ReportWeights["from"],
): Promise<ReportWeights> {
  const file = await readKerasFile(path, { sha256: reportWeightsSha256 });
  const network = model ?? buildReportAutoencoder();
  assignKerasWeights(network, file);
  return { model: network, path, from };
}

/** The very file, or null: no network, no such address, or other bytes (a portal that answers everything). */
async function fetchWeights(options: LoadReportWeightsOptions): Promise<Uint8Array | null> {
  const { patienceSeconds = 5, fetchBytes = fetchAddress } = options;
  for (const address of addresses) {
    const bytes = await fetchBytes(address, patienceSeconds).catch(() => undefined);
    if (bytes === undefined) return null;
    if (bytes !== null && sha256Hex(bytes) === reportWeightsSha256) return bytes;
  }
  return null;
}

async function fetchAddress(address: string, patienceSeconds: number): Promise<Uint8Array | null> {
  const response = await fetch(address, { signal: AbortSignal.timeout(patienceSeconds * 1000) });
  return response.ok ? new Uint8Array(await response.arrayBuffer()) : null;
}
