// The repair ladder: the report's network mended one step at a time, everything before a step kept. Each rung is one change
// to the settings below, trained on equally many samples, and measured in the hole on training images that are held out.
import type { ImageBatch } from "../images";
import { drawNamedMasks } from "../masks/named";
import { drawSquareMasks } from "../masks/square";
import { pooledMse, psnrDb } from "../metrics/hole";
import { randomStream } from "../random";

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

/** What the report does. */
export const asInTheReport: Repairs = {
  composited: false, maskChannel: false, loss: "whole image", masks: "fixed", skips: false, prefill: false,
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
    const missing = !repairs.prefill ? [] :
      [...(repairs.maskChannel ? [] : ["maskChannel: true"]), ...(repairs.loss === "hole" ? [] : ['loss: "hole"'])];
    if (missing.length === 0) return repairs;
    throw new Error(`Expected ${missing.join(" and ")} below the prefill, but rung "${name}" has the prefill without. ` +
      `Put that rung first, or into the same one.`);
  });
}

/** Whether a network trained with these settings is the other's too: compositing alone needs no training. */
export function sameTraining(one: Repairs, other: Repairs): boolean {
  return JSON.stringify({ ...one, composited: true }) === JSON.stringify({ ...other, composited: true });
}

export interface LadderMaskSet {
  readonly name: "square8" | "mixture";
  readonly title: string;
  readonly draw: (images: ImageBatch) => ImageBatch;
}

/** The report's own holes, and those that the inpainter is trained on; the same for every network. */
export const ladderMaskSets: readonly LadderMaskSet[] = [
  { name: "square8", title: "8×8 squares", draw: ({ shape }) => drawSquareMasks(shape, randomStream(1, "ladder squares")) },
  {
    name: "mixture", title: "mixed holes",
    draw: ({ shape }) => drawNamedMasks("inpainterMixture", shape, randomStream(1, "ladder mixture")),
  },
];

export interface LadderScore {
  /** Pooled over the hole pixels of all images. */
  readonly holePsnrDb: number;
  /** Pooled over whole images. */
  readonly imagePsnrDb: number;
}

export type LadderScores = { readonly [set in LadderMaskSet["name"]]: LadderScore };

/** One network on one rung. */
export interface LadderRow {
  readonly rung: string;
  readonly repairs: Repairs;
  readonly seed: number;
  readonly parameters: number;
  /** Of training; 0 where the rung takes the network of the one below. */
  readonly seconds: number;
  readonly scores: LadderScores;
}

/** A ladder climbed with one or more seeds. */
export interface LadderRecord {
  readonly dataset: string;
  readonly synthetic: boolean;
  /** Trained on per rung and seed: trainImages × epochs. */
  readonly samples: number;
  /** Held-out training images measured. */
  readonly images: number;
  /** The same images filled without learning. */
  readonly harmonic: LadderScores;
  readonly rows: readonly LadderRow[];
}

/** `filled` against the truth, both [N,H,W,C] in [0,1]. */
export function ladderScore(truth: ImageBatch, filled: ImageBatch, knownMask: ImageBatch): LadderScore {
  return {
    holePsnrDb: psnrDb(pooledMse(truth, filled, knownMask, "hole")),
    imagePsnrDb: psnrDb(pooledMse(truth, filled, knownMask, "full")),
  };
}
