// Each pixel is a hole by itself with probability p: the denoising or "random inpainting" mask of compressed sensing and of
// diffusion papers. A mask that would be all hole or all known is drawn again (canvas.ts): at p = .5 that takes images of a
// few pixels to happen.
import { imageBatch, type BatchShape, type ImageBatch } from "../images/batch";
import type { Random } from "../random";
import { drawEachMask } from "./canvas";
import { checkShare } from "./checks";

export interface IndependentPixelMaskOptions {
  /** Probability that a pixel is a hole, between 0 and 1; default 0.5. */
  readonly holeProbability?: number;
}

/** knownMask uint8 [N,H,W,1]. Throws if the probability is so extreme that no mask with holes and known pixels comes up. */
export function drawIndependentPixelMasks(
  shape: BatchShape,
  random: Random,
  options: IndependentPixelMaskOptions = {},
): ImageBatch {
  const { holeProbability = 0.5 } = options;
  checkShare("holeProbability", holeProbability);
  return drawEachMask(shape, ({ pixels }) => {
    for (let at = 0; at < pixels.length; at++) pixels[at] = random.uniform() < holeProbability ? 0 : 1;
  });
}

/** Three pixels of five are holes: knownMask uint8 [N,H,W,1]. */
export function drawPixels60Masks(shape: BatchShape, random: Random): ImageBatch {
  return drawIndependentPixelMasks(shape, random, { holeProbability: 0.6 });
}

/** Four pixels of five are holes: knownMask uint8 [N,H,W,1]. */
export function drawPixels80Masks(shape: BatchShape, random: Random): ImageBatch {
  return drawIndependentPixelMasks(shape, random, { holeProbability: 0.8 });
}

/** A probability from 0.3 to 0.75 for each mask, uniform: knownMask uint8 [N,H,W,1]. */
export function drawPixels30to75Masks(shape: BatchShape, random: Random): ImageBatch {
  const [count, height, width, channels] = shape;
  const data = new Uint8Array(count * height * width);
  for (let i = 0; i < count; i++) {
    const holeProbability = 0.3 + 0.45 * random.uniform();
    const mask = drawIndependentPixelMasks([1, height, width, channels], random, { holeProbability });
    data.set(mask.data, i * height * width);
  }
  return imageBatch(data, [count, height, width, 1]);
}
