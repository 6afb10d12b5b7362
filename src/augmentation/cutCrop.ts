// A crop with all its augmentation in one go: scaled and rotated while it is cut, then flipped, then coloured. The whole crop
// lies inside the picture, so there are no black corners: where the picture is too small for the angle or the scale that were
// drawn from, they are drawn from what it has room for.
import { shapeText, type ImageBatch } from "../images/batch";
import type { Random } from "../random";
import { sampleAffine, type Sampling } from "./affine";
import { colourJitter } from "./colourJitter";
import { randomCrop } from "./crop";
import type { CropSettings } from "./cropSettings";
import { flipVertically } from "./flip";
import { mirror } from "./mirror";
import { turnedBox } from "./rotate";

const degree = Math.PI / 180;

/**
 * One crop [N,size,size,C] of images [N,H,W,C], in the type that was given; the same part of each. The same stream cuts the same
 * part of a mask, with "nearest"; colours stay where there are not three channels. Throws where a side is shorter than the crop.
 */
export function cutCrop<Batch extends ImageBatch>(
  images: Batch,
  { size, scale, rotation, flips, hue, saturation }: Omit<CropSettings, "perPicture" | "shorterSide">,
  random: Random,
  sampling: Sampling = "smooth",
): Batch {
  const [, height, width, channels] = images.shape;
  const room = Math.min(height, width) / size;
  if (!(room >= 1)) {
    throw new Error(
      `Expected pictures of at least ${size}×${size} pixels, but received ${shapeText(images.shape)}. ` +
        `Leave small pictures out, or cut smaller crops.`,
    );
  }
  // A turned square of side s is s·(cos + sin) wide, and cos + sin = √2·sin(angle + 45°).
  const widest = room >= Math.SQRT2 ? 45 : Math.asin(room / Math.SQRT2) / degree - 45;
  const turn = Math.min(rotation, widest) * (2 * random.uniform() - 1);
  const span = size * (Math.cos(turn * degree) + Math.abs(Math.sin(turn * degree)));
  const smallest = Math.max(scale[0], span / Math.min(height, width));
  const factor = smallest + Math.max(0, scale[1] - smallest) * random.uniform();
  const [flipped, mirrored] = [random.uniform() < 0.5, random.uniform() < 0.5];
  let cut: Batch;
  if (turn === 0 && factor === 1) cut = randomCrop(images, size, size, random);
  else {
    const half = span / factor / 2;
    const x = half + random.uniform() * (width - 2 * half);
    const y = half + random.uniform() * (height - 2 * half);
    cut = sampleAffine(images, turnedBox([x, y], [size, size], turn, 1 / factor), [size, size], sampling);
  }
  if (flipped && flips.includes("vertical")) cut = flipVertically(cut);
  if (mirrored && flips.includes("horizontal")) cut = mirror(cut);
  return channels === 3 && (hue > 0 || saturation > 0) ? colourJitter(cut, { hue, saturation }, random) : cut;
}
