// From what --mask says to the knownMask of one picture. Masks from files are painted white = hole, upright as one sees the
// picture; a hole that is empty or leaves nothing is refused with the way out.
import { existsSync } from "node:fs";
import { imageBatch, type ImageBatch } from "../../images";
import { dilateHoles } from "../../masks/morphology";
import { holesOfColour, holesWhereWhite, rectangularHole } from "../../masks/picked";
import type { InpaintOptions, MaskSource } from "./options";
import { openPicture, rgbBytes, type Picture } from "./picture";
import { maskFileOf } from "./pictureFiles";

type HoleOptions = Pick<InpaintOptions, "mask" | "grow" | "resizeMask" | "limitMegapixels">;

/** knownMask uint8 [1,H,W,1] of the picture, grown. Throws a sentence where there is no hole, or nothing but hole. */
export async function findHole(picture: Picture, options: HoleOptions): Promise<ImageBatch> {
  const { mask } = options;
  const told = await pickHole(picture, mask, options);
  if (!told.data.includes(0)) throw new Error(noHole(picture, mask));
  const grown = options.grow > 0 ? dilateHoles(told, options.grow, { element: "disc" }) : told;
  if (grown.data.includes(1)) return grown;
  const what = told.data.includes(1) ? `--grow ${options.grow} makes all of it a hole` : "all of it is hole";
  throw new Error(
    `Expected the mask to leave something of ${picture.path}, but ${what}. ` +
      (told.data.includes(1) ? "Let it grow less." : allHoleAdvice[mask.kind]),
  );
}

const allHoleAdvice: { readonly [kind in MaskSource["kind"]]: string } = {
  path: "White and transparent parts are the hole: if white marks what is known, invert the mask.",
  rectangle: "Give a smaller rectangle.",
  colour: "Lower --tolerance.",
  alpha: "Leave something opaque.",
};

async function pickHole(picture: Picture, mask: MaskSource, options: HoleOptions): Promise<ImageBatch> {
  const { height, width } = picture;
  if (mask.kind === "rectangle") return rectangularHole(height, width, mask.sides);
  if (mask.kind === "alpha") return holesOfAlpha(picture);
  if (mask.kind === "path") return readMask(maskFileOf(picture.path, mask.path), picture, options);
  return holesOfColour(imageBatch(rgbBytes(picture), [1, height, width, 3]), mask.colour, mask.tolerance);
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

function noHole({ path }: Picture, mask: MaskSource): string {
  if (mask.kind === "alpha")
    return `Expected transparent parts in ${path}, but it is opaque all over. Give a mask file.`;
  if (mask.kind === "colour") {
    return (
      `Expected pixels of the colour rgb(${mask.colour.join(",")}) in ${path}, but none lies within ${mask.tolerance}. ` +
      `Raise --tolerance.`
    );
  }
  return (
    `Expected a mask with a hole for ${path}, but received one without a white pixel. ` +
    `White, 255 of 255, is the hole: a file that holds 0 and 1 looks black.`
  );
}

async function readMask(
  path: string,
  picture: Picture,
  { resizeMask, limitMegapixels }: HoleOptions,
): Promise<ImageBatch> {
  const { height, width } = picture;
  if (/^(?:[\da-f]{3}|[\da-f]{6})$/i.test(path) && !existsSync(path)) {
    throw new Error(
      `Expected a file for --mask, but there is none called ${path}. For the colour write --mask '#${path}'.`,
    );
  }
  const opened = await openPicture(path, limitMegapixels);
  const { default: sharp } = await import("sharp");
  const same = opened.width === width && opened.height === height;
  if (!same && !resizeMask) {
    throw new Error(
      `Expected a mask of ${width}×${height} pixels for ${picture.path}, but ${path} has ` +
        `${opened.width}×${opened.height}. Add --resize-mask to stretch it.`,
    );
  }
  const read = sharp(opened.file, { ignoreIcc: true, limitInputPixels: false, failOn: "error" });
  const upright = read.autoOrient().flatten({ background: "#ffffff" });
  const sized = same ? upright : upright.resize({ width, height, fit: "fill", kernel: "nearest" });
  const rgb = await sized
    .toColourspace("srgb")
    .raw({ depth: "uchar" })
    .toBuffer()
    .catch(() => {
      throw new Error(
        `Expected a whole picture as mask at ${path}, but received a damaged or cut off file. Export it again.`,
      );
    });
  return holesWhereWhite(imageBatch(new Uint8Array(rgb), [1, height, width, 3]));
}

/** How many pixels are holes. */
export function countHoles({ data }: ImageBatch): number {
  let holes = 0;
  for (let p = 0; p < data.length; p++) holes += 1 - data[p];
  return holes;
}
