// Telea's method (2004): a fast march fills the hole from its rim inward; each pixel is the weighted mean of the known ones
// around it, those near, along the front's normal and of similar arrival time counting most (section 2.4). OpenCV's
// formulation: Telea extrapolates each neighbour by its gradient; here the mean gradient adds its direction, no length.
import type { ImageBatch } from "../images/batch";
import { fillEach, type Canvas, type FillOptions } from "./fillEach";
import { inGreyLevels, storedLevel } from "./greyLevels";
import { aboveKnown, belowKnown, FastMarch, leftKnown, never, rightKnown, type Visit } from "./marching";
import { Neighbourhood, Sides } from "./neighbourhood";

export interface TeleaOptions extends FillOptions {
  /** How far from a hole pixel its neighbours may lie, 1 to 100 pixels; default 3. */
  readonly radius?: number;
}

/**
 * Fills [N,H,W,C]; known pixels come back untouched, in the type they had. uint8 images get OpenCV's bytes where no hole comes
 * near the border. There OpenCV takes some differences from the next row or column, hole or not, and what differs at the border
 * is passed on inwards: in CIFAR-10's test images with three of four pixels missing (superResolution2) up to 5 grey levels at
 * it and 4 nine pixels away (test/fixtures/cifar10-opencv.py). Throws where an image has no known pixel, and for a bad radius.
 */
export function fillTelea<Batch extends ImageBatch>(
  image: Batch,
  knownMask: ImageBatch,
  options: TeleaOptions = {},
): Batch {
  const { radius = 3 } = options;
  const [, height, width, channels] = image.shape;
  const march = new FastMarch(height, width);
  const telea = new Telea(march, new Neighbourhood(radius, height, width), channels);
  return fillEach(
    image,
    knownMask,
    (canvas) => {
      march.start(canvas.known);
      march.marchOutward(radius);
      const values = march.nearHoles(canvas.values, channels, radius + 1);
      inGreyLevels(values, canvas.peak, () => march.marchInward(telea.on(canvas)));
    },
    options,
  );
}

// OpenCV computes in float32, and levels that end in .5 are common: without each of these froundings some would round the other
// way, and what is filled next would differ more. Differences of whole levels are exact and need none.
const { fround, abs, sqrt } = Math;
const tiny = fround(1e-20);

class Telea {
  readonly #nearness: Float32Array;
  readonly #weights: Float32Array;
  readonly #sides: Sides;

  constructor(
    readonly march: FastMarch,
    readonly around: Neighbourhood,
    readonly channels: number,
  ) {
    this.#nearness = around.table((squared) => 1 / (squared * sqrt(squared)));
    this.#weights = around.table(() => 0);
    this.#sides = new Sides(march.width, channels);
  }

  on({ values, peak, settled }: Canvas): Visit {
    const {
      march: { states },
      around,
      channels,
    } = this;
    return (pixel, row, column) => {
      settled?.(1);
      around.gather(states, pixel, row, column);
      const total = this.#weigh(pixel, row, column);
      const to = pixel * channels;
      if (channels === 3) this.#setThree(values, to, total, peak);
      else
        for (let channel = 0; channel < channels; channel++) this.#setOne(values, to + channel, channel, total, peak);
    };
  }

  /** Sets the weights of the gathered neighbours and returns their sum. */
  #weigh(pixel: number, row: number, column: number): number {
    const { height, width, times, states } = this.march;
    const { count, pixels, places, right, down } = this.around;
    const nearness = this.#nearness;
    const weights = this.#weights;
    const time = times[pixel];
    const state = states[pixel];
    const normalX = slope(
      column > 0 ? times[pixel - 1] : never,
      time,
      column < width - 1 ? times[pixel + 1] : never,
      state & leftKnown,
      state & rightKnown,
    );
    const normalY = slope(
      row > 0 ? times[pixel - width] : never,
      time,
      row < height - 1 ? times[pixel + width] : never,
      state & aboveKnown,
      state & belowKnown,
    );
    let total = tiny;
    for (let i = 0; i < count; i++) {
      const place = places[i];
      const alongNormal = abs(fround(fround(right[place] * normalX) + fround(down[place] * normalY)));
      const sameTime = fround(1 / (1 + abs(fround(times[pixels[i]] - time))));
      weights[i] = fround(nearness[place] * sameTime) * (alongNormal <= 0.01 ? fround(1e-6) : alongNormal);
      total = fround(total + weights[i]);
    }
    return total;
  }

  #setOne(values: Float32Array, to: number, channel: number, total: number, peak: 255 | 1): void {
    const { count, pixels, places, sides, right, down } = this.around;
    const weights = this.#weights;
    const { channels } = this;
    const { right: toRight, left: toLeft, below: toBelow, above: toAbove, inRow, inColumn } = this.#sides;
    let sum = 0;
    let sumX = 0;
    let sumY = 0;
    for (let i = 0; i < count; i++) {
      const at = pixels[i] * channels + channel;
      const side = sides[i];
      const place = places[i];
      const weight = weights[i];
      const x = inRow[side] * right[place];
      const y = inColumn[side] * down[place];
      sum = fround(sum + fround(weight * values[at]));
      sumX = fround(sumX + fround(weight * ((values[at + toRight[side]] - values[at - toLeft[side]]) * x)));
      sumY = fround(sumY + fround(weight * ((values[at + toBelow[side]] - values[at - toAbove[side]]) * y)));
    }
    values[to] = level(sum, sumX, sumY, total, peak);
  }

  /** setOne for the three channels of a colour at once: much faster, since their sums do not wait for each other. */
  #setThree(values: Float32Array, to: number, total: number, peak: 255 | 1): void {
    const { count, pixels, places, sides, right, down } = this.around;
    const weights = this.#weights;
    const { right: toRight, left: toLeft, below: toBelow, above: toAbove, inRow, inColumn } = this.#sides;
    let sum0 = 0;
    let sum1 = 0;
    let sum2 = 0;
    let sumX0 = 0;
    let sumX1 = 0;
    let sumX2 = 0;
    let sumY0 = 0;
    let sumY1 = 0;
    let sumY2 = 0;
    for (let i = 0; i < count; i++) {
      const at = pixels[i] * 3;
      const side = sides[i];
      const place = places[i];
      const weight = weights[i];
      const r = at + toRight[side];
      const l = at - toLeft[side];
      const b = at + toBelow[side];
      const a = at - toAbove[side];
      const x = inRow[side] * right[place];
      const y = inColumn[side] * down[place];
      sum0 = fround(sum0 + fround(weight * values[at]));
      sum1 = fround(sum1 + fround(weight * values[at + 1]));
      sum2 = fround(sum2 + fround(weight * values[at + 2]));
      sumX0 = fround(sumX0 + fround(weight * ((values[r] - values[l]) * x)));
      sumX1 = fround(sumX1 + fround(weight * ((values[r + 1] - values[l + 1]) * x)));
      sumX2 = fround(sumX2 + fround(weight * ((values[r + 2] - values[l + 2]) * x)));
      sumY0 = fround(sumY0 + fround(weight * ((values[b] - values[a]) * y)));
      sumY1 = fround(sumY1 + fround(weight * ((values[b + 1] - values[a + 1]) * y)));
      sumY2 = fround(sumY2 + fround(weight * ((values[b + 2] - values[a + 2]) * y)));
    }
    values[to] = level(sum0, sumX0, sumY0, total, peak);
    values[to + 1] = level(sum1, sumX1, sumY1, total, peak);
    values[to + 2] = level(sum2, sumX2, sumY2, total, peak);
  }
}

/** The arrival time's derivative in one direction: central where both neighbours have arrived, else one-sided or 0. */
function slope(before: number, here: number, after: number, beforeKnown: number, afterKnown: number): number {
  if (afterKnown !== 0) return beforeKnown !== 0 ? fround(fround(after - before) * 0.5) : fround(after - here);
  return beforeKnown !== 0 ? fround(here - before) : 0;
}

/**
 * The mean level plus the components of the mean gradient's direction: one grey level, at most sqrt 2. To bytes OpenCV adds
 * another half and rounds, so that they come out half a level bright on average.
 */
function level(sum: number, sumX: number, sumY: number, total: number, peak: 255 | 1): number {
  const length = fround(sqrt(fround(fround(sumX * sumX) + fround(sumY * sumY))));
  const moved = fround(fround(sum / total) + fround(fround(sumX + sumY) / fround(length + tiny)));
  return storedLevel(peak === 255 ? fround(moved + 0.5) : moved, peak);
}
