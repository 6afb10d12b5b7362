// edge-distance: the error on both sides of the hole's edge, for methods as they come; and what that is worth over the whole
// image. The first method is looked at more closely: with known pixels put back, and, as the control, on the undamaged image,
// its error in the very same pixels without any hole beside them.
import * as v from "valibot";
import type { ImageBatch } from "../images/batch";
import { composite, nothingHidden } from "../images/holes";
import { bootstrapIntervalSchema } from "../metrics/bootstrap";
import { errorByDistance, mergeErrorByDistance, type DistanceError } from "../metrics/errorByDistance";
import { errorRatio } from "../metrics/errorFigures";
import { concatImageErrors, measureImages, type ImageErrors } from "../metrics/imageErrors";
import { imageParts, type OnPart } from "../metrics/imageParts";
import { benchmarkHoles, partOf } from "./holes";
import { studyInterval } from "./interval";
import type { Interval } from "./records";
import { harmonic, network } from "./reportMethods";
import { byKey, fillsOf, firstKey, keysOf, type Fills, type Study } from "./study";

/** Pooled mean squared error at a chessboard distance from the hole's edge. */
export interface DistanceMse {
  readonly distance: number;
  readonly mse: number;
}

export interface EdgeDistances {
  readonly known: readonly DistanceMse[];
  readonly hole: readonly DistanceMse[];
}

/** `composited`: the first method with the known pixels put back. */
export type WholeImagePsnr<Key extends string = "network" | "harmonic"> = {
  /** Pooled PSNR of the whole image in dB. */
  readonly fullImagePsnrDb: { readonly [key in Key | "composited"]: Interval };
};

/** `undamaged`: the first method given the undamaged image; distances are those of the hole that it does not have. */
export type EdgeDistanceValues<Key extends string = "network" | "harmonic"> = {
  readonly [key in Key | "composited" | "undamaged"]: EdgeDistances;
} & WholeImagePsnr<Key>;

const side = v.array(v.looseObject({ distance: v.number(), mse: v.number() }));
const distances = v.looseObject({ known: side, hole: side });
export const edgeDistanceValuesSchema: v.GenericSchema<EdgeDistanceValues> = v.looseObject({
  network: distances,
  composited: distances,
  harmonic: distances,
  undamaged: distances,
  fullImagePsnrDb: v.looseObject({
    network: bootstrapIntervalSchema,
    composited: bootstrapIntervalSchema,
    harmonic: bootstrapIntervalSchema,
  }),
});

export const edgeDistanceStudy: Study<WholeImagePsnr<string>> = {
  name: "edge-distance",
  title: "the error by distance from the hole's edge, on both sides of it",
  methods: [network, harmonic],
  measure: async (context) => {
    const { images, knownMask } = await benchmarkHoles(context);
    const values = await measureEdges(fillsOf(context), images, knownMask, partOf(context, "edge-distance", images));
    return { images: images.shape[0], values };
  },
};

/** Fills all images [N,H,W,C] by every method and measures. */
export async function measureEdges<Key extends string>(
  fills: Fills<Key>,
  images: ImageBatch,
  knownMask: ImageBatch,
  onPart: OnPart = () => undefined,
): Promise<EdgeDistanceValues<Key>> {
  const first = firstKey(fills);
  const keys = keysOf(fills);
  const rows = byKey(keys, (): DistanceError[][] => []);
  const errors = byKey(keys, (): ImageErrors[] => []);
  const composited: DistanceError[][] = [];
  const undamaged: DistanceError[][] = [];
  for (const { done, truth, known, given } of imageParts(images, knownMask)) {
    for (const key of keys) {
      const filled = await fills[key](given, known);
      rows[key].push(errorByDistance(truth, filled, known));
      errors[key].push(measureImages(truth, filled, known));
      if (key === first) composited.push(errorByDistance(truth, composite(truth, filled, known), known));
    }
    undamaged.push(errorByDistance(truth, await fills[first](truth, nothingHidden(truth)), known));
    await onPart(done);
  }
  const whole = byKey(keys, (key) => concatImageErrors(errors[key]));
  const compositedPsnr = studyInterval(errorRatio(whole[first], "pooledCompositePsnrDb"));
  return {
    ...behindFirst(keys, (key) => bySide(rows[key]), bySide(composited)),
    undamaged: bySide(undamaged),
    fullImagePsnrDb: behindFirst(
      keys,
      (key) => studyInterval(errorRatio(whole[key], "pooledFullPsnrDb")),
      compositedPsnr,
    ),
  } as EdgeDistanceValues<Key>;
}

/** A value for each method, with that of `composited` behind the first one's. */
function behindFirst<Key extends string, Value>(
  [first, ...others]: readonly Key[],
  value: (key: Key) => Value,
  composited: Value,
): { readonly [key in Key | "composited"]: Value } {
  return byKey<Key | "composited", Value>([first, "composited", ...others], (key) =>
    key === "composited" ? composited : value(key as Key),
  );
}

/** Both sides from the edge outward. */
function bySide(parts: readonly (readonly DistanceError[])[]): EdgeDistances {
  const merged = mergeErrorByDistance(parts);
  const side = (wanted: DistanceError["region"]): EdgeDistances["hole"] =>
    merged
      .filter(({ region }) => region === wanted)
      .map(({ distance, pooledMse }) => ({ distance, mse: pooledMse }))
      .sort((a, b) => a.distance - b.distance);
  return { known: side("known"), hole: side("hole") };
}
