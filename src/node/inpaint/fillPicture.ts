// One picture filled by one method, and what is done after the fill. Colours are filled, in 8 bit as bytes and in 16 bit as
// float32, and rounded to the file's levels; transparency stays what it is, except where it says the hole: there the result is
// opaque. Known pixels that nobody can see (alpha 0) have colours without meaning, so neither the fill nor what follows starts
// from them.
import { imageBatch, toFloat, type FloatImageBatch, type ImageBatch } from "../../images/batch";
import { composite } from "../../images/holes";
import { clampToUnit } from "../../images/values";
import { refusal, type InpaintingMethod } from "../../methods/inpaintingMethod";
import type { Postprocess } from "../../postprocess/postprocess";
import { fillBy, fillsColours, type OnProgress } from "./methods";
import type { Picture } from "./picture";

export interface FillPictureOptions {
  /** The hole becomes opaque. */
  readonly makeOpaque: boolean;
  /** Done to the fill, before it is rounded. */
  readonly after?: Postprocess | null;
  readonly onProgress?: OnProgress;
}

/**
 * New values [H,W,colours + alpha] of the picture; what is known is untouched, but for what `after` blends at the hole's edge.
 * Throws where nothing visible is known.
 */
export async function fillPicture(
  picture: Picture,
  knownMask: ImageBatch,
  method: InpaintingMethod,
  { makeOpaque, after = null, onProgress }: FillPictureOptions,
): Promise<Uint8Array | Uint16Array> {
  const { width, height, colours, alpha, values } = picture;
  const step = colours + Number(alpha);
  const peak = 2 ** picture.bits - 1;
  const refused = refusal(method, height, width);
  if (refused !== null) throw new Error(refused);
  if (!fillsColours(method, colours)) {
    throw new Error(
      `Expected a method that fills CMYK for ${picture.path}, but ${method.name} knows grey and RGB only. ` +
        "Choose a classical method, for example biharmonic, or convert the picture to RGB first.",
    );
  }
  const image = colourPlanes(picture);
  const seen = visible(picture, knownMask);
  const filled = await fillBy(method, image, seen, onProgress);
  const known = (): FloatImageBatch => (alpha ? opaque(image, filled, seen) : toFloat(image));
  const finished = after === null ? filled : await after.apply(filled, known(), knownMask);
  const scale = finished.data instanceof Float32Array ? peak : 1;
  const result = values.slice();
  const write = (p: number): void => {
    for (let c = 0; c < colours; c++)
      result[p * step + c] = Math.min(peak, Math.max(0, Math.round(finished.data[p * colours + c] * scale)));
  };
  for (let p = 0; p < width * height; p++) {
    if (knownMask.data[p] === 0) {
      write(p);
      if (alpha && makeOpaque) result[p * step + colours] = peak;
    } else if (after !== null && seen.data[p] === 1) write(p);
  }
  return result;
}

/** The picture's colours: uint8 [1,H,W,1|3|4], or float32 in [0,1] for 16 bit. */
function colourPlanes({ width, height, colours, alpha, bits, values }: Picture): ImageBatch {
  const shape = [1, height, width, colours] as const;
  const step = colours + Number(alpha);
  if (bits === 8 && !alpha) return imageBatch(values as Uint8Array, shape);
  const data = bits === 8 ? new Uint8Array(width * height * colours) : new Float32Array(width * height * colours);
  const scale = bits === 8 ? 1 : 1 / 65535;
  for (let p = 0, to = 0; p < width * height; p++) {
    for (let c = 0; c < colours; c++) data[to++] = values[p * step + c] * scale;
  }
  return imageBatch(data, shape);
}

/** The image with the fill where it is transparent: what is done after the fill takes that for known and leaves it. */
function opaque(image: ImageBatch, filled: ImageBatch, seen: ImageBatch): FloatImageBatch {
  return composite(toFloat(image), clampToUnit(filled), seen);
}

function visible({ path, alpha, colours, values }: Picture, knownMask: ImageBatch): ImageBatch {
  if (!alpha) return knownMask;
  const seen = knownMask.data.map((known, p) => (values[p * (colours + 1) + colours] === 0 ? 0 : known));
  if (seen.includes(1)) return imageBatch(seen as Uint8Array, knownMask.shape);
  throw new Error(
    `Expected something visible outside the hole of ${path}, but all of it is transparent. ` +
      `Leave something to start from.`,
  );
}
