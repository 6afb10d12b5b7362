// partial-convolution: partial against plain convolutions in the same network (experiments/partialComparison.ts), three seeds of
// each, on held-out training images under each family of the mixture they were trained with and under two others. Nothing is
// chosen by it, and the test images stay untouched.
import * as v from "valibot";
import { holdOutValidation, heldOutCount } from "../datasets/split";
import type { ImageBatch } from "../images/batch";
import { drawNamedMasks } from "../masks/named";
import { bootstrapIntervalSchema } from "../metrics/bootstrap";
import { errorRatio, type ErrorRatio } from "../metrics/errorFigures";
import { randomStream } from "../random";
import { measureErrors, partOf } from "./holes";
import { studyDifference, studyInterval } from "./interval";
import type { Interval } from "./records";
import { studySeed, type NamedMethod, type Study, type StudyContext } from "./study";

/** The families that are measured: those of the mixture first, then two that no network was trained with. */
export const comparedFamilies = [
  "articleLines",
  "square8FullRange",
  "pixels50",
  "threeTechniques",
  "centre16",
  "lostBlocks",
] as const;

export interface ComparedFamily {
  readonly family: string;
  /** Pooled hole PSNR in dB of each seed's network. */
  readonly partial: readonly Interval[];
  readonly plain: readonly Interval[];
  /** Partial − plain in dB of each seed, images resampled together. */
  readonly differences: readonly Interval[];
  /** The same from the errors of all seeds together. */
  readonly difference: Interval;
}

export interface PartialConvolutionValues {
  readonly families: readonly ComparedFamily[];
}

const intervals = v.array(bootstrapIntervalSchema);
export const partialConvolutionValuesSchema: v.GenericSchema<PartialConvolutionValues> = v.looseObject({
  families: v.array(
    v.looseObject({
      family: v.string(),
      partial: intervals,
      plain: intervals,
      differences: intervals,
      difference: bootstrapIntervalSchema,
    }),
  ),
});

const runs = (layer: "partial" | "plain"): NamedMethod[] =>
  [1, 2, 3].map((seed) => ({ key: `${layer}${seed}`, method: `compared-${layer}-seed${seed}` }));
const methods = [...runs("partial"), ...runs("plain")];

export const partialConvolutionStudy: Study<PartialConvolutionValues> = {
  name: "partial-convolution",
  title: "partial against plain convolutions, the same network otherwise",
  heldOut: true,
  methods,
  onlyOwnMethods: true,
  experiments: methods.map(({ method }) => method),
  measure: async (context) => {
    const { train } = context.dataset;
    const { images } = holdOutValidation(train, 1, heldOutCount(train.labels.length)).validation;
    return { images: images.shape[0], values: await compareLayers(context, images) };
  },
};

/** Fills these images under every family by the methods whose keys begin with "partial" and "plain". */
export async function compareLayers(
  context: Pick<StudyContext, "methods" | "progress">,
  images: ImageBatch,
): Promise<PartialConvolutionValues> {
  const keys = Object.keys(context.methods);
  const [partialKeys, plainKeys] = ["partial", "plain"].map((layer) => keys.filter((key) => key.startsWith(layer)));
  if (partialKeys.length === 0 || partialKeys.length !== plainKeys.length) {
    throw new Error(
      `Expected as many networks of partial as of plain convolutions, but received ${keys.join(", ") || "none"}. ` +
        "Leave --methods out.",
    );
  }
  const families: ComparedFamily[] = [];
  for (const family of comparedFamilies) {
    const knownMask = drawNamedMasks(family, images.shape, randomStream(studySeed, `audit partial ${family}`));
    const measure = async (key: string): Promise<ErrorRatio> => {
      const { fill } = context.methods[key];
      const say = partOf(context, `partial-convolution, ${family}, ${key}`, images);
      return errorRatio(await measureErrors(fill, { images, knownMask }, say), "pooledHolePsnrDb");
    };
    const partial: ErrorRatio[] = [];
    const plain: ErrorRatio[] = [];
    for (const key of partialKeys) partial.push(await measure(key));
    for (const key of plainKeys) plain.push(await measure(key));
    families.push({
      family,
      partial: partial.map(studyInterval),
      plain: plain.map(studyInterval),
      differences: partial.map((ratio, i) => studyDifference(ratio, plain[i])),
      difference: studyDifference(together(partial), together(plain)),
    });
  }
  return { families };
}

/** The errors of several networks on the same images and holes as one figure. */
function together(ratios: readonly ErrorRatio[]): ErrorRatio {
  const added = (sums: readonly Float64Array[]): Float64Array =>
    sums[0].map((_, i) => sums.reduce((sum, values) => sum + values[i], 0));
  return {
    ...ratios[0],
    numerators: added(ratios.map(({ numerators }) => numerators)),
    denominators: added(ratios.map(({ denominators }) => denominators)),
  };
}
