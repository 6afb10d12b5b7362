// The paint test: the same hole in black, dark grey, grey and white through networks that were trained on black holes. One that
// looks for the hole fills it whatever its colour; one that looks for black takes another colour for a part of the picture.
import { paintHoles, type FloatImageBatch, type ImageBatch } from "../images";
import { auditInterval, pooledPsnrOf } from "./interval";
import type { Interval, PaintValues } from "./records";
import { holeSquares, joinSquares } from "../metrics/holeSquares";
import { imageParts, type OnPart } from "../metrics/imageParts";

/** The four greys, in [0,1]. */
export const paints: PaintValues["paints"] = [
  { name: "black", value: 0 }, { name: "dark grey", value: 0.25 }, { name: "grey", value: 0.5 }, { name: "white", value: 1 },
];

/** A network's raw output for images as they are, both [N,H,W,C]. */
export type Redraw = (images: FloatImageBatch) => ImageBatch | Promise<ImageBatch>;

/** Pooled hole PSNR in dB, one interval for each paint. */
export async function measurePaints(
  redraw: Redraw, images: ImageBatch, knownMask: ImageBatch, onPart: OnPart = () => undefined,
): Promise<Interval[]> {
  const parts = paints.map((): ReturnType<typeof holeSquares>[] => []);
  for (const { done, truth, known } of imageParts(images, knownMask)) {
    for (const [i, { value }] of paints.entries()) {
      parts[i].push(holeSquares(truth, await redraw(paintHoles(truth, known, value)), known));
    }
    await onPart(done);
  }
  return parts.map((own, i) => auditInterval(pooledPsnrOf(`hole PSNR, ${paints[i].name}`, joinSquares(own))));
}
