// "Navier-Stokes" filling as OpenCV has it, named after Bertalmio, Bertozzi and Sapiro 2001: the paper lets the image's
// Laplacian flow along its isophotes like vorticity in a fluid; OpenCV solves no such equation. It fills in the order of the
// fast march, each pixel by the mean of those around it, near ones and those whose isophote leads to it counting most.
import type { ImageBatch } from "../images/batch";
import { fillEach, type Canvas, type FillOptions } from "./fillEach";
import { inGreyLevels, storedLevel } from "./greyLevels";
import { FastMarch, type Visit } from "./marching";
import { Neighbourhood, Sides } from "./neighbourhood";

export interface NavierStokesOptions extends FillOptions {
  /** How far from a hole pixel its neighbours may lie, 1 to 100 pixels; default 3. */
  readonly radius?: number;
}

/**
 * Fills [N,H,W,C]; known pixels come back untouched, in the type they had. uint8 images get OpenCV's bytes where no hole comes
 * near the border. There OpenCV takes some differences from the next row or column, hole or not, and what differs at the border
 * is passed on inwards: in CIFAR-10's test images with three of four pixels missing (superResolution2) up to 216 grey levels at
 * it and 51 nine pixels away (test/fixtures/cifar10-opencv.py). Throws where an image has no known pixel, and for a bad radius.
 */
export function fillNavierStokes<Batch extends ImageBatch>(
  image: Batch,
  knownMask: ImageBatch,
  options: NavierStokesOptions = {},
): Batch {
  const { radius = 3 } = options;
  const [, height, width, channels] = image.shape;
  const march = new FastMarch(height, width);
  const around = new Neighbourhood(radius, height, width);
  const method = new NavierStokes(march, around, channels);
  return fillEach(
    image,
    knownMask,
    (canvas) => {
      march.start(canvas.known);
      const values = march.nearHoles(canvas.values, channels, radius + 1);
      inGreyLevels(values, canvas.peak, () => march.marchInward(method.on(canvas)));
    },
    options,
  );
}

// OpenCV computes in float32; telea.ts says why that matters.
const { fround, abs, sqrt } = Math;
const tiny = fround(1e-20);

/**
 * Grey levels are computed with in this unit: a power of two changes no rounding, and numbers that are seldom whole keep V8
 * from trying integer arithmetic and checking each result, which takes a third longer.
 */
const unit = 1 / 256;

class NavierStokes {
  readonly #nearness: Float32Array;
  readonly #squares: Float32Array;
  readonly #sides: Sides;
  /** By key of Sides: the change in a direction has two terms; a lone one counts double. */
  readonly #scaleX: Int32Array;
  readonly #scaleY: Int32Array;

  constructor(
    readonly march: FastMarch,
    readonly around: Neighbourhood,
    readonly channels: number,
  ) {
    this.#nearness = around.table((squared) => 1 / fround(squared * squared + 1));
    this.#squares = around.table((squared) => squared);
    this.#sides = new Sides(march.width, channels);
    this.#scaleX = this.#sides.inRow.map((count) => (count === 1 ? 2 : 1));
    this.#scaleY = this.#sides.inColumn.map((count) => (count === 1 ? 2 : 1));
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
      const to = pixel * channels;
      if (channels === 3) this.#setThree(values, to, peak);
      else for (let channel = 0; channel < channels; channel++) this.#setOne(values, to + channel, channel, peak);
    };
  }

  #setOne(values: Float32Array, to: number, channel: number, peak: 255 | 1): void {
    const { count, pixels, places, sides, right, down } = this.around;
    const { channels } = this;
    const nearness = this.#nearness;
    const squares = this.#squares;
    const scaleX = this.#scaleX;
    const scaleY = this.#scaleY;
    const { right: toRight, left: toLeft, below: toBelow, above: toAbove } = this.#sides;
    let sum = 0;
    let total = tiny;
    for (let i = 0; i < count; i++) {
      const at = pixels[i] * channels + channel;
      const side = sides[i];
      const place = places[i];
      const value = unit * values[at];
      const rightOf = unit * values[at + toRight[side]];
      const leftOf = unit * values[at - toLeft[side]];
      const below = unit * values[at + toBelow[side]];
      const above = unit * values[at - toAbove[side]];
      const weight = fround(
        nearness[place] *
          alongIsophote(
            value,
            rightOf,
            leftOf,
            below,
            above,
            scaleX[side],
            scaleY[side],
            right[place],
            down[place],
            squares[place],
          ),
      );
      sum = fround(sum + fround(weight * value));
      total = fround(total + weight);
    }
    values[to] = storedLevel(sum / total / unit, peak);
  }

  /** setOne for the three channels of a colour at once: much faster, since their sums do not wait for each other. */
  #setThree(values: Float32Array, to: number, peak: 255 | 1): void {
    const { count, pixels, places, sides, right, down } = this.around;
    const nearness = this.#nearness;
    const squares = this.#squares;
    const scaleX = this.#scaleX;
    const scaleY = this.#scaleY;
    const { right: toRight, left: toLeft, below: toBelow, above: toAbove } = this.#sides;
    let sum0 = 0;
    let sum1 = 0;
    let sum2 = 0;
    let total0 = tiny;
    let total1 = tiny;
    let total2 = tiny;
    for (let i = 0; i < count; i++) {
      const at = pixels[i] * 3;
      const side = sides[i];
      const place = places[i];
      const r = at + toRight[side];
      const l = at - toLeft[side];
      const b = at + toBelow[side];
      const a = at - toAbove[side];
      const sx = scaleX[side];
      const sy = scaleY[side];
      const x = right[place];
      const y = down[place];
      const d = squares[place];
      const near = nearness[place];
      const value0 = unit * values[at];
      const value1 = unit * values[at + 1];
      const value2 = unit * values[at + 2];
      const weight0 = fround(
        near *
          alongIsophote(
            value0,
            unit * values[r],
            unit * values[l],
            unit * values[b],
            unit * values[a],
            sx,
            sy,
            x,
            y,
            d,
          ),
      );
      const weight1 = fround(
        near *
          alongIsophote(
            value1,
            unit * values[r + 1],
            unit * values[l + 1],
            unit * values[b + 1],
            unit * values[a + 1],
            sx,
            sy,
            x,
            y,
            d,
          ),
      );
      const weight2 = fround(
        near *
          alongIsophote(
            value2,
            unit * values[r + 2],
            unit * values[l + 2],
            unit * values[b + 2],
            unit * values[a + 2],
            sx,
            sy,
            x,
            y,
            d,
          ),
      );
      sum0 = fround(sum0 + fround(weight0 * value0));
      sum1 = fround(sum1 + fround(weight1 * value1));
      sum2 = fround(sum2 + fround(weight2 * value2));
      total0 = fround(total0 + weight0);
      total1 = fround(total1 + weight1);
      total2 = fround(total2 + weight2);
    }
    values[to] = storedLevel(sum0 / total0 / unit, peak);
    values[to + 1] = storedLevel(sum1 / total1 / unit, peak);
    values[to + 2] = storedLevel(sum2 / total2 / unit, peak);
  }
}

/** |cosine| of the angle between the line to the pixel (x, y) and the neighbour's isophote, which is normal to its gradient. */
function alongIsophote(
  value: number,
  right: number,
  left: number,
  below: number,
  above: number,
  scaleX: number,
  scaleY: number,
  x: number,
  y: number,
  squaredDistance: number,
): number {
  const changeX = (abs(right - value) + abs(value - left)) * scaleX;
  const changeY = (abs(below - value) + abs(value - above)) * scaleY;
  const across = abs(y * changeX - x * changeY);
  if (across <= 0.01 * unit) return fround(1e-6);
  return fround(across / fround(sqrt(fround(squaredDistance * (changeX * changeX + changeY * changeY)))));
}
