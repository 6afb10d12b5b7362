// classes: how well each class is filled, and how much there is to fill: hole PSNR and the truth's texture in the hole, by
// label.
import * as v from "valibot";
import { bootstrapIntervalSchema } from "../metrics/bootstrap";
import { errorRatio } from "../metrics/errorFigures";
import { groupPositions } from "../metrics/groups";
import { selectImageErrors, type ImageErrors } from "../metrics/imageErrors";
import { benchmarkHoles, measureErrors, methodPartOf, type Holes } from "./holes";
import { studyInterval } from "./interval";
import type { Interval } from "./records";
import { authors, harmonic, network } from "./reportMethods";
import { byKey, fillsOf, firstKey, keysOf, measureByKey, type Fills, type OnMethodPart, type Study } from "./study";

/** Pooled hole PSNR in dB, one interval per class. */
export interface ClassValues<Key extends string = "network" | "authors" | "harmonic"> {
  readonly classNames: readonly string[];
  readonly methods: { readonly [key in Key]: readonly Interval[] };
  /** The truth's mean squared step between neighbouring hole pixels, values in [0,1], per class (see holeTexture). */
  readonly texture: readonly number[];
}

const intervals = v.array(bootstrapIntervalSchema);
export const classValuesSchema: v.GenericSchema<ClassValues> = v.looseObject({
  classNames: v.array(v.string()),
  methods: v.looseObject({ network: intervals, authors: intervals, harmonic: intervals }),
  texture: v.array(v.number()),
});

export const classesStudy: Study<ClassValues<string>> = {
  name: "classes",
  title: "hole PSNR of each class, and the texture there is to fill",
  methods: [network, authors, harmonic],
  measure: async (context) => {
    const { classNames, test } = context.dataset;
    const holes = await benchmarkHoles(context);
    const say = methodPartOf(context, "classes", holes.images);
    const values = await measureClasses(fillsOf(context), holes, { classNames, labels: test.labels }, say);
    return { images: test.labels.length, values };
  },
};

export interface Classes {
  readonly classNames: readonly string[];
  /** One per image, a position in classNames. */
  readonly labels: ArrayLike<number>;
}

/** Every method on all images, then by class. Throws where a class has no image. */
export async function measureClasses<Key extends string>(
  fills: Fills<Key>,
  holes: Holes,
  { classNames, labels }: Classes,
  onPart: OnMethodPart = () => undefined,
): Promise<ClassValues<Key>> {
  const count = classNames.length;
  const first = firstKey(fills);
  const keys = keysOf(fills);
  const errors = await measureByKey(keys, (key) => measureErrors(fills[key], holes, (done) => onPart(done, key)));
  return {
    classNames,
    methods: byKey(keys, (key) => classHolePsnr(errors[key], labels, count)),
    texture: classTexture(errors[first], labels, count),
  };
}

/** Pooled hole PSNR in dB of each class 0 to `classes` − 1. Throws where a class has no image. */
export function classHolePsnr(errors: ImageErrors, labels: ArrayLike<number>, classes: number): Interval[] {
  return eachClass(errors, labels, classes).map((own) => studyInterval(errorRatio(own, "pooledHolePsnrDb")));
}

/** The truth's mean squared step between neighbouring hole pixels, pooled over each class; values in [0,1]. */
export function classTexture(errors: ImageErrors, labels: ArrayLike<number>, classes: number): number[] {
  return eachClass(errors, labels, classes).map(
    ({ truthHoleGradientEnergy, holePairs, channels }) => sum(truthHoleGradientEnergy) / (sum(holePairs) * channels),
  );
}

function eachClass(errors: ImageErrors, labels: ArrayLike<number>, classes: number): ImageErrors[] {
  const positions = groupPositions(labels, errors.holePixels.length);
  return Array.from({ length: classes }, (_, label) => {
    const own = positions.get(label);
    if (own !== undefined) return selectImageErrors(errors, own);
    throw new Error(
      `Expected images of every class, 0 to ${classes - 1}, but received none of class ${label}. ` +
        `Measure more images.`,
    );
  });
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}
