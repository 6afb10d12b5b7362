// One picture of any size that a method takes: at once, or window by window where the method wants sides of certain multiples.
import { takeMasks, toFloat, type ImageBatch } from "../images/batch";
import { countWindows, fillAnySize } from "./fillAnySize";
import { refusal, type InpaintingMethod } from "./inpaintingMethod";

export interface FillOneImageOptions {
  /** Awaited before each window, with the share of windows that are filled, so that whoever waits can show it. */
  readonly beforeWindow?: (share: number) => Promise<void>;
}

/** Sides of a window are multiples of this where the method allows it. */
const usualMultiple = 32;

/**
 * Fills the holes of an image [1,H,W,C], uint8 or float32; only the hole's values of the result count. Throws on a size that the
 * method does not take.
 */
export async function fillOneImage(
  method: Pick<InpaintingMethod, "name" | "sizes" | "fill">,
  image: ImageBatch,
  knownMask: ImageBatch,
  { beforeWindow }: FillOneImageOptions = {},
): Promise<ImageBatch> {
  const [, height, width] = image.shape;
  const refused = refusal(method, height, width);
  if (refused !== null) throw new Error(refused);
  const { sizes } = method;
  if (sizes.kind !== "windows") return method.fill(toFloat(image), takeMasks(knownMask, [0]));
  const options = {
    multiple: usualMultiple % sizes.multiple === 0 ? usualMultiple : sizes.multiple,
    margin: sizes.margin,
  };
  const windows = beforeWindow === undefined ? 0 : countWindows(knownMask, options);
  let filled = 0;
  return fillAnySize(
    image,
    knownMask,
    async (part, known) => {
      await beforeWindow?.(filled++ / windows);
      return method.fill(part, known);
    },
    options,
  );
}
