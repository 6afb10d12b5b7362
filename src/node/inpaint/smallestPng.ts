// PNG as small as can be had in the time that a fill takes anyway. Row filters halve photographs and gradients and enlarge
// drawings of few colours, which zlib shortens better unfiltered: both are tried, and the shorter file counts.
import type { Sharp } from "sharp";

/** Up to here filtered rows are compressed as hard as zlib can: that takes up to a second a megapixel. */
const small = 2_000_000;
/** Above this unfiltered rows are not tried: they take seconds there. */
const large = 16_000_000;

/** The pipeline's picture of so many pixels as a PNG. */
export async function smallestPng(picture: Sharp, pixels: number): Promise<Buffer> {
  const png = (adaptiveFiltering: boolean, compressionLevel: number): Promise<Buffer> =>
    picture.clone().png({ palette: false, adaptiveFiltering, compressionLevel }).toBuffer();
  if (pixels > large) return png(true, 7);
  const [filtered, plain] = await Promise.all([png(true, pixels > small ? 7 : 9), png(false, 9)]);
  return plain.length < filtered.length ? plain : filtered;
}
