// A finished run made part of the project: its record copied to runs/recorded/<id>. Recorded weights are 16 MB at most; what is
// larger in float32 is recorded in half precision.
import { cpSync, existsSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { RunConfig } from "../../experiments/plan";
import type { Engine } from "../engine/startEngine";
import { enterSums, readRecordText, sumsFile } from "../files/recordSums";
import { recordedRunsFolder } from "../paths";
import { commandOf, wayOutOf } from "./madeBy";
import { loadModel, readModelMetadata, saveModel } from "./modelFiles";
import { readNetworkCard } from "./networkCard";
import { replaceRun } from "./replaceRun";
import { readRunConfig } from "./runRecord";
import { readLog, readTiming } from "./runTables";

/** Bytes that recorded weights may have. */
const largestWeights = 16_000_000;

/** Throws where --record would record a training on synthetic data, a small one, or one in plain JavaScript or bfloat16. */
export function checkRecordable(
  {
    synthetic,
    quick = false,
    dataset,
    convolutions = "float32",
  }: Pick<RunConfig, "synthetic" | "dataset"> & Partial<Pick<RunConfig, "quick" | "convolutions">>,
  { native }: Pick<Engine, "native">,
): void {
  const received = synthetic ? dataset : !native ? "plain JavaScript" : quick ? "a small run" : null;
  if (received !== null) {
    throw new Error(
      `Expected CIFAR-10, all of it, and the native engine for --record, but received ${received}. ` +
        "Name the archive in CIFAR10_ARCHIVE, or leave --record out.",
    );
  }
  if (convolutions === "bfloat16") {
    throw new Error(
      "Expected float32 for --record, but received --bfloat16. " +
        "Leave one of the two out; recorded runs are float32.",
    );
  }
}

/** In a run's folder: what it filled after each epoch, where that was asked for. */
export const filmFolder = "film";

const tables = ["config.json", "environment.json", "log.csv", "timing.csv"];

/**
 * Copies the finished run in `folder` to runs/recorded/<its id>, with the SHA-256 of each file, and returns that place. Throws
 * where a part of the run is missing or has changed since it was made, and where weights are too large.
 */
export async function recordRun(
  folder: string,
  { id }: Pick<RunConfig, "id">,
  recordedFolder: string = recordedRunsFolder,
): Promise<string> {
  const files = [...tables, ...(existsSync(join(folder, "metrics.json")) ? ["metrics.json"] : [])];
  await checkWhole(folder, files);
  const parts = [...files, "model", ...(existsSync(join(folder, filmFolder)) ? [filmFolder] : [])];
  const copy = mkdtempSync(join(tmpdir(), "lab-record-"));
  try {
    for (const part of parts) cpSync(join(folder, part), join(copy, part), { recursive: true });
    await fitWeights(join(copy, "model"));
    await enterSums(
      copy,
      parts.map((part) => join(copy, part)),
    );
    const place = join(recordedFolder, id);
    replaceRun(copy, place, [...parts, sumsFile]);
    return place;
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

/** Throws, before anything is replaced, where a part of the run is missing or damaged. */
async function checkWhole(folder: string, files: readonly string[]): Promise<void> {
  for (const path of files.map((file) => join(folder, file))) {
    const wayOut = wayOutOf(path, commandOf(folder));
    if (readRecordText(path, wayOut) === null)
      throw new Error(`Expected ${path} to record, but it is missing. ${wayOut}`);
  }
  readRunConfig(folder);
  const [log, timing] = [readLog(folder), readTiming(folder)];
  if (log.length !== timing.length) {
    throw new Error(
      `Expected as many epochs in log.csv as in timing.csv of ${folder}, but received ${log.length} and ` +
        `${timing.length}. Train the run again, without --resume.`,
    );
  }
  (await loadModel(join(folder, "model"))).dispose();
}

/** Half precision where the weights are above the limit. */
export async function fitWeights(modelFolder: string, limit: number = largestWeights): Promise<void> {
  const size = (): number => statSync(join(modelFolder, "weights.bin")).size;
  if (size() <= limit) return;
  if (size() / 2 > limit) {
    throw new Error(
      `Expected weights of at most ${limit / 1e6} MB to record, in half precision if need be, but received ` +
        `${Math.ceil(size() / 1e6)} MB in float32. Record a smaller network.`,
    );
  }
  const model = await loadModel(modelFolder);
  const { weightsSha256: _, ...metadata } = readModelMetadata(modelFolder);
  await saveModel(model, modelFolder, metadata, { card: readNetworkCard(modelFolder), float16: true });
  model.dispose();
}
