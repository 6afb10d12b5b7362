// What the study "six-terms" records: figures of each small run on photographs, and their differences.
import * as v from "valibot";
import { bootstrapIntervalSchema } from "../metrics/bootstrap";
import type { Interval } from "./records";

/**
 * PSNR in dB, SSIM and mean absolute error in the hole; mean absolute error of the network's output at known pixels; total
 * variation in the hole over the truth's, below 1 where the fill is smoother. All pooled, values in [0,1].
 */
export const sixTermFigureNames = ["holePsnrDb", "holeSsim", "holeL1", "knownL1", "totalVariationRatio"] as const;

export type SixTermFigures = { readonly [name in (typeof sixTermFigureNames)[number]]: Interval };

export interface SixTermRow {
  /** The experiment. */
  readonly run: string;
  /** The term that is switched off; null: none. */
  readonly without: string | null;
  readonly figures: SixTermFigures;
  /** Without the term − with all six, photographs resampled together; null for all six. */
  readonly differences: SixTermFigures | null;
}

/** A run on both kinds of photographs, under the same masks. */
export interface AugmentationRow {
  readonly run: string;
  readonly heldOut: SixTermFigures;
  /** On photographs that were trained on, in crops drawn apart from those of the training. */
  readonly trained: SixTermFigures;
  /** Trained − held out, resampled together. */
  readonly gap: SixTermFigures;
}

export interface SixTermValues {
  /** The held-out photographs, which intervals resample. */
  readonly photographs: number;
  readonly cropsOfEach: number;
  /** All six first. */
  readonly terms: readonly SixTermRow[];
  readonly augmentation: {
    readonly on: AugmentationRow;
    readonly off: AugmentationRow;
    /** On − off, photographs resampled together. */
    readonly differences: { readonly heldOut: SixTermFigures; readonly trained: SixTermFigures };
  };
}

const figures = v.looseObject({
  holePsnrDb: bootstrapIntervalSchema,
  holeSsim: bootstrapIntervalSchema,
  holeL1: bootstrapIntervalSchema,
  knownL1: bootstrapIntervalSchema,
  totalVariationRatio: bootstrapIntervalSchema,
});
const augmentationRow = v.looseObject({ run: v.string(), heldOut: figures, trained: figures, gap: figures });
export const sixTermValuesSchema: v.GenericSchema<SixTermValues> = v.looseObject({
  photographs: v.number(),
  cropsOfEach: v.number(),
  terms: v.array(
    v.looseObject({
      run: v.string(),
      without: v.nullable(v.string()),
      figures,
      differences: v.nullable(figures),
    }),
  ),
  augmentation: v.looseObject({
    on: augmentationRow,
    off: augmentationRow,
    differences: v.looseObject({ heldOut: figures, trained: figures }),
  }),
});

/** "all six", "without total variation". */
export function withoutText(term: string | null): string {
  return term === null ? "all six" : `without ${term.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)}`;
}
