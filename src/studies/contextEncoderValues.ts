// What the study "context-encoders" records: figures of every run that was recorded, and the runs that were not.
import * as v from "valibot";
import { bootstrapIntervalSchema } from "../metrics/bootstrap";
import type { Interval } from "./records";
import type { MissingRun } from "./study";

/** Figures under one mask family. */
export interface ContextFigures {
  readonly family: string;
  /** Pooled over images. */
  readonly holePsnrDb: Interval;
  /** Squared differences between neighbouring hole pixels, fill over truth: below 1 the fill is blurrier. */
  readonly gradientShare: Interval;
  /** Between completed and original images; null where the classifier is not recorded. */
  readonly frechetDistance: number | null;
  /** This run − context-l2 of the same seed, images resampled together; null for that run itself, and where it is missing. */
  readonly holePsnrDifferenceDb: Interval | null;
  readonly gradientShareDifference: Interval | null;
}

export interface ContextRun {
  readonly run: string;
  readonly experiment: string;
  readonly seed: number;
  /** λ of the adversarial term. */
  readonly weight: number;
  /** How often the discriminator was right, mean over the log's last third; null without a discriminator. */
  readonly discriminatorAccuracy: number | null;
  readonly families: readonly ContextFigures[];
}

export interface ContextEncoderValues {
  readonly runs: readonly ContextRun[];
  readonly missing: readonly MissingRun[];
}

const orNull = v.nullable(bootstrapIntervalSchema);
export const contextEncoderValuesSchema: v.GenericSchema<ContextEncoderValues> = v.looseObject({
  runs: v.array(
    v.looseObject({
      run: v.string(),
      experiment: v.string(),
      seed: v.number(),
      weight: v.number(),
      discriminatorAccuracy: v.nullable(v.number()),
      families: v.array(
        v.looseObject({
          family: v.string(),
          holePsnrDb: bootstrapIntervalSchema,
          gradientShare: bootstrapIntervalSchema,
          frechetDistance: v.nullable(v.number()),
          holePsnrDifferenceDb: orNull,
          gradientShareDifference: orNull,
        }),
      ),
    }),
  ),
  missing: v.array(v.looseObject({ run: v.string(), command: v.string() })),
});
