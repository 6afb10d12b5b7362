// Photographs as notebooks load them: the middle of those of BSDS500 that trainings hold out, or drawn pictures where the variable
// names none, with a sentence and a note that the data are synthetic.
import { crop } from "../../augmentation/crop";
import { resize } from "../../augmentation/resize";
import { drawDeadLeaves } from "../../datasets/deadLeaves";
import { joinImages, type ImageBatch } from "../../images/batch";
import { openWholePhotographs } from "../pictures/wholePhotographs";
import { noteSyntheticData } from "./circumstances";

export interface LoadPhotographsOptions {
  /** Pixels per side, 1 to 321; default 192. */
  readonly size?: number;
  /** Default: the environment variable BSDS500_IMAGES, the archive or its folder; "" = none. */
  readonly place?: string;
}

/**
 * The square in the middle of the first `count` held-out photographs by name, uint8 [count,size,size,3]. Where no place is named
 * dead leaves, enlarged to that size, stand in for them: then pictures are labelled, and claims about measured numbers are not
 * checked. Throws where photographs are missing or damaged, and for numbers out of range.
 */
export async function loadPhotographs(count: number, options: LoadPhotographsOptions = {}): Promise<ImageBatch> {
  const { size = 192, place = process.env.BSDS500_IMAGES } = options;
  if (!(Number.isInteger(count) && count >= 1 && count <= 30)) {
    throw new Error(`Expected a number of photographs from 1 to 30, but received ${count}. Use for example 24.`);
  }
  if (!(Number.isInteger(size) && size >= 1 && size <= 321)) {
    throw new Error(
      `Expected size to be a whole number of pixels from 1 to 321, but received ${size}. Use for example 192.`,
    );
  }
  const absent = place === undefined || place === "";
  noteSyntheticData("photographs", absent);
  if (absent) {
    console.log(
      "BSDS500_IMAGES names no photographs, so synthetic data (dead leaves, enlarged) stand in for them; for the real " +
        "ones set it to the archive BSR_bsds500.tgz or its folder.",
    );
    const { test } = drawDeadLeaves({ trainCount: 1, testCount: count });
    return resize(test.images, size, size);
  }
  const { images } = await openWholePhotographs(place);
  return joinImages(images.slice(0, count).map((picture) => middleOf(picture, size)));
}

function middleOf(picture: ImageBatch, size: number): ImageBatch {
  const [, height, width] = picture.shape;
  const start = (side: number): number => Math.floor((side - size) / 2);
  return crop(picture, { top: start(height), left: start(width), height: size, width: size });
}
