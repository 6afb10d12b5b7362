// Numbers of a picture, such as gradients, in false colours (viridis): dark = small, bright = large.
import { imageBatch, shapeText, type ImageBatch } from "../images/batch";
import { mapColour } from "./style";

/** One-channel values as false colours, 0 dark and `high` (and above) bright: uint8 [N,H,W,3]. */
export function falseColours(values: ImageBatch, high: number): ImageBatch {
  const [count, height, width, channels] = values.shape;
  if (channels !== 1 || !(high > 0)) {
    throw new Error(
      `Expected values of shape [N,H,W,1] and a highest value above 0, but received ${shapeText(values.shape)} ` +
        `and ${high}. Use for example falseColours(values, 1).`,
    );
  }
  const bytes = new Uint8Array(values.data.length * 3);
  values.data.forEach((value, i) => bytes.set(mapColour(value / high), i * 3));
  return imageBatch(bytes, [count, height, width, 3]);
}
