// A training state as one file, written after each epoch and when a run is interrupted: weights, optimiser state, best
// weights, log. Reading it back gives the same numbers bit for bit.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as v from "valibot";
import { logRowSchema, type LogRow, type NamedArray, type TrainingState } from "../../training/state";
import type { SchemaEntries } from "../../schema";
import { checkJson } from "../files/jsonFile";
import { writeFileSafely } from "../files/safeWrite";
import { damagedCheckpoint, decodeSafetensors, encodeSafetensors, restart } from "./safetensors";

/** Where the run in `folder` keeps its checkpoint until it is finished. */
export function checkpointPath(folder: string): string {
  return join(folder, "checkpoint.safetensors");
}

/** Whether the folder holds a run that was started and not finished. */
export function hasUnfinishedRun(folder: string): boolean {
  return existsSync(checkpointPath(folder));
}

/**
 * Saves the state; an earlier checkpoint stays until the new one is whole. `seconds`: what the epoch that is not at its end has
 * taken so far.
 */
export async function writeCheckpoint(path: string, state: TrainingState, seconds = 0): Promise<void> {
  const { parameters, optimizerState, best, ...rest } = state;
  const arrays = [
    ...parameters,
    ...optimizerState,
    ...(best?.parameters ?? []).map((array) => ({ ...array, name: `best.${array.name}` })),
  ];
  const progress = JSON.stringify({ ...rest, best: best && { epoch: best.epoch, valLoss: best.valLoss } });
  await writeFileSafely(path, encodeSafetensors({ arrays, metadata: { progress, seconds: String(seconds) } }));
}

/** What a checkpoint says beside its arrays; an earlier version had one loss, and its sum under another name. */
interface Progress {
  readonly epoch: number;
  readonly step: number;
  readonly lossSums?: TrainingState["lossSums"];
  readonly lossSum?: number;
  readonly log: readonly LogRow[];
  readonly best: { readonly epoch: number; readonly valLoss: number } | null;
  readonly finished: boolean;
}

const progressSchema: v.GenericSchema<Progress> = v.looseObject({
  epoch: v.number(),
  step: v.number(),
  lossSums: v.optional(v.record(v.string(), v.number())),
  lossSum: v.optional(v.number()),
  log: v.array(logRowSchema),
  best: v.nullable(v.looseObject({ epoch: v.number(), valLoss: v.number() })),
  finished: v.boolean(),
} satisfies SchemaEntries<Progress>);

/** The seconds that the checkpoint's unfinished epoch had taken; 0 where there is no checkpoint or it does not say. */
export function readCheckpointSeconds(path: string): number {
  return existsSync(path) ? Number(decodeSafetensors(readFileSync(path), path).metadata.seconds ?? 0) : 0;
}

/** The saved state, or null where there is none. Throws if the file is damaged. */
export function readCheckpoint(path: string): TrainingState | null {
  if (!existsSync(path)) return null;
  const { arrays, metadata } = decodeSafetensors(readFileSync(path), path);
  const { lossSum = 0, lossSums = { loss: lossSum }, best, ...progress } = progressOf(metadata, path);
  const isParameter = ({ name }: NamedArray): boolean => /^parameter\d+$/.test(name);
  const isBest = ({ name }: NamedArray): boolean => name.startsWith("best.");
  const bestParameters = arrays.filter(isBest).map((array) => ({ ...array, name: array.name.slice("best.".length) }));
  return {
    ...progress,
    lossSums,
    parameters: arrays.filter(isParameter),
    optimizerState: arrays.filter((array) => !isParameter(array) && !isBest(array)),
    best: best && { ...best, parameters: bestParameters },
  };
}

function progressOf({ progress = "" }: { readonly [key: string]: string }, path: string): Progress {
  let value: unknown;
  try {
    value = JSON.parse(progress);
  } catch {
    throw damagedCheckpoint(path);
  }
  return checkJson(value, progressSchema, path, restart);
}
