// A small drawn scene for whoever has no photograph at hand: evening sky, low sun, two hills, a house and a tree. Shapes are
// signed distances with edges one pixel soft, and each pixel is the mean of 4×4 points, which is how a camera would see it.
import { imageBatch, type ImageBatch } from "../images/batch";
import { meanColours, type Colour } from "./formulaPicture";

const side = 32;

/** The scene: uint8 [1,32,32,3]; the same bytes each time. */
export function drawPicture(): ImageBatch {
  const data = Uint8Array.from(meanColours(side, scene), (value) => Math.round(Math.max(0, Math.min(255, value))));
  return imageBatch(data, [1, side, side, 3]);
}

/** The colour at a point, in pixels from the left and top edge, painted from back to front. */
function scene(x: number, y: number): Colour {
  const sunAway = Math.hypot(x - 23.5, y - 9);
  let colour = blend([84, 132, 186], [246, 206, 160], y / 21);
  colour = blend(colour, [255, 236, 190], 0.75 * Math.exp(-sunAway / 4.5));
  colour = blend(colour, [255, 246, 214], inside(sunAway - 3.2));

  const far = 19.5 + 2.2 * Math.sin(0.22 * x + 0.4) - 0.04 * x;
  const near = 24.2 - 2.6 * Math.cos(0.15 * (x - 9));
  colour = blend(colour, blend([112, 136, 138], [140, 154, 136], (y - far) / 5), inside(far - y));
  colour = blend(colour, blend([122, 148, 70], [58, 92, 44], (y - near) / 10), inside(near - y));
  colour = blend(colour, [40, 66, 38], 0.55 * inside(Math.hypot((x - 8.5) / 2.6, y - 25.4) - 2.2)); // the house's shadow

  // A tree: trunk and a crown of three discs, lit from the sun's side.
  const crown = Math.min(
    Math.hypot(x - 26, y - 20) - 3,
    Math.hypot(x - 28.2, y - 22) - 2.3,
    Math.hypot(x - 24.2, y - 22.2) - 2.2,
  );
  colour = blend(colour, [82, 58, 42], inside(box(x - 26.2, y - 25.5, 0.6, 2.4)));
  colour = blend(colour, blend([96, 132, 58], [34, 66, 38], (y - 17.5) / 6 + (26 - x) / 14), inside(crown));

  // The house: a wall in shade, a lit wall, the roof, a door, a window that reflects the sun.
  colour = blend(colour, blend([226, 204, 172], [188, 160, 132], (y - 17) / 8), inside(box(x - 9, y - 21.5, 5, 3.7)));
  const roof = Math.max(0.75 * (Math.abs(x - 9) - 0.98 * (y - 11.6)), y - 18.2);
  colour = blend(colour, blend([146, 58, 46], [196, 92, 62], (x - 4) / 10), inside(roof));
  colour = blend(colour, [92, 62, 48], inside(box(x - 6.8, y - 23, 1.1, 2.2)));
  return blend(colour, [252, 222, 140], inside(box(x - 11.2, y - 21.2, 1.3, 1.2)));
}

/** How far a point lies outside a box around the origin, in pixels; negative inside. */
function box(x: number, y: number, halfWidth: number, halfHeight: number): number {
  return Math.max(Math.abs(x) - halfWidth, Math.abs(y) - halfHeight);
}

/** 1 inside, 0 outside, over one pixel. */
function inside(distance: number): number {
  return Math.max(0, Math.min(1, 0.5 - distance));
}

/** From `a` (share 0) to `b` (share 1). */
function blend(a: Colour, b: Colour, share: number): Colour {
  const t = Math.max(0, Math.min(1, share));
  return [a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1]), a[2] + t * (b[2] - a[2])];
}
