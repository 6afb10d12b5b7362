// An unfinished run as one file, written after each epoch, every few minutes and when a run is stopped: its plan, its tables,
// weights, optimiser state, best weights. Reading it back gives the same numbers bit for bit; a file that was changed anywhere is refused.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as v from "valibot";
import { runConfigSchema, type RunConfig } from "../../experiments/plan";
import { logRowSchema, type NamedArray, type TrainingState } from "../../training/state";
import type { SchemaEntries } from "../../schema";
import { writeFileSafely } from "../files/safeWrite";
import { damagedCheckpoint, decodeSafetensors, encodeSafetensors } from "./safetensors";
import type { RunLogRow, TimingRow } from "./runTables";

/** All rows of log.csv and timing.csv. */
export interface RunTables {
  readonly log: readonly RunLogRow[];
  readonly timing: readonly TimingRow[];
}

/** What an unfinished run is continued from. */
export interface Checkpoint {
  readonly state: TrainingState;
  /** What the epoch that is not at its end has taken so far. */
  readonly seconds: number;
  readonly config: RunConfig;
  /** The hash of all that the training depends on; null where whoever began the run did not say. */
  readonly key: string | null;
  readonly tables: RunTables;
}

/** Where the run in `folder` keeps its checkpoint until it is finished. */
export function checkpointPath(folder: string): string {
  return join(folder, "checkpoint.safetensors");
}

/** Whether the folder holds a run that was started and not finished. */
export function hasUnfinishedRun(folder: string): boolean {
  return existsSync(checkpointPath(folder));
}

/** Saves the checkpoint; an earlier one stays until the new one is whole. */
export async function writeCheckpoint(path: string, { state, ...run }: Checkpoint): Promise<void> {
  const { parameters, optimizerState, best, ...progress } = state;
  const arrays = [
    ...parameters,
    ...optimizerState,
    ...(best?.parameters ?? []).map((array) => ({ ...array, name: bestPrefix + array.name })),
  ];
  const saved: Saved = {
    ...run,
    progress: { ...progress, best: best && { epoch: best.epoch, valLoss: best.valLoss } },
  };
  await writeFileSafely(path, encodeSafetensors({ arrays, metadata: { checkpoint: JSON.stringify(saved) } }));
}

/** What a checkpoint says beside its arrays. */
interface Saved extends Omit<Checkpoint, "state"> {
  readonly progress: Progress;
}

interface Progress extends Omit<TrainingState, "parameters" | "optimizerState" | "best"> {
  readonly best: { readonly epoch: number; readonly valLoss: number } | null;
}

const progressSchema: v.GenericSchema<Progress> = v.looseObject({
  epoch: v.number(),
  step: v.number(),
  lossSums: v.record(v.string(), v.number()),
  log: v.array(logRowSchema),
  best: v.nullable(v.looseObject({ epoch: v.number(), valLoss: v.number() })),
  finished: v.boolean(),
} satisfies SchemaEntries<Progress>);

const numbers = v.record(v.string(), v.number());
const tablesSchema: v.GenericSchema<RunTables> = v.looseObject({
  log: v.array(
    v.intersect([
      logRowSchema,
      v.looseObject({ samples: v.optional(v.number()), measured: v.optional(v.nullable(numbers)) }),
    ]),
  ),
  timing: v.array(v.looseObject({ epoch: v.number(), seconds: v.number(), imagesPerSecond: v.number() })),
} satisfies SchemaEntries<RunTables>);

const savedSchema: v.GenericSchema<Saved> = v.looseObject({
  progress: progressSchema,
  seconds: v.number(),
  config: runConfigSchema,
  key: v.nullable(v.string()),
  tables: tablesSchema,
} satisfies SchemaEntries<Saved>);

const bestPrefix = "best.";

/** What was saved, or null where there is none. Throws a sentence if the file is damaged or of an earlier version. */
export function readCheckpoint(path: string): Checkpoint | null {
  if (!existsSync(path)) return null;
  const { arrays, metadata } = decodeSafetensors(readFileSync(path), path);
  const { progress, ...run } = savedIn(metadata.checkpoint, path);
  const isBest = ({ name }: NamedArray): boolean => name.startsWith(bestPrefix);
  const isParameter = ({ name }: NamedArray): boolean => /^parameter\d+$/.test(name);
  const parameters = arrays.filter(isParameter);
  const bestParameters = arrays
    .filter(isBest)
    .map((array) => ({ ...array, name: array.name.slice(bestPrefix.length) }));
  if (!numbered(parameters) || !numbered(bestParameters)) throw damagedCheckpoint(path);
  const { best } = progress;
  if (best !== null && layoutOf(bestParameters) !== layoutOf(parameters)) throw damagedCheckpoint(path);
  const optimizerState = arrays.filter((array) => !isParameter(array) && !isBest(array));
  return {
    state: { ...progress, parameters, optimizerState, best: best && { ...best, parameters: bestParameters } },
    ...run,
  };
}

function savedIn(text: string | undefined, path: string): Saved {
  let value: unknown;
  try {
    value = JSON.parse(text ?? "");
  } catch {
    throw damagedCheckpoint(path);
  }
  if (!v.is(savedSchema, value)) throw damagedCheckpoint(path);
  return value;
}

/** Named parameter0, parameter1, … in this order. */
function numbered(arrays: readonly NamedArray[]): boolean {
  return arrays.every(({ name }, i) => name === `parameter${i}`);
}

function layoutOf(arrays: readonly NamedArray[]): string {
  return arrays.map(({ shape }) => shape.join("×")).join(", ");
}
