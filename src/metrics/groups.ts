// Where a method does well: the same figure for each class, and for each tenth of the images by texture. Texture is the truth's
// mean squared step between neighbouring hole pixels: what the fill has to bring back. The ring around a hole would say
// what a method can see, but it is empty for some masks and only loosely tells how busy the hole is. No method may look at it.
import type { Random } from "../random";
import { bootstrapInterval, type BootstrapInterval, type BootstrapOptions } from "./bootstrap";
import { countImages, errorRatio, type ErrorFigureName } from "./errorFigures";
import { selectImageErrors, type ImageErrors } from "./imageErrors";

/** One group's figure with its interval. */
export interface GroupFigure extends BootstrapInterval {
  readonly group: number;
  readonly images: number;
  /** How many of them have a hole. */
  readonly withHole: number;
}

/**
 * A figure for each group of images, in ascending order of the groups that occur: `groups` names one per image, for example
 * the labels of the set, or textureDeciles(errors). Negative groups are left out. Throws where a group has nothing to measure.
 */
export function figurePerGroup(
  errors: ImageErrors,
  groups: ArrayLike<number>,
  name: ErrorFigureName,
  random: Random,
  options: BootstrapOptions = {},
): GroupFigure[] {
  return [...groupPositions(groups, errors.holePixels.length)].map(([group, positions]) => {
    const selected = selectImageErrors(errors, positions);
    const { images, withHole } = countImages(selected);
    return { group, images, withHole, ...bootstrapInterval(errorRatio(selected, name), random, options) };
  });
}

/** The positions of each group's images, by ascending group, negative ones left out. `count` is the number of images. */
export function groupPositions(groups: ArrayLike<number>, count: number): Map<number, number[]> {
  if (groups.length !== count) {
    throw new Error(
      `Expected one group for each of ${count} images, but received ${groups.length}. ` +
        `Take the labels of the same images.`,
    );
  }
  const positions = new Map<number, number[]>();
  for (const group of [...new Set(Array.from(groups))].sort((a, b) => a - b)) if (group >= 0) positions.set(group, []);
  for (let i = 0; i < count; i++) positions.get(groups[i])?.push(i);
  return positions;
}

/**
 * Texture in each image's hole: the truth's squared step between two neighbouring hole pixels, mean over pairs and channels,
 * values in [0,1]. -1 where no two hole pixels are neighbours: there is no texture to speak of.
 */
export function holeTexture({ truthHoleGradientEnergy, holePairs, channels }: ImageErrors): Float64Array {
  return truthHoleGradientEnergy.map((energy, i) => (holePairs[i] === 0 ? -1 : energy / (holePairs[i] * channels)));
}

/** Each image's tenth by texture: 0 the smoothest to 9 the busiest, -1 for images without texture. See deciles. */
export function textureDeciles(errors: ImageErrors): Int8Array {
  return deciles(holeTexture(errors));
}

/**
 * Each value's tenth by rank, 0 (lowest) to 9, so that the tenths are equally large to within one; -1 for negative values, which
 * are not ranked. Equal values are ranked by position. Throws for fewer than 10 values to rank.
 */
export function deciles(values: ArrayLike<number>): Int8Array {
  const ranked = Array.from({ length: values.length }, (_, i) => i).filter((i) => values[i] >= 0);
  if (ranked.length < 10) {
    throw new Error(
      `Expected at least 10 images to form tenths, but only ${ranked.length} of ${values.length} can be ranked. ` +
        `Measure more images.`,
    );
  }
  ranked.sort((a, b) => values[a] - values[b] || a - b);
  const result = new Int8Array(values.length).fill(-1);
  ranked.forEach((position, rank) => {
    result[position] = Math.floor((10 * rank) / ranked.length);
  });
  return result;
}
