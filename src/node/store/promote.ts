// A finished run made part of the project: its record copied to runs/recorded/<id>. Recorded weights are 16 MB at most; what is
// larger in float32 is recorded in half precision.
import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import type { RunConfig } from "../../experiments/plan";
import type { Engine } from "../engine/startEngine";
import { recordedRunsFolder } from "../paths";
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

const always = ["config.json", "environment.json", "log.csv", "timing.csv", "model"];

/** Copies the finished run in `folder` to runs/recorded/<its id> and returns that place. Throws where weights are too large. */
export async function recordRun(
  folder: string,
  { id }: Pick<RunConfig, "id">,
  recordedFolder: string = recordedRunsFolder,
): Promise<string> {
  await checkWhole(folder);
  await fitWeights(join(folder, "model"));
  const place = join(recordedFolder, id);
  replaceRun(folder, place, [...always, ...(existsSync(join(folder, "metrics.json")) ? ["metrics.json"] : [])]);
  return place;
}

/** Throws, before anything is replaced, where a part of the run is missing or damaged. */
async function checkWhole(folder: string): Promise<void> {
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
