// A batch of images of one size by any method: at once where the method takes the size, image by image and window by window
// where it wants sides of certain multiples.
import { joinImages, sliceImages, type FloatImageBatch, type ImageBatch } from "../images/batch";
import { fillOneImage } from "./fillOneImage";
import type { InpaintingMethod } from "./inpaintingMethod";

/** Fills images [N,H,W,C] with 0 in the holes of knownMask [N,H,W,1]. Throws on a size that the method does not take. */
export async function fillBatch(
  method: Pick<InpaintingMethod, "name" | "sizes" | "fill">,
  images: FloatImageBatch,
  knownMask: ImageBatch,
): Promise<ImageBatch> {
  const { sizes } = method;
  const [count, height, width] = images.shape;
  const wantsWindows = sizes.kind === "windows" && (height % sizes.multiple !== 0 || width % sizes.multiple !== 0);
  if (!wantsWindows || count === 0) return method.fill(images, knownMask);
  const filled: ImageBatch[] = [];
  for (let i = 0; i < count; i++)
    filled.push(await fillOneImage(method, sliceImages(images, i, i + 1), sliceImages(knownMask, i, i + 1)));
  return joinImages(filled);
}
