// loss-parts: what the report's loss is made of, for several methods on the same images and holes: its floor, the error in
// redrawing known pixels, the error in the hole.
import * as v from "valibot";
import type { ImageBatch } from "../images/batch";
import { composite } from "../images/holes";
import { crossentropyParts, type CrossentropyParts } from "../metrics/crossentropy";
import { imageParts, type OnPart } from "../metrics/imageParts";
import { benchmarkHoles, partOf } from "./holes";
import { authors, harmonic, network } from "./reportMethods";
import { byKey, fillsOf, firstKey, keysOf, type Fills, type Study } from "./study";

/** The full-image cross-entropy taken apart, in nats per value; `crossentropy` is the sum of the parts. */
export type LossParts = CrossentropyParts & { readonly crossentropy: number };

/** `composited`: the first method with the known pixels put back. */
export interface LossPartsValues<Key extends string = "network" | "authors" | "harmonic" | "biharmonic" | "mean"> {
  readonly methods: { readonly [key in Key | "composited"]: LossParts };
}

const parts = v.looseObject({
  floor: v.number(),
  knownExcess: v.number(),
  holeExcess: v.number(),
  crossentropy: v.number(),
});
export const lossPartsValuesSchema: v.GenericSchema<LossPartsValues> = v.looseObject({
  methods: v.looseObject({
    network: parts,
    composited: parts,
    authors: parts,
    harmonic: parts,
    biharmonic: parts,
    mean: parts,
  }),
});

export const lossPartsStudy: Study<LossPartsValues<string>> = {
  name: "loss-parts",
  title: "what the loss is made of: its floor, the error in known pixels, the error in the hole",
  methods: [network, authors, harmonic, { key: "biharmonic", method: "biharmonic" }, { key: "mean", method: "mean" }],
  measure: async (context) => {
    const { images, knownMask } = await benchmarkHoles(context);
    const fills = withComposited(fillsOf(context));
    const methods = await measureLossParts(fills, images, knownMask, partOf(context, "loss-parts", images));
    return { images: images.shape[0], values: { methods } };
  },
};

/** The methods, and behind the first one `composited`: the same with the known pixels put back. */
export function withComposited<Key extends string>(fills: Fills<Key>): Fills<Key | "composited"> {
  const first = firstKey(fills);
  const keys = keysOf(fills).filter((key) => key !== first);
  return byKey<Key | "composited", Fills<Key>[Key]>([first, "composited", ...keys], (key) =>
    key === "composited"
      ? async (given, known) => composite(given, await fills[first](given, known), known)
      : fills[key as Key],
  );
}

/** The parts for each method, over all images [N,H,W,C]; in nats per value, they add up to `crossentropy`. */
export async function measureLossParts<Key extends string>(
  fills: Fills<Key>,
  images: ImageBatch,
  knownMask: ImageBatch,
  onPart: OnPart = () => undefined,
): Promise<{ readonly [key in Key]: LossParts }> {
  const keys = keysOf(fills);
  const sums = byKey(keys, (): Sums => ({ floor: 0, knownExcess: 0, holeExcess: 0 }));
  for (const { done, truth, known, given } of imageParts(images, knownMask)) {
    for (const key of keys) {
      add(sums[key], crossentropyParts(truth, await fills[key](given, known), known), truth.shape[0]);
    }
    await onPart(done);
  }
  return byKey(keys, (key) => meanOf(sums[key], images.shape[0]));
}

type Sums = { -readonly [part in keyof CrossentropyParts]: number };

/** All images are equally large, so parts of the set weigh as much as they have images. */
function add(sums: Sums, parts: CrossentropyParts, images: number): void {
  sums.floor += parts.floor * images;
  sums.knownExcess += parts.knownExcess * images;
  sums.holeExcess += parts.holeExcess * images;
}

function meanOf(sums: Sums, images: number): LossParts {
  const floor = sums.floor / images;
  const knownExcess = sums.knownExcess / images;
  const holeExcess = sums.holeExcess / images;
  return { floor, knownExcess, holeExcess, crossentropy: floor + knownExcess + holeExcess };
}
