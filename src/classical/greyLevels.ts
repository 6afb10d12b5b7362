// The marching methods have constants in grey levels, 0 to 255: images in [0,1] are brought to that unit and back. And each
// pixel is stored before the next is filled from it, so how it is rounded matters: as in OpenCV.

/** Runs `fill` while `values`, which reach from 0 to `peak`, hold grey levels. */
export function inGreyLevels(values: Float32Array, peak: 255 | 1, fill: () => void): void {
  if (peak === 1) for (let k = 0; k < values.length; k++) values[k] *= 255;
  fill();
  if (peak === 1) for (let k = 0; k < values.length; k++) values[k] /= 255;
}

/** A grey level as it is stored: kept in 0..255 and, for uint8 images, rounded, halves to the even neighbour. */
export function storedLevel(level: number, peak: 255 | 1): number {
  const kept = Math.min(255, Math.max(0, level));
  return peak === 255 ? kept + noFraction - noFraction : kept;
}

/** A double of this size has no room for a fraction, so adding it rounds. */
const noFraction = 1.5 * 2 ** 52;
