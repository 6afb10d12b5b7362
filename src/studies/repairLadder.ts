// The repair ladder measured: every rung's network (experiments/repairLadder.ts) on the report's own holes and on mixed ones, in
// held-out training images.
import * as v from "valibot";
import { repairsSchema, type Repairs } from "../experiments/repairLadder";
import type { ImageBatch } from "../images/batch";
import { drawNamedMasks } from "../masks/named";
import { drawSquareMasks } from "../masks/square";
import { pooledMse, psnrDb } from "../metrics/hole";
import { randomStream } from "../random";

export interface LadderMaskSet {
  readonly name: "square8" | "mixture";
  readonly title: string;
  readonly draw: (images: ImageBatch) => ImageBatch;
}

/** The report's own holes, and those that the inpainter is trained on; the same for every network. */
export const ladderMaskSets: readonly LadderMaskSet[] = [
  {
    name: "square8",
    title: "8×8 squares",
    draw: ({ shape }) => drawSquareMasks(shape, randomStream(1, "ladder squares")),
  },
  {
    name: "mixture",
    title: "mixed holes",
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
  /** The command that makes it again. */
  readonly command: string;
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

const score = v.looseObject({ holePsnrDb: v.number(), imagePsnrDb: v.number() });
const scores = v.looseObject({ square8: score, mixture: score });
export const ladderRecordSchema: v.GenericSchema<LadderRecord> = v.looseObject({
  command: v.string(),
  dataset: v.string(),
  synthetic: v.boolean(),
  samples: v.number(),
  images: v.number(),
  harmonic: scores,
  rows: v.array(
    v.looseObject({
      rung: v.string(),
      repairs: repairsSchema,
      seed: v.number(),
      parameters: v.number(),
      seconds: v.number(),
      scores,
    }),
  ),
});

/** `filled` against the truth, both [N,H,W,C] in [0,1]. */
export function ladderScore(truth: ImageBatch, filled: ImageBatch, knownMask: ImageBatch): LadderScore {
  return {
    holePsnrDb: psnrDb(pooledMse(truth, filled, knownMask, "hole")),
    imagePsnrDb: psnrDb(pooledMse(truth, filled, knownMask, "full")),
  };
}

/** A fill measured on both mask sets; images [N,32,32,3] that no rung was trained on, handed to it as they are. */
export async function measureLadder(
  images: ImageBatch,
  fill: (images: ImageBatch, knownMask: ImageBatch) => ImageBatch | Promise<ImageBatch>,
): Promise<LadderScores> {
  const scores = [];
  for (const { name, draw } of ladderMaskSets) {
    const knownMask = draw(images);
    scores.push([name, ladderScore(images, await fill(images, knownMask), knownMask)] as const);
  }
  return Object.fromEntries(scores) as LadderScores;
}
