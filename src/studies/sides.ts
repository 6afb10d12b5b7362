// sides: how hole PSNR falls as the hole grows: one square hole of each side per image, anywhere in the image.
import * as v from "valibot";
import type { ImageBatch } from "../images/batch";
import { drawSquareMasks } from "../masks/square";
import { bootstrapIntervalSchema } from "../metrics/bootstrap";
import { holeSquares, joinSquares, type HoleSquares } from "../metrics/holeSquares";
import { imageParts } from "../metrics/imageParts";
import { randomStream } from "../random";
import { pooledPsnrOf, studyInterval } from "./interval";
import type { Interval } from "./records";
import { harmonic, network } from "./reportMethods";
import { byKey, fillsOf, keysOf, studySeed, type Fills, type Study } from "./study";

/** Pooled hole PSNR in dB for one square hole of each side, anywhere in the image: for each method one interval per side. */
export type SideValues<Key extends string = "network" | "harmonic"> = { readonly sides: readonly number[] } & {
  readonly [key in Key]: readonly Interval[];
};

export const sideValuesSchema: v.GenericSchema<SideValues> = v.looseObject({
  sides: v.array(v.number()),
  network: v.array(bootstrapIntervalSchema),
  harmonic: v.array(bootstrapIntervalSchema),
});

export const sidesStudy: Study<{ readonly sides: readonly number[] }> = {
  name: "sides",
  title: "hole PSNR by the side of a square hole, 1 to 20 pixels",
  methods: [network, harmonic],
  measure: async (context) => {
    const { images } = context.dataset.test;
    const count = images.shape[0];
    const onPart = (side: number, done: number): Promise<void> =>
      context.progress(`sides: ${side} pixels, ${done} of ${count} images`);
    return { images: count, values: await measureSides(fillsOf(context), images, { seed: studySeed, onPart }) };
  },
};

export interface SideOptions {
  /** Sides in pixels; default 1 to 20. */
  readonly sides?: readonly number[];
  readonly seed?: number;
  /** Told after each part of the images. */
  readonly onPart?: (side: number, done: number) => void | Promise<void>;
}

/** Pooled hole PSNR of every method for every side; images [N,H,W,C]. */
export async function measureSides<Key extends string>(
  fills: Fills<Key>,
  images: ImageBatch,
  options: SideOptions = {},
): Promise<SideValues<Key>> {
  const { sides = Array.from({ length: 20 }, (_, i) => i + 1), seed = 1, onPart } = options;
  const keys = keysOf(fills);
  const figures = byKey(keys, (): Interval[] => []);
  for (const side of sides) {
    const knownMask = drawSquareMasks(images.shape, randomStream(seed, "audit hole sides", side), {
      side,
      fullRange: true,
    });
    const squares = byKey(keys, (): HoleSquares[] => []);
    for (const { done, truth, known, given } of imageParts(images, knownMask)) {
      for (const key of keys) squares[key].push(holeSquares(truth, await fills[key](given, known), known));
      await onPart?.(side, done);
    }
    for (const key of keys) {
      figures[key].push(studyInterval(pooledPsnrOf(`hole PSNR, side ${side}`, joinSquares(squares[key]))));
    }
  }
  return { sides, ...figures } as SideValues<Key>;
}
