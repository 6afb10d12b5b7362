// What the report's loss is made of, for several methods on the same images and holes: its floor, the error in redrawing known
// pixels, the error in the hole.
import type { ImageBatch } from "../images";
import { crossentropyParts, type CrossentropyParts } from "../metrics/crossentropy";
import { imageParts, type OnPart } from "../metrics/imageParts";
import type { FillMethod } from "../metrics/measureMethod";

export type LossParts = CrossentropyParts & { readonly crossentropy: number };

/** The parts for each method, over all images [N,H,W,C]; in nats per value, they add up to `crossentropy`. */
export async function measureLossParts<Name extends string>(
  fills: { readonly [name in Name]: FillMethod }, images: ImageBatch, knownMask: ImageBatch, onPart: OnPart = () => undefined,
): Promise<{ [name in Name]: LossParts }> {
  const names = Object.keys(fills) as Name[], sums = names.map((): Sums => ({ floor: 0, knownExcess: 0, holeExcess: 0 }));
  for (const { done, truth, known, given } of imageParts(images, knownMask)) {
    for (const [i, name] of names.entries()) {
      add(sums[i], crossentropyParts(truth, await fills[name](given, known), known), truth.shape[0]);
    }
    await onPart(done);
  }
  const entries = names.map((name, i) => [name, meanOf(sums[i], images.shape[0])] as const);
  return Object.fromEntries(entries) as { [name in Name]: LossParts };
}

type Sums = { -readonly [part in keyof CrossentropyParts]: number };

/** All images are equally large, so parts of the set weigh as much as they have images. */
function add(sums: Sums, parts: CrossentropyParts, images: number): void {
  sums.floor += parts.floor * images;
  sums.knownExcess += parts.knownExcess * images;
  sums.holeExcess += parts.holeExcess * images;
}

function meanOf(sums: Sums, images: number): LossParts {
  const floor = sums.floor / images, knownExcess = sums.knownExcess / images, holeExcess = sums.holeExcess / images;
  return { floor, knownExcess, holeExcess, crossentropy: floor + knownExcess + holeExcess };
}
