// PNG as small as can be had in the time that a fill takes anyway. Row filters halve photographs and gradients and enlarge
// drawings of few colours, which zlib shortens better unfiltered: both are tried, and the shorter file counts.
import type { Sharp } from "sharp";

/** Above this unfiltered rows are not tried: they take seconds there. */
const largest = 16_000_000;

/** The pipeline's picture of so many pixels as a PNG. Filters at level 9 take up to a second a megapixel to save a fiftieth. */
export async function smallestPng(picture: Sharp, pixels: number): Promise<Buffer> {
  const filtered = picture.clone().png({ palette: false, adaptiveFiltering: true, compressionLevel: 7 }).toBuffer();
  if (pixels > largest) return filtered;
  const plain = picture.clone().png({ palette: false, adaptiveFiltering: false, compressionLevel: 9 }).toBuffer();
  const [one, other] = await Promise.all([filtered, plain]);
  return other.length < one.length ? other : one;
}
