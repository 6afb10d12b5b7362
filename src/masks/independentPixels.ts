// Each pixel is a hole by itself with probability p: the denoising or "random inpainting" mask of compressed sensing and of
// diffusion papers. A mask that would be all hole or all known is drawn again (canvas.ts): at p = .5 that takes images of a
// few pixels to happen.
import type { BatchShape, ImageBatch } from "../images";
import type { Random } from "../random";
import { drawEachMask } from "./canvas";
import { checkShare } from "./checks";

export interface IndependentPixelMaskOptions {
  /** Probability that a pixel is a hole, between 0 and 1; default 0.5. */
  readonly holeProbability?: number;
}

/** knownMask uint8 [N,H,W,1]. Throws if the probability is so extreme that no mask with holes and known pixels comes up. */
export function drawIndependentPixelMasks(shape: BatchShape, random: Random,
  options: IndependentPixelMaskOptions = {}): ImageBatch {
  const { holeProbability = 0.5 } = options;
  checkShare("holeProbability", holeProbability);
  return drawEachMask(shape, ({ pixels }) => {
    for (let at = 0; at < pixels.length; at++) pixels[at] = random.uniform() < holeProbability ? 0 : 1;
  });
}
