// ranked-fills: which fills to show, chosen by rank alone and not by eye: the best of the first method, those around the median
// and the worst, each with what the other methods make of the same hole.
import * as v from "valibot";
import { errorRatio } from "../metrics/errorFigures";
import { benchmarkHoles, measureErrors, methodPartOf, type Holes } from "./holes";
import { harmonic, network } from "./reportMethods";
import { fillsOf, firstKey, keysOf, measureByKey, type Fills, type OnMethodPart, type Study } from "./study";

export interface Rank {
  /** From 1, the best. */
  readonly rank: number;
  readonly of: number;
  /** Position of the image in its set, from 0. */
  readonly position: number;
}

/** `holePsnrDb`: the first method's, of this image's hole alone, at most 100 dB; the others' with their keys before it. */
export type RankedFill<Key extends string = "harmonic"> = Rank & { readonly holePsnrDb: number } & {
  readonly [key in `${Key}HolePsnrDb`]: number;
};

/** The first method's best three fills, three around the median, the worst three. */
export interface RankedFillValues<Key extends string = "harmonic"> {
  readonly ranks: readonly RankedFill<Key>[];
}

export const rankedFillValuesSchema: v.GenericSchema<RankedFillValues> = v.looseObject({
  ranks: v.array(
    v.looseObject({
      rank: v.number(),
      of: v.number(),
      position: v.number(),
      holePsnrDb: v.number(),
      harmonicHolePsnrDb: v.number(),
    }),
  ),
});

export const rankedFillsStudy: Study<{ readonly ranks: readonly Rank[] }> = {
  name: "ranked-fills",
  title: "the best fills, those around the median and the worst",
  methods: [network, harmonic],
  measure: async (context) => {
    const holes = await benchmarkHoles(context);
    const values = await measureRanks(fillsOf(context), holes, methodPartOf(context, "ranked-fills", holes.images));
    return { images: holes.images.shape[0], values };
  },
};

/** Ranks the first method's fills of all images and looks the others' up. Throws for fewer than nine images. */
export async function measureRanks<First extends string, Other extends string>(
  fills: Fills<First | Other>,
  holes: Holes,
  onPart: OnMethodPart = () => undefined,
): Promise<RankedFillValues<Other>> {
  const first = firstKey(fills);
  const keys = keysOf(fills);
  const scores = await measureByKey(keys, async (key) => {
    const errors = await measureErrors(fills[key], holes, (done) => onPart(done, key));
    return errorRatio(errors, "meanPerImageHolePsnrDb").numerators;
  });
  const others = keys.filter((key) => key !== first);
  const ranks = chooseRanks(scores[first]).map((rank) => ({
    ...rank,
    holePsnrDb: scores[first][rank.position],
    ...Object.fromEntries(others.map((key) => [`${key}HolePsnrDb`, scores[key][rank.position]])),
  }));
  return { ranks: ranks as unknown as RankedFill<Other>[] };
}

/** `each` ranks from the top, the middle and the bottom of these scores (higher is better); equal ones rank by position. */
export function chooseRanks(scores: ArrayLike<number>, each: number = 3): Rank[] {
  const of = scores.length;
  if (!(of >= 3 * each)) {
    throw new Error(
      `Expected at least ${3 * each} images to choose ${each} of the best, median and worst, but received ${of}. ` +
        `Measure more images.`,
    );
  }
  const order = Array.from({ length: of }, (_, i) => i).sort((a, b) => scores[b] - scores[a] || a - b);
  const firsts = [1, Math.ceil(of / 2) - Math.floor((each - 1) / 2), of - each + 1];
  return firsts.flatMap((first) =>
    Array.from({ length: each }, (_, i) => ({ rank: first + i, of, position: order[first + i - 1] })),
  );
}
