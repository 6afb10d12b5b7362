// Slightly other colours, as torchvision's ColorJitter(hue, saturation) draws them: the hue is turned in HSV, the saturation is a
// mixture with the grey picture, one after the other in random order. Bytes are rounded to the nearest, where torchvision cuts off.
import { shapeText, type ImageBatch } from "../images/batch";
import type { Random } from "../random";

export interface JitterSettings {
  /** The hue is turned by at most this part of the colour circle, 0 to .5; 0 leaves it. */
  readonly hue: number;
  /** Saturation is multiplied by 1 - saturation to 1 + saturation, 0 to 1; 0 leaves it. */
  readonly saturation: number;
}

/** Every image [N,H,W,3] with colours of its own draw; a copy in the type that was given. */
export function colourJitter<Batch extends ImageBatch>(
  images: Batch,
  { hue, saturation }: JitterSettings,
  random: Random,
): Batch {
  const changed = copyOf(images);
  const size = images.data.length / images.shape[0];
  for (let i = 0; i < images.shape[0]; i++) {
    const turn = hue * (2 * random.uniform() - 1);
    const factor = 1 + saturation * (2 * random.uniform() - 1);
    const hueFirst = random.uniform() < 0.5;
    const image = changed.data.subarray(i * size, (i + 1) * size);
    if (hueFirst) turnHue(image, turn);
    mixWithGrey(image, factor);
    if (!hueFirst) turnHue(image, turn);
  }
  return changed;
}

/** The images [N,H,W,3] with their hue turned by this part of the colour circle; a copy. */
export function shiftHue<Batch extends ImageBatch>(images: Batch, turn: number): Batch {
  const changed = copyOf(images);
  turnHue(changed.data, turn);
  return changed;
}

/** The images [N,H,W,3] with their saturation multiplied: 0 is grey (ITU-R BT.601), 1 as they are; a copy. */
export function scaleSaturation<Batch extends ImageBatch>(images: Batch, factor: number): Batch {
  const changed = copyOf(images);
  mixWithGrey(changed.data, factor);
  return changed;
}

function copyOf<Batch extends ImageBatch>(images: Batch): Batch {
  if (images.shape[3] !== 3) {
    throw new Error(
      `Expected images [N,H,W,3] in red, green and blue, but received ${shapeText(images.shape)}. ` +
        `Give colour images; masks have no colours.`,
    );
  }
  return { ...images, data: images.data.slice() };
}

type Values = ImageBatch["data"];

/** In place. */
function mixWithGrey(values: Values, factor: number): void {
  if (factor === 1) return;
  const bytes = values instanceof Uint8Array;
  const white = bytes ? 255 : 1;
  for (let i = 0; i < values.length; i += 3) {
    const grey = 0.299 * values[i] + 0.587 * values[i + 1] + 0.114 * values[i + 2];
    for (let c = i; c < i + 3; c++) {
      const value = Math.max(0, Math.min(white, grey + factor * (values[c] - grey)));
      values[c] = bytes ? value + 0.5 : value;
    }
  }
}

/** In place. Largest and smallest channel stay, so value and saturation do; the hue counts in sixths of the circle. */
function turnHue(values: Values, turn: number): void {
  if (turn === 0) return;
  const rounding = values instanceof Uint8Array ? 0.5 : 0;
  const sixths = 6 * (turn - Math.floor(turn));
  for (let i = 0; i < values.length; i += 3) {
    const red = values[i];
    const green = values[i + 1];
    const blue = values[i + 2];
    const most = Math.max(red, green, blue);
    const least = Math.min(red, green, blue);
    const range = most - least;
    if (range === 0) continue;
    let hue =
      most === red ? (green - blue) / range : most === green ? 2 + (blue - red) / range : 4 + (red - green) / range;
    hue += hue < 0 ? 6 + sixths : sixths;
    if (hue >= 6) hue -= 6;
    // How much of a channel there is by how far the hue is from its own: all of it up to one sixth, none from two sixths on.
    values[i] = least + range * presence(hue > 3 ? 6 - hue : hue) + rounding;
    values[i + 1] = least + range * presence(Math.abs(hue - 2)) + rounding;
    values[i + 2] = least + range * presence(Math.abs(hue - 4)) + rounding;
  }
}

function presence(distance: number): number {
  return distance <= 1 ? 1 : distance >= 2 ? 0 : 2 - distance;
}
