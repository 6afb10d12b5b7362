// A swipe between pictures of one place as the output of a notebook cell: HTML that holds every picture once, the picture at the left of
// the start as JPEG, and words. It works in JupyterLab, in the notebook's HTML page and on the site, without a kernel or a network.
import type { SliderPicture } from "../../figures/sliderPage";
import { notebookLabel } from "../../figures/markSynthetic";
import { swipeHtml } from "../../figures/swipePage";
import { shapeText, type ImageBatch } from "../../images/batch";
import { imageToJpeg, jpegAddress } from "../figures/jpeg";
import { onSyntheticData } from "./circumstances";
import { notebookSender, sendBundle } from "./kernel";
import { checkWeight, widgetKey } from "./widgetOutput";

export interface SwipePicture {
  /** What is chosen, such as "harmonic". */
  readonly label: string;
  /** [1,H,W,3], all of one size. */
  readonly image: ImageBatch;
}

export interface SwipeOptions {
  readonly title: string;
  readonly pictures: readonly SwipePicture[];
  /** Index of the picture at the left of the line, and of the one at its right; default the first two. */
  readonly start?: readonly [left: number, right: number];
  /** CSS pixels per image pixel; default 2. */
  readonly scale?: number;
}

/**
 * Shows two of the pictures over one another, parted by a line; in plain Node its words. Pictures are stored as JPEG. Throws for fewer
 * than two pictures, pictures of several sizes or of other shapes, labels that are empty or equal, a start that is none of them,
 * and where all would weigh more than 600 kB.
 */
export async function swipe({ title, pictures, start = [0, 1], scale = 2 }: SwipeOptions): Promise<void> {
  checkPictures(pictures, start);
  const names = pictures.map(({ label }) => label);
  const words = `${title}: ${names.join(", ")}, one of them at the left and one at the right of a line.`;
  if (notebookSender() === null) return sendBundle({ "text/plain": words });
  const [, height, width] = pictures[0].image.shape;
  const jpegs = await Promise.all(pictures.map(({ image }) => imageToJpeg(image)));
  const shown = pictures.map(({ label }, i): SliderPicture => ({
    label,
    address: jpegAddress(jpegs[i]),
    alt: `${title}: ${label}`,
    width: width * scale,
    height: height * scale,
  }));
  const note = onSyntheticData() ? notebookLabel : "";
  const key = widgetKey([title, start, note, shown]);
  const html = swipeHtml({ title, pictures: shown, start, note, key });
  const jpeg = jpegs[start[0]].toString("base64");
  const holding = ` in ${pictures.length} pictures`;
  checkWeight([html, jpeg], { what: "a swipe", holding, wayOut: "Show fewer or smaller ones." });
  const size = { width: width * scale, height: height * scale };
  sendBundle({ "text/html": html, "image/jpeg": jpeg, "text/plain": words }, { "image/jpeg": size });
}

function checkPictures(pictures: readonly SwipePicture[], start: readonly [number, number]): void {
  const labels = pictures.map(({ label }) => label.trim());
  if (pictures.length < 2 || labels.includes("") || new Set(labels).size < labels.length) {
    throw new Error(
      `Expected at least two pictures, each with a label of its own, but received ${pictures.length}: ` +
        `${labels.map((label) => `"${label}"`).join(", ")}. Write for example [{ label: "original", image: picture }, …].`,
    );
  }
  const [, height, width] = pictures[0].image.shape;
  const odd = pictures.find(({ image }) => shapeText(image.shape) !== shapeText([1, height, width, 3]));
  if (odd !== undefined) {
    throw new Error(
      `Expected single colour pictures of one size, ${shapeText([1, height, width, 3])}, but received ` +
        `${shapeText(odd.image.shape)} as "${odd.label}". Take one image of a batch: takeImages(images, [0]).`,
    );
  }
  if (start.every((i) => Number.isInteger(i) && i >= 0 && i < pictures.length)) return;
  throw new Error(
    `Expected start to be two pictures from 0 to ${pictures.length - 1}, but received ${start.join(" and ")}. ` +
      `Leave it out for the first two.`,
  );
}
