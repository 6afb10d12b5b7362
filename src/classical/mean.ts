// The weakest baseline: every hole pixel takes the mean colour of the image's known pixels.
import { checkKnownMask, imageBatch, shapeText, toFloat, type FloatImageBatch, type ImageBatch } from "../images";

/** Fills each image [N,H,W,C] with its own mean known colour; known pixels come back untouched. float32 in [0,1]. */
export function fillMean(image: ImageBatch, knownMask: ImageBatch): FloatImageBatch {
  checkKnownMask(image, knownMask);
  const [count, height, width, channels] = image.shape;
  const pixels = height * width, data = toFloat(image).data.slice();
  for (let i = 0; i < count; i++) {
    const known = knownMask.data.subarray(i * pixels, (i + 1) * pixels);
    let total = 0;
    for (const value of known) total += value;
    if (total === 0) throw new Error(everythingIsHole(image, i));
    for (let c = 0; c < channels; c++) {
      let sum = 0;
      for (let p = 0; p < pixels; p++) if (known[p] === 1) sum += data[(i * pixels + p) * channels + c];
      for (let p = 0; p < pixels; p++) if (known[p] === 0) data[(i * pixels + p) * channels + c] = sum / total;
    }
  }
  return imageBatch(data, image.shape);
}

/** The message for an image without a known pixel. */
export function everythingIsHole(image: ImageBatch, index: number): string {
  return `Expected at least one known pixel per image, but image ${index} of ${shapeText(image.shape)} is all hole. ` +
    `Leave something for the fill to start from.`;
}
