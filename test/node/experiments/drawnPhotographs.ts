// Drawn pictures of several sizes in place of photographs: the dead leaves, enlarged.
import type { CropSettings } from "../../../src/augmentation/cropSettings";
import { resize } from "../../../src/augmentation/resize";
import { drawDeadLeaves } from "../../../src/datasets/deadLeaves";
import { photographsInMemory, type Photographs } from "../../../src/datasets/photographs";
import { sliceImages, type ImageBatch } from "../../../src/images/batch";

/** So many pictures from 96×100 pixels up, or from `least` to a side, each of another size. */
export function drawPictures(count: number, least = 96): ImageBatch[] {
  const { images } = drawDeadLeaves({ trainCount: count, testCount: 1 }).train;
  return Array.from({ length: count }, (_, i) => resize(sliceImages(images, i, i + 1), least + i, least + 4 + 2 * i));
}

/** The same as photographs for these crops. */
export function drawnPhotographs(crops: CropSettings, count = 10): Photographs {
  const pictures = drawPictures(count, Math.max(96, crops.size));
  return photographsInMemory(pictures, crops, { title: "drawn photographs", fingerprint: `drawn-${count}` });
}
