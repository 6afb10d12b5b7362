// A mask file read for one picture: its transparency, its levels and its size, each by its own rule. Notes tell what was taken
// for the hole where the file leaves a choice.
import { existsSync } from "node:fs";
import { imageBatch, type ImageBatch } from "../../images/batch";
import { cutMask, type CutOptions } from "./maskCut";
import { levelsOfLayer, meaningOfLayer, meanLevel } from "./maskLayer";
import { fitMask, stretchMask, turnUpright, type Fit } from "./maskSize";
import { openPicture, type OpenedPicture, type Picture } from "./picture";

export interface MaskFileOptions extends CutOptions {
  readonly resizeMask: boolean;
  readonly limitMegapixels: number;
}

export interface Hole {
  /** uint8 [1,H,W,1] */
  readonly knownMask: ImageBatch;
  /** Sentences about what was taken for the hole. */
  readonly notes: readonly string[];
}

/** The hole that the file marks in the picture. Throws a sentence where it fits no picture of this size, or shows no hole. */
export async function holeOfMaskFile(path: string, picture: Picture, options: MaskFileOptions): Promise<Hole> {
  if (/^(?:[\da-f]{3}|[\da-f]{6})$/i.test(path) && !existsSync(path)) {
    throw new Error(
      `Expected a file for --mask, but there is none called ${path}. For the colour write --mask '#${path}'.`,
    );
  }
  const opened = await openPicture(path, options.limitMegapixels);
  const fit = fitOrRefuse(opened, picture, options.resizeMask);
  const read = await readLevels(opened);
  const white = opened.metadata.depth === "ushort" ? 65535 : 255;
  const cut = cutMask(read.levels, opened, options, { mask: opened.path, picture: picture.path, white });
  const notes = [...read.notes, ...cut.notes];
  if (fit.turned)
    notes.push(`${opened.path} lies on its side, as ${picture.path} is stored: it is turned upright with it.`);
  const known = fit.turned ? turnUpright(cut.known, opened, picture.metadata.orientation ?? 1) : cut.known;
  const [width, height] = fit.turned ? [opened.height, opened.width] : [opened.width, opened.height];
  const knownMask = imageBatch(known, [1, height, width, 1]);
  return { knownMask: fit.stretched ? stretchMask(knownMask, picture) : knownMask, notes };
}

function fitOrRefuse(mask: OpenedPicture, picture: Picture, resize: boolean): Fit {
  const sideways = (picture.metadata.orientation ?? 1) >= 5 && (mask.metadata.orientation ?? 1) === 1;
  const fit = fitMask(mask, picture, sideways);
  if (fit !== null && (resize || !fit.stretched)) return fit;
  throw new Error(
    `Expected a mask of ${picture.width}×${picture.height} pixels for ${picture.path}, but ${mask.path} has ` +
      `${mask.width}×${mask.height}` +
      (fit === null ? ", other proportions. Export it at the picture's size." : ". Add --resize-mask to stretch it."),
  );
}

/** Levels 0..255, row by row, upright. */
async function readLevels({ path, file }: OpenedPicture): Promise<{ levels: Uint8Array; notes: string[] }> {
  const { default: sharp } = await import("sharp");
  const { data, info } = await sharp(file, { ignoreIcc: true, limitInputPixels: false, failOn: "error" })
    .autoOrient()
    .toColourspace("srgb")
    .raw({ depth: "uchar" })
    .toBuffer({ resolveWithObject: true })
    .catch(() => {
      throw new Error(
        `Expected a whole picture as mask at ${path}, but received a damaged or cut off file. Export it again.`,
      );
    });
  const { channels } = info;
  if (channels === 1) return { levels: data, notes: [] };
  if (channels === 3) {
    const levels = new Uint8Array(data.length / 3);
    for (let p = 0; p < levels.length; p++) levels[p] = Math.round(meanLevel(data, 3 * p));
    return { levels, notes: [] };
  }
  const layer = channels === 2 ? greyAsRgba(data) : data;
  const meaning = meaningOfLayer(layer);
  if (meaning.kind === "unclear") {
    throw new Error(
      `Expected ${path} to show whether its opaque or its transparent part is the hole, but ${meaning.why}. ` +
        `Save it without transparency, the hole white on black.`,
    );
  }
  const note = layerNotes[meaning.kind];
  return { levels: levelsOfLayer(layer, meaning.kind), notes: note === null ? [] : [`${path} ${note}`] };
}

function greyAsRgba(values: Uint8Array): Uint8Array {
  return Uint8Array.from({ length: 2 * values.length }, (_, i) => values[2 * (i >> 2) + (i % 4 === 3 ? 1 : 0)]);
}

const layerNotes = {
  opaque: null,
  strokes:
    "has strokes of one colour on a transparent layer: the strokes are taken for the hole; --invert takes the rest.",
  erased:
    "is transparent in part: that part is taken for the hole, whatever the colours beside it; --invert takes the rest.",
  flattened: "is black, white and transparent: what is transparent counts as white.",
} as const;
