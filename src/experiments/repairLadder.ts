// The repair ladder: the report's network mended one step at a time, everything before a step left as it is. Each rung is one
// change to the settings below, trained on equally many samples; 5,000 training images are held out, on some of which it is
// measured.
import * as v from "valibot";
import { reportMaskPlans } from "../masks/plan";
import type { Experiment } from "./experiment";
import { reportFixed } from "./reportFixed";

/** The settings that are repaired. */
export interface Repairs {
  /** Known pixels are put back into the output. */
  readonly composited: boolean;
  /** The network sees the knownMask as a fourth channel. */
  readonly maskChannel: boolean;
  /** "whole image": the report's binary cross-entropy; "hole": squared error over hole pixels. */
  readonly loss: "whole image" | "hole";
  /** "fixed": one 8×8 square per image, drawn once; "mixed": fresh in every epoch, of many families (inpainterMixture). */
  readonly masks: "fixed" | "mixed";
  readonly skips: boolean;
  /** A prefill near the harmonic one, to which the network adds a residual that starts at zero. */
  readonly prefill: boolean;
}

export const repairsSchema: v.GenericSchema<Repairs> = v.looseObject({
  composited: v.boolean(),
  maskChannel: v.boolean(),
  loss: v.picklist(["whole image", "hole"]),
  masks: v.picklist(["fixed", "mixed"]),
  skips: v.boolean(),
  prefill: v.boolean(),
});

/** What the report does. */
export const asInTheReport: Repairs = {
  composited: false,
  maskChannel: false,
  loss: "whole image",
  masks: "fixed",
  skips: false,
  prefill: false,
};

export interface Rung {
  readonly name: string;
  /** What differs from the rung below. */
  readonly change: Partial<Repairs>;
}

/** From the report upwards. */
export const repairLadder: readonly Rung[] = [
  { name: "as in the report", change: {} },
  { name: "composite the output", change: { composited: true } },
  { name: "knownMask as a channel", change: { maskChannel: true } },
  { name: "loss in the hole only", change: { loss: "hole" } },
  { name: "fresh, mixed masks", change: { masks: "mixed" } },
  { name: "skip connections", change: { skips: true } },
  { name: "prefill and residual", change: { prefill: true } },
];

/** The settings of each rung: all changes up to and with its own. Throws where there is no rung or a rung cannot be trained. */
export function climb(ladder: readonly Rung[]): Repairs[] {
  if (ladder.length === 0) throw new Error("Expected at least one rung, but received none. Use repairLadder.");
  let repairs = asInTheReport;
  return ladder.map(({ name, change }) => {
    repairs = { ...repairs, ...change };
    const missing = !repairs.prefill
      ? []
      : [...(repairs.maskChannel ? [] : ["maskChannel: true"]), ...(repairs.loss === "hole" ? [] : ['loss: "hole"'])];
    if (missing.length === 0) return repairs;
    throw new Error(
      `Expected ${missing.join(" and ")} below the prefill, but rung "${name}" has the prefill without. ` +
        `Put that rung first, or into the same one.`,
    );
  });
}

/** Whether a network trained with these settings is the other's too: compositing alone needs no training. */
export function sameTraining(one: Repairs, other: Repairs): boolean {
  return JSON.stringify({ ...one, composited: true }) === JSON.stringify({ ...other, composited: true });
}

/** How long a rung is trained: 45,000 samples, about forty seconds on two cores. */
export const rungTraining: { readonly trainImages: number; readonly epochs: number } = {
  trainImages: 15_000,
  epochs: 3,
};

/** The training with these repairs: the report's settings but for them. */
export function rungExperiment(repairs: Repairs, name: string): Experiment {
  const { maskChannel, skips, prefill } = repairs;
  return {
    ...reportFixed,
    name,
    title: `The repair ladder: ${name}`,
    ...rungTraining,
    validation: "held out",
    validationImages: 128,
    masks: repairs.masks === "fixed" ? reportMaskPlans.fixed : { family: "inpainterMixture", drawn: "every epoch" },
    network: { name: "repairedAutoencoder", options: { maskChannel, skips, prefill } },
    input: maskChannel ? "mask channel" : "black holes",
    step: { ...reportFixed.step, loss: repairs.loss === "hole" ? "holeSquaredError" : "binaryCrossentropy" },
    patience: null,
  };
}

/** What a rung's experiment is called: ladder-1 to ladder-7 from the report upwards. */
export function rungName(position: number): string {
  return `ladder-${position + 1}`;
}

/** The seven rungs. The second composites the first one's output and has the same training. */
export const ladderExperiments: readonly Experiment[] = climb(repairLadder).map((repairs, i) => ({
  ...rungExperiment(repairs, rungName(i)),
  title: `The repair ladder, rung ${i + 1}: ${repairLadder[i].name}`,
}));
