// The values that images may hold: finite numbers, and float32 on the scale where white is 1.
import { imageBatch, toFloat, type FloatImageBatch, type ImageBatch } from "./batch";

/** Throws if a value is not a finite number. */
export function checkFinite(images: ImageBatch): void {
  if (images.data instanceof Uint8Array) return; // bytes always are
  const bad = images.data.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0) {
    throw new Error(
      `Expected finite pixel values, but received ${images.data[bad]} at position ${bad}. ` +
        `Check how the image was read or computed.`,
    );
  }
}

/** How far beyond [0,1] a value may lie that came out of a computation in float32. */
const rounding = 1e-3;

/**
 * Throws where a float32 value lies so far outside [0,1], below -1 or above 2, that it is no overshoot of a network or a filter:
 * as a rule it then comes from images in 0..255. `what` names the batch.
 */
export function checkScale({ data }: ImageBatch, what: string): void {
  if (data instanceof Uint8Array) return;
  for (let k = 0; k < data.length; k++) if (data[k] < -1 || data[k] > 2) throw new Error(notUnit(what, data[k], k));
}

/** The images as float32, cut off at 0 and 1: a network without a sigmoid and some filters leave that range. */
export function clampToUnit(images: ImageBatch): FloatImageBatch {
  const { data, shape } = toFloat(images);
  const clamped = data.map((value) => Math.min(1, Math.max(0, value)));
  return imageBatch(clamped, shape);
}

/** Throws where a known float32 value is no number in [0,1]. What lies under the holes is not looked at, whatever it is. */
export function checkKnownValues(images: ImageBatch, knownMask: ImageBatch): void {
  if (images.data instanceof Uint8Array) return;
  const channels = images.shape[3];
  const { data } = images;
  for (let p = 0; p < knownMask.data.length; p++) {
    if (knownMask.data[p] === 0) continue;
    for (let k = p * channels; k < (p + 1) * channels; k++) {
      if (!isUnit(data[k])) throw new Error(notUnit("known pixels", data[k], k));
    }
  }
}

function isUnit(value: number): boolean {
  return value >= -rounding && value <= 1 + rounding;
}

function notUnit(what: string, value: number, position: number): string {
  return (
    `Expected float32 values of ${what} in [0,1], but received ${value} at position ${position}. ` +
    (Number.isFinite(value)
      ? "Divide them by white, or give a Uint8Array in 0..255."
      : "Check how they were read or computed, or make a hole of such pixels: knownMask 0.")
  );
}
