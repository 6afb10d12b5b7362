// The method that fills holes from CIFAR-10's training images (src/retrieval/nearestImage.ts). They are read when it is loaded, all
// 50,000 of them, and lie in memory as long as the method is held.
import { setImmediate } from "node:timers/promises";
import { joinImages, sliceImages, type FloatImageBatch } from "../../images/batch";
import type { InpaintingMethod } from "../../methods/inpaintingMethod";
import { fillByNearestImage } from "../../retrieval/nearestImage";
import { loadDataset } from "../files/loadDataset";

/** Some seconds' work: timers and signals have their turn in between. */
const imagesAtOnce = 50;

/**
 * The method, for images of the training images' size; a training image, held out elsewhere or not, finds itself. Where
 * CIFAR-10 cannot be had, drawn images stand in for it, as loadDataset says; throws where its copy is damaged.
 */
export async function loadNearestImage(name: string, title: string): Promise<InpaintingMethod> {
  const { images: candidates } = (await loadDataset()).train;
  const [, height, width] = candidates.shape;
  return {
    name,
    title,
    sizes: { kind: "one", height, width },
    parameters: 0,
    fill: async (images, knownMask) => {
      const [count] = images.shape;
      const parts: FloatImageBatch[] = [];
      let start = 0;
      do {
        const end = Math.min(start + imagesAtOnce, count);
        const known = sliceImages(knownMask, start, end);
        parts.push(fillByNearestImage(sliceImages(images, start, end), known, candidates).filled);
        start = end;
        await setImmediate();
      } while (start < count);
      return joinImages(parts);
    },
  };
}
