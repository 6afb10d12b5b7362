// Where a fill is wrong, and where the holes were: the mean absolute error of each pixel in false colours (viridis: dark
// = right, bright = wrong), and holes painted in a colour that no photograph has.
import { checkKnownMask, imageBatch, shapeText, toFloat, type FloatImageBatch, type ImageBatch } from "../images";
import { mapColour, rgb } from "./style";

/** |filled − groundTruth| averaged over the channels: float32 [N,H,W,1] in [0,1]. */
export function errorMap(groundTruth: ImageBatch, filled: ImageBatch): FloatImageBatch {
  if (shapeText(groundTruth.shape) !== shapeText(filled.shape)) {
    throw new Error(
      `Expected filled images of shape ${shapeText(groundTruth.shape)}, but received ${shapeText(filled.shape)}. ` +
        `Compare each image with its own fill.`,
    );
  }
  const truth = toFloat(groundTruth).data;
  const other = toFloat(filled).data;
  const [count, height, width, channels] = groundTruth.shape;
  const errors = new Float32Array(count * height * width);
  for (let i = 0; i < truth.length; i++) errors[Math.floor(i / channels)] += Math.abs(other[i] - truth[i]) / channels;
  return imageBatch(errors, [count, height, width, 1]);
}

/** One-channel values as false colours, 0 dark and `high` (and above) bright: uint8 [N,H,W,3]. */
export function falseColours(values: ImageBatch, high: number): ImageBatch {
  const [count, height, width, channels] = values.shape;
  if (channels !== 1 || !(high > 0)) {
    throw new Error(
      `Expected values of shape [N,H,W,1] and a highest value above 0, but received ${shapeText(values.shape)} ` +
        `and ${high}. ` +
        `Use for example falseColours(errorMap(groundTruth, filled), 0.5).`,
    );
  }
  const bytes = new Uint8Array(values.data.length * 3);
  values.data.forEach((value, i) => bytes.set(mapColour(value / high), i * 3));
  return imageBatch(bytes, [count, height, width, 3]);
}

export interface MaskOverlayOptions {
  /** "#RRGGBB"; default a purple-red of our palette. */
  readonly colour?: string;
  /** 0 leaves the image as it is, 1 hides it; default 0.6. */
  readonly opacity?: number;
}

/** The images with their holes tinted, so that one sees what lies below: float32 [N,H,W,3]. */
export function maskOverlay(
  images: ImageBatch,
  knownMask: ImageBatch,
  options: MaskOverlayOptions = {},
): FloatImageBatch {
  const { colour = "#CC79A7", opacity = 0.6 } = options;
  checkKnownMask(images, knownMask);
  if (!(opacity >= 0 && opacity <= 1))
    throw new Error(`Expected opacity from 0 to 1, but received ${opacity}. Use for example 0.6.`);
  const tint = rgb(colour).map((part) => part / 255);
  const { data } = toFloat(images);
  const [count, height, width, channels] = images.shape;
  const result = new Float32Array(count * height * width * 3);
  for (let i = 0; i < result.length; i++) {
    const pixel = Math.floor(i / 3);
    const value = data[pixel * channels + (channels === 1 ? 0 : i % 3)];
    result[i] = knownMask.data[pixel] === 1 ? value : value + opacity * (tint[i % 3] - value);
  }
  return imageBatch(result, [count, height, width, 3]);
}
