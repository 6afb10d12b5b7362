// How hole PSNR falls as the hole grows: one square hole of each side per image, anywhere in the image.
import type { ImageBatch } from "../images";
import { drawSquareMasks } from "../masks/square";
import { randomStream } from "../random";
import { auditInterval, pooledPsnrOf } from "./interval";
import type { SideValues } from "./records";
import { holeSquares, joinSquares } from "../metrics/holeSquares";
import { imageParts } from "../metrics/imageParts";
import type { FillMethod } from "../metrics/measureMethod";

export interface SideOptions {
  /** Sides in pixels; default 1 to 20. */
  readonly sides?: readonly number[];
  readonly seed?: number;
  /** Told after each part of the images. */
  readonly onPart?: (side: number, done: number) => void | Promise<void>;
}

/** Pooled hole PSNR of both fills for every side; images [N,H,W,C]. */
export async function measureSides(
  fills: { readonly network: FillMethod; readonly harmonic: FillMethod }, images: ImageBatch, options: SideOptions = {},
): Promise<SideValues> {
  const { sides = Array.from({ length: 20 }, (_, i) => i + 1), seed = 1, onPart } = options;
  const network: SideValues["network"][number][] = [], harmonic: SideValues["harmonic"][number][] = [];
  for (const side of sides) {
    const knownMask = drawSquareMasks(images.shape, randomStream(seed, "audit hole sides", side), { side, fullRange: true });
    const ours = [], theirs = [];
    for (const { done, truth, known, given } of imageParts(images, knownMask)) {
      ours.push(holeSquares(truth, await fills.network(given, known), known));
      theirs.push(holeSquares(truth, await fills.harmonic(given, known), known));
      await onPart?.(side, done);
    }
    network.push(auditInterval(pooledPsnrOf(`hole PSNR, side ${side}`, joinSquares(ours))));
    harmonic.push(auditInterval(pooledPsnrOf(`hole PSNR, side ${side}`, joinSquares(theirs))));
  }
  return { sides, network, harmonic };
}
