// Rotation without black corners: of the rotated picture the largest upright rectangle is kept that is covered everywhere.
import type { ImageBatch } from "../images/batch";
import { sampleAffine, type Sampling } from "./affine";

/**
 * The images [N,H,W,C], or with "nearest" masks, turned counter-clockwise about their centre by an angle in degrees from -45 to 45
 * and cut to the rectangle that is covered, [N,h,w,C] in the type that was given. Throws for other angles.
 */
export function rotate<Batch extends ImageBatch>(images: Batch, degrees: number, sampling?: Sampling): Batch {
  if (!(Math.abs(degrees) <= 45)) {
    throw new Error(`Expected an angle from -45 to 45 degrees, but received ${degrees}. Turn by quarters first.`);
  }
  const [, height, width] = images.shape;
  const size = coveredRectangle(height, width, degrees).map((side) => Math.max(1, Math.floor(side + 1e-9)));
  return sampleAffine(images, turnedBox([width / 2, height / 2], size, degrees, 1), [size[0], size[1]], sampling);
}

/** The map of a box of `height` × `width` pixels of the result, each `step` pixels of the image wide, turned about its centre. */
export function turnedBox(
  centre: readonly [number, number],
  [height, width]: readonly number[],
  degrees: number,
  step: number,
): { origin: [number, number]; across: [number, number]; down: [number, number] } {
  const cos = step * Math.cos((degrees * Math.PI) / 180);
  const sin = step * Math.sin((degrees * Math.PI) / 180);
  return {
    origin: [centre[0] - (width / 2) * cos + (height / 2) * sin, centre[1] - (width / 2) * sin - (height / 2) * cos],
    across: [cos, sin],
    down: [-sin, cos],
  };
}

/**
 * Height and width, not rounded, of the largest upright rectangle inside a picture turned by at most 45 degrees. Either two of its
 * corners touch the picture's long sides, or all four touch a side each.
 */
export function coveredRectangle(height: number, width: number, degrees: number): [number, number] {
  const sin = Math.abs(Math.sin((degrees * Math.PI) / 180));
  const cos = Math.cos((degrees * Math.PI) / 180);
  const [long, short] = width >= height ? [width, height] : [height, width];
  let along: number;
  let other: number;
  if (short <= 2 * sin * cos * long || Math.abs(sin - cos) < 1e-9) {
    along = short / (2 * sin);
    other = short / (2 * cos);
  } else {
    const double = cos * cos - sin * sin;
    along = (long * cos - short * sin) / double;
    other = (short * cos - long * sin) / double;
  }
  return width >= height ? [other, along] : [along, other];
}
