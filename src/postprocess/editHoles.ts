// What every step shares: the checks, the known pixels put back before anything else, and the loop over the images. A step
// itself only sees one image at a time, as a canvas on which the holes are filled.
import type { FloatImageBatch, ImageBatch } from "../images/batch";
import { composite } from "../images/holes";
import { checkFinite, checkKnownValues, checkScale } from "../images/values";
import { connectedRegions, type Region } from "../classical/regions";

/** One filled image while it is changed. */
export interface FilledCanvas {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  /** Row by row, channels last: known pixels as they were given, filled ones in [0,1]. */
  readonly values: Float32Array;
  /** 1 = known, 0 = hole, one value per pixel. */
  readonly known: Uint8Array;
  /** Positions row × width + column of the hole's pixels, ascending; at least one. */
  readonly holes: Int32Array;
}

/**
 * A copy of the images with the holes of `filled` in them, cut off at 0 and 1, each of which `edit` has changed; images without
 * a hole come back as they are. Throws where masks or fills do not fit the images, and on values that are no numbers in [0,1].
 */
export function editHoles(
  filled: FloatImageBatch,
  image: ImageBatch,
  knownMask: ImageBatch,
  edit: (canvas: FilledCanvas) => void,
): FloatImageBatch {
  const whole = composite(image, filled, knownMask);
  checkKnownValues(image, knownMask);
  checkFinite(whole);
  checkScale(whole, "filled images");
  const [count, height, width, channels] = whole.shape;
  const pixels = height * width;
  for (let i = 0; i < count; i++) {
    const known = Uint8Array.from(knownMask.data.subarray(i * pixels, (i + 1) * pixels));
    const holes = holePositions(known);
    if (holes.length === 0) continue;
    const values = whole.data.subarray(i * pixels * channels, (i + 1) * pixels * channels);
    for (const p of holes) for (let k = p * channels; k < (p + 1) * channels; k++) values[k] = inUnitRange(values[k]);
    edit({ height, width, channels, values, known, holes });
  }
  return whole;
}

/** The value, cut off at 0 and 1. */
export function inUnitRange(value: number): number {
  return Math.min(1, Math.max(0, value));
}

/** The image's holes one by one: pixels that touch by a side or a corner are of one hole. */
export function eachHoleOf({ known, height, width, holes }: FilledCanvas): Generator<Region> {
  return connectedRegions({ known, height, width, holePixels: holes.length }, eightNeighbours);
}

const eightNeighbours = Int32Array.of(-1, -1, -1, 0, -1, 1, 0, -1, 0, 1, 1, -1, 1, 0, 1, 1);

function holePositions(known: Uint8Array): Int32Array {
  let count = 0;
  for (let p = 0; p < known.length; p++) count += 1 - known[p];
  const positions = new Int32Array(count);
  for (let p = 0, to = 0; to < count; p++) if (known[p] === 0) positions[to++] = p;
  return positions;
}
