// The adversarial part of an experiment's step as plain values that fit into JSON; adversarialStep.ts makes the step of them.
import * as v from "valibot";
import { optimizerSettingsSchema, type OptimizerSettings } from "../training/optimizerSettings";

export interface AdversarialSettings {
  /** λ of (1-λ) · squared error + λ · adversarial term; 0: squared error alone, without a discriminator. */
  readonly weight: number;
  /** The share of all steps that go by before λ applies and the discriminator learns: from 0 up and below 1. */
  readonly startShare: number;
  /** Rows and columns of context round the hole that are predicted too, and how many times as much their error weighs. */
  readonly overlap: number;
  readonly overlapWeight: number;
  /** What the discriminator is to say of true images: .9 or 1. */
  readonly trueLabel: number;
  /** "centre": the square in the middle, half as long as the image; "hole": the image with 0 outside the hole. */
  readonly sees: "centre" | "hole";
  /** Multiplies the discriminator's channels. */
  readonly discriminatorWidth: number;
  /** Spectral normalisation in the discriminator, in place of batch normalisation. */
  readonly spectral: boolean;
  readonly discriminatorOptimizer: OptimizerSettings;
}

export const adversarialSettingsSchema: v.GenericSchema<AdversarialSettings> = v.looseObject({
  weight: v.number(),
  startShare: v.number(),
  overlap: v.number(),
  overlapWeight: v.number(),
  trueLabel: v.number(),
  sees: v.picklist(["centre", "hole"]),
  discriminatorWidth: v.number(),
  spectral: v.boolean(),
  discriminatorOptimizer: optimizerSettingsSchema,
});
