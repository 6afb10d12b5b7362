// What the study "transfer" records: accuracies of every encoder by probe, neighbours and fine-tuning.
import * as v from "valibot";

/** The share of images whose class is right, 0 to 1. */
export interface SeedAccuracies {
  /** In the order of the seeds. */
  readonly seeds: readonly number[];
  readonly mean: number;
  /** The seeds' standard deviation (divided by their number - 1); 0 for one. */
  readonly spread: number;
}

export interface FineTuned {
  /** Of the labels, per class. */
  readonly share: number;
  readonly labelled: number;
  /** Images in all passes. */
  readonly samples: number;
  readonly accuracy: SeedAccuracies;
}

/** One encoder with one kind of initial weights. */
export interface TransferRow {
  /** The method's key; for drawn weights the architecture. */
  readonly key: string;
  readonly architecture: string;
  readonly weights: "trained" | "drawn";
  /** Numbers per image that probe and neighbours see. */
  readonly features: number;
  readonly probe: SeedAccuracies;
  readonly nearest: SeedAccuracies;
  readonly fineTuned: readonly FineTuned[];
}

/** One seed's part of a row. */
export interface SeedRun {
  readonly architecture: string;
  readonly features: number;
  /** Of right classes, 0 to 1, as everywhere here. */
  readonly probe: number;
  readonly nearest: number;
  readonly fineTuned: readonly (Omit<FineTuned, "accuracy"> & { readonly accuracy: number })[];
}

export interface TransferValues {
  /** A seed draws the images that choose the probe's penalty, the labelled shares, the order of batches and what is not trained. */
  readonly seeds: readonly number[];
  /** Images whose labels are learned from at most. */
  readonly fitted: number;
  readonly rows: readonly TransferRow[];
}

const shareEntries = { share: v.number(), labelled: v.number(), samples: v.number() };
export const seedRunSchema: v.GenericSchema<SeedRun> = v.looseObject({
  architecture: v.string(),
  features: v.number(),
  probe: v.number(),
  nearest: v.number(),
  fineTuned: v.array(v.looseObject({ ...shareEntries, accuracy: v.number() })),
});

const accuracies = v.looseObject({ seeds: v.array(v.number()), mean: v.number(), spread: v.number() });
export const transferValuesSchema: v.GenericSchema<TransferValues> = v.looseObject({
  seeds: v.array(v.number()),
  fitted: v.number(),
  rows: v.array(
    v.looseObject({
      key: v.string(),
      architecture: v.string(),
      weights: v.picklist(["trained", "drawn"]),
      features: v.number(),
      probe: accuracies,
      nearest: accuracies,
      fineTuned: v.array(v.looseObject({ ...shareEntries, accuracy: accuracies })),
    }),
  ),
});
