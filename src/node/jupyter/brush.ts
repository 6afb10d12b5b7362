// A picture to paint holes into as the output of a notebook cell: HTML with the picture twice, as it is, and with the holes of the cell's
// strokes as JPEG, which stands beside it too, and words. The page fills the hole harmonically by itself and measures it, which takes the
// picture without loss; for other methods the reader copies the strokes into the cell and runs it.
import { brushHtml } from "../../figures/brushPage";
import { notebookLabel } from "../../figures/markSynthetic";
import { shapeText, type ImageBatch } from "../../images/batch";
import { paintHoles } from "../../images/holes";
import { drawStrokes, type Stroke } from "../../masks/strokes";
import { imageToJpeg, imageToPng, jpegAddress } from "../figures/jpeg";
import { pngAddress } from "../figures/png";
import { onSyntheticData } from "./circumstances";
import { notebookSender, sendBundle } from "./kernel";
import { checkWeight, widgetKey } from "./widgetOutput";

export interface BrushOptions {
  readonly title: string;
  /** [1,H,W,3] */
  readonly image: ImageBatch;
  /** What is painted at the start; drawStrokes(image.shape, strokes) is its knownMask. */
  readonly strokes: readonly Stroke[];
  /** Of the brush at the start, in pixels, 1 to 64; default 8. */
  readonly radius?: number;
  /** CSS pixels per image pixel; default 2. */
  readonly scale?: number;
}

/**
 * Shows the picture with a brush; in plain Node its words. Throws for another shape, a radius out of range, as drawStrokes does, and
 * where it would weigh more than 600 kB.
 */
export async function brush({ title, image, strokes, radius = 8, scale = 2 }: BrushOptions): Promise<void> {
  const [count, height, width, channels] = image.shape;
  if (count !== 1 || channels !== 3) {
    throw new Error(
      `Expected a single colour picture [1,H,W,3] to paint on, but received ${shapeText(image.shape)}. ` +
        `Take one image of a batch: takeImages(images, [0]).`,
    );
  }
  if (!(Number.isInteger(radius) && radius >= 1 && radius <= 64)) {
    throw new Error(`Expected radius to be a whole number from 1 to 64, but received ${radius}. Use for example 8.`);
  }
  const knownMask = drawStrokes(image.shape, strokes);
  let holes = 0;
  for (const known of knownMask.data) holes += 1 - known;
  const alt = `A picture of ${width}×${height} pixels, ${holes} of them painted over.`;
  const words = `${title}\n${alt}`;
  if (notebookSender() === null) return sendBundle({ "text/plain": words });
  const picture = pngAddress(await imageToPng(image));
  const painted = await imageToJpeg(paintHoles(image, knownMask));
  const page = {
    title,
    picture,
    painted: jpegAddress(painted),
    alt,
    width,
    height,
    scale,
    strokes,
    radius,
    note: onSyntheticData() ? notebookLabel : "",
  };
  const html = brushHtml({ ...page, key: widgetKey(page) });
  const jpeg = painted.toString("base64");
  checkWeight([html, jpeg], { what: "a picture to paint on", wayOut: "Take a smaller picture." });
  const size = { width: width * scale, height: height * scale };
  sendBundle({ "text/html": html, "image/jpeg": jpeg, "text/plain": words }, { "image/jpeg": size });
}
