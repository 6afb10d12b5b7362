// Holes made wider or narrower by a structuring element: dilation and erosion of mathematical morphology, as in
// scipy.ndimage and OpenCV. Pixels outside the image are neither hole nor known: nothing grows in from the border.
import { imageBatch, type ImageBatch } from "../images/batch";
import { checkKnownMask } from "../images/holes";
import { checkWhole } from "./checks";

export interface MorphologyOptions {
  /** "square": (2 r + 1)² pixels; "disc": all pixels with dx² + dy² ≤ r². Default "square". */
  readonly element?: "square" | "disc";
}

/** Every known pixel that the element, centred on a hole pixel, covers becomes a hole. uint8 [N,H,W,1]; radius in pixels. */
export function dilateHoles(knownMask: ImageBatch, radius: number, options: MorphologyOptions = {}): ImageBatch {
  return spread(knownMask, 0, radius, options);
}

/** A hole pixel stays one only if the element, centred on it, covers no known pixel. uint8 [N,H,W,1]; radius in pixels. */
export function erodeHoles(knownMask: ImageBatch, radius: number, options: MorphologyOptions = {}): ImageBatch {
  return spread(knownMask, 1, radius, options);
}

/** Sets `value` wherever the element reaches from a pixel of that value. */
function spread(
  knownMask: ImageBatch,
  value: 0 | 1,
  radius: number,
  { element = "square" }: MorphologyOptions,
): ImageBatch {
  checkKnownMask(knownMask, knownMask);
  checkWhole("radius", radius, 0, Infinity, "Use for example 1.");
  const [count, height, width] = knownMask.shape;
  const result = Uint8Array.from(knownMask.data);
  const distance = new Float64Array(width);
  for (let row = 0; row < count * height; row++) {
    const top = Math.floor(row / height) * height;
    const y = row - top;
    distanceInRow(knownMask.data.subarray(row * width, (row + 1) * width), value, distance);
    for (let other = Math.max(0, y - radius); other <= Math.min(height - 1, y + radius); other++) {
      const reach = element === "square" ? radius : Math.floor(Math.sqrt(radius * radius - (other - y) ** 2));
      for (let x = 0, at = (top + other) * width; x < width; x++, at++) if (distance[x] <= reach) result[at] = value;
    }
  }
  return imageBatch(result, [count, height, width, 1]);
}

/** How many columns each pixel is away from the nearest pixel of that value in its row. */
function distanceInRow(row: ArrayLike<number>, value: number, distance: Float64Array): void {
  for (let x = 0, away = Infinity; x < row.length; x++) distance[x] = away = row[x] === value ? 0 : away + 1;
  for (let x = row.length - 1, away = Infinity; x >= 0; x--) {
    away = row[x] === value ? 0 : away + 1;
    distance[x] = Math.min(distance[x], away);
  }
}
