// Everything that a run needs to go on where it stopped, as plain arrays: it is saved by whoever can write files.
// Random numbers are not part of it: streams are keyed by (seed, purpose, epoch, step).
import * as v from "valibot";
import type { SchemaEntries } from "../schema";

/** One row of the log; epochs count from 1. Losses are means over images. */
export interface LogRow {
  readonly epoch: number;
  readonly loss: number;
  readonly valLoss: number;
  /** Further losses of the step, by name, where it has any (see TrainingStep). */
  readonly others?: { readonly [name: string]: number };
}

export const logRowSchema: v.GenericSchema<LogRow> = v.looseObject({
  epoch: v.number(),
  loss: v.number(),
  valLoss: v.number(),
  others: v.optional(v.record(v.string(), v.number())),
} satisfies SchemaEntries<LogRow>);

export interface NamedArray {
  readonly name: string;
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

export interface TrainingState {
  /** The epoch in progress, counted from 1, and the steps of it that are done. */
  readonly epoch: number;
  readonly step: number;
  /** Sums over images of the losses in the epoch in progress, by name. */
  readonly lossSums: { readonly [name: string]: number };
  readonly log: readonly LogRow[];
  /** All weights as they are trained: the trainable ones in layer order, then the others (moving averages of layers). */
  readonly parameters: readonly NamedArray[];
  /** What is carried beside them: the optimiser's state and, where there are any, the parameters' moving averages. */
  readonly optimizerState: readonly NamedArray[];
  /** The epoch with the lowest validation loss so far and the weights that were validated. */
  readonly best: {
    readonly epoch: number;
    readonly valLoss: number;
    readonly parameters: readonly NamedArray[];
  } | null;
  /** Early stopping or the last epoch has ended the run. */
  readonly finished: boolean;
}
