// What a study records: one file in runs/recorded/audit/ for each, of which this is the envelope. The type of its values stands
// in the study's own file.
import * as v from "valibot";
import type { BootstrapInterval } from "../metrics/bootstrap";
import type { AfterTheFillValues } from "./afterTheFill";
import type { ClassValues } from "./classes";
import type { ContextEncoderValues } from "./contextEncoderValues";
import type { EdgeDistanceValues } from "./edgeDistance";
import type { HeldOutValues } from "./heldOut";
import type { LossPartsValues } from "./lossParts";
import type { PaintValues } from "./paint";
import type { PartialConvolutionValues } from "./partialConvolution";
import type { PositionValues } from "./positions";
import type { RankedFillValues } from "./rankedFills";
import type { RedrawnMaskValues } from "./redrawnMasks";
import type { RetrievalValues } from "./retrieval";
import type { SideValues } from "./sides";
import type { SixTermValues } from "./sixTermsValues";
import type { SquaredErrorValues } from "./squaredError";
import type { TrainingGapValues } from "./trainingGap";
import type { TransferValues } from "./transferValues";
import type { UndamagedValues } from "./undamaged";

/** A figure with its 95 % interval over images. */
export type Interval = BootstrapInterval;

/** A committed file that a measurement depends on. */
export interface StudyInput {
  /** Relative to the project's folder, with "/" between folders. */
  readonly file: string;
  readonly sha256: string;
}

/** One file runs/recorded/audit/<name>.json. */
export interface StudyRecord<Values = unknown> {
  readonly name: string;
  /** The command that makes it again. */
  readonly command: string;
  /** "CIFAR-10", or the name of the data that stood in for it; of a study on photographs what these are. */
  readonly dataset: string;
  readonly synthetic: boolean;
  /** Of masks and intervals. */
  readonly seed: number;
  /** How many images each figure rests on. */
  readonly images: number;
  /** Wall time of the measurement; it and the milliseconds of after-the-fill alone differ from one making to the next. */
  readonly seconds: number;
  readonly inputs: readonly StudyInput[];
  readonly values: Values;
}

/** The schema of a record with values of this one. */
export function studyRecordSchema<Values>(values: v.GenericSchema<Values>): v.GenericSchema<StudyRecord<Values>> {
  return v.looseObject({
    name: v.string(),
    command: v.string(),
    dataset: v.string(),
    synthetic: v.boolean(),
    seed: v.number(),
    images: v.number(),
    seconds: v.number(),
    inputs: v.array(v.looseObject({ file: v.string(), sha256: v.string() })),
    values,
  });
}

/** What the recorded files hold, by their names: for whoever reads one and wants its values' type. */
export interface StudyValues {
  readonly "loss-parts": LossPartsValues;
  readonly classes: ClassValues;
  readonly positions: PositionValues;
  readonly sides: SideValues;
  readonly paint: PaintValues;
  readonly "edge-distance": EdgeDistanceValues;
  readonly undamaged: UndamagedValues;
  readonly "training-gap": TrainingGapValues;
  readonly "redrawn-masks": RedrawnMaskValues;
  readonly "held-out": HeldOutValues;
  readonly "squared-error": SquaredErrorValues;
  readonly "ranked-fills": RankedFillValues;
  readonly "partial-convolution": PartialConvolutionValues;
  readonly "after-the-fill": AfterTheFillValues;
  readonly transfer: TransferValues;
  readonly "context-encoders": ContextEncoderValues;
  readonly "six-terms": SixTermValues;
  readonly retrieval: RetrievalValues;
}

export type StudyName = keyof StudyValues;

/** The record of a study whose values' type is known. */
export type RecordOf<Name extends StudyName> = StudyRecord<StudyValues[Name]>;
