// From what --mask says to the knownMask of one picture, grown. A hole that is empty or leaves nothing is refused with the way
// out.
import { imageBatch, type ImageBatch } from "../../images/batch";
import { dilateHoles } from "../../masks/morphology";
import { holesOfColour, rectangularHole } from "../../masks/picked";
import { holeOfMaskFile, type Hole } from "./maskFile";
import type { InpaintOptions } from "./options";
import { rgbBytes, type Picture } from "./picture";
import { maskFileOf } from "./pictureFiles";

type HoleOptions = Pick<InpaintOptions, "mask" | "grow" | "threshold" | "invert" | "resizeMask" | "limitMegapixels">;

/** The hole of the picture, grown, and what was taken for it. Throws a sentence where there is none, or nothing but hole. */
export async function findHole(picture: Picture, options: HoleOptions): Promise<Hole> {
  const { knownMask: told, notes } = await pickHole(picture, options);
  if (!told.data.includes(0)) throw new Error(noHole(picture, options));
  const grown = options.grow > 0 ? dilateHoles(told, options.grow, { element: "disc" }) : told;
  if (grown.data.includes(1)) return { knownMask: grown, notes };
  const what = told.data.includes(1) ? `--grow ${options.grow} makes all of it a hole` : "all of it is hole";
  throw new Error(
    `Expected the mask to leave something of ${picture.path}, but ${what}. ` +
      (told.data.includes(1) ? "Let it grow less." : allHoleAdvice(options)),
  );
}

function allHoleAdvice({ mask, invert, threshold }: HoleOptions): string {
  if (mask.kind === "rectangle") return "Give a smaller rectangle.";
  if (mask.kind === "colour") return "Lower --tolerance.";
  if (mask.kind === "alpha") return "Leave something opaque.";
  if (threshold !== null)
    return `No level of the mask lies ${invert ? "at or above" : "below"} --threshold ${threshold}: choose another.`;
  return invert
    ? "Black is the hole with --invert: leave something white."
    : "White is the hole: leave something black.";
}

async function pickHole(picture: Picture, options: HoleOptions): Promise<Hole> {
  const { path, height, width } = picture;
  const { mask } = options;
  if (mask.kind === "path") return holeOfMaskFile(maskFileOf(path, mask.path), picture, options);
  if (mask.kind === "rectangle") return { knownMask: holeOfRectangles(height, width, mask.rectangles), notes: [] };
  if (mask.kind === "alpha") return { knownMask: holesOfAlpha(picture), notes: [] };
  const rgb = imageBatch(rgbBytes(picture), [1, height, width, 3]);
  return { knownMask: holesOfColour(rgb, mask.colour, mask.tolerance), notes: [] };
}

function holeOfRectangles(height: number, width: number, rectangles: readonly (readonly number[])[]): ImageBatch {
  const each = rectangles.map((sides) => rectangularHole(height, width, sides).data);
  const known = Uint8Array.from({ length: height * width }, (_, p) => (each.every((one) => one[p] === 1) ? 1 : 0));
  return imageBatch(known, [1, height, width, 1]);
}

function holesOfAlpha({ path, alpha, values, colours, bits, width, height }: Picture): ImageBatch {
  if (!alpha)
    throw new Error(
      `Expected a picture with transparent parts for --mask alpha, but ${path} has no alpha ` +
        `channel. Give a mask file.`,
    );
  const full = 2 ** bits - 1;
  const step = colours + 1;
  const known = Uint8Array.from({ length: width * height }, (_, p) => (values[p * step + colours] === full ? 1 : 0));
  return imageBatch(known, [1, height, width, 1]);
}

function noHole({ path }: Picture, { mask, threshold, invert }: HoleOptions): string {
  if (mask.kind === "alpha")
    return `Expected transparent parts in ${path}, but it is opaque all over. Give a mask file.`;
  if (mask.kind === "colour") {
    return (
      `Expected pixels of the colour rgb(${mask.colour.join(",")}) in ${path}, but none lies within ${mask.tolerance}. ` +
      `Raise --tolerance.`
    );
  }
  return (
    `Expected a mask with a hole for ${path}, but no level of it lies ${invert ? "below" : "at or above"} ` +
    `--threshold ${threshold}. ${invert ? "Raise" : "Lower"} it.`
  );
}

/** How many pixels are holes. */
export function countHoles({ data }: ImageBatch): number {
  let holes = 0;
  for (let p = 0; p < data.length; p++) holes += 1 - data[p];
  return holes;
}
