// The fast marching method (Sethian 1996, as Telea 2004 uses it): a front starts at the rim, the known pixels beside a hole,
// and moves inward at speed one; each pixel gets the time at which it arrives, from the eikonal equation |grad T| = 1. As in
// OpenCV a time is settled at the first touch, there is no second look, and the outside of the image counts as known.
import type { FloatImageBatch, ImageBatch } from "../images/batch";
import { ArrivalHeap } from "./arrivalHeap";
import { fillEach } from "./fillEach";

/** A pixel's state is a sum of bits. The first four: on that side lies a value, known or already filled, or the image ends. */
export const rightKnown = 1;
export const leftKnown = 2;
export const belowKnown = 4;
export const aboveKnown = 8;
export const allKnown = 15;
/** Still to be filled. */
export const isHole = 16;
/** Known, near a hole, not yet reached by the front that moves outward. */
const surrounding = 32;
/** Known, with a hole among its four neighbours: time 0. */
const rim = 64;
/** The time of what no front has reached, and of the outside. */
export const never = 1e6;

/** Sets a hole pixel's values. Called in the order of arrival, when the pixel has its time but does not count as known yet. */
export type Visit = (pixel: number, row: number, column: number) => void;

/** Times and states of one image's pixels; `start` makes it ready for the next image of the same size. */
export class FastMarch {
  /** In pixels: 0 on the rim, positive in the hole, negative where `marchOutward` went. */
  readonly times: Float32Array;
  readonly states: Uint8Array;
  readonly #front: ArrivalHeap = new ArrivalHeap();
  /** The rows between which all holes lie, both included. */
  #top = 0;
  #bottom = -1;

  constructor(
    readonly height: number,
    readonly width: number,
  ) {
    this.times = new Float32Array(height * width);
    this.states = new Uint8Array(height * width);
  }

  /** Takes an image's mask, 1 = known and 0 = hole, and puts the front on the rim. */
  start(known: Uint8Array): void {
    const { width } = this;
    const first = known.indexOf(0);
    this.times.fill(never);
    this.states.fill(allKnown);
    this.#top = Math.floor(first / width);
    for (let next = first; next >= 0; next = known.indexOf(0, (this.#bottom + 1) * width)) {
      this.#bottom = Math.floor(next / width);
      this.#startRow(this.#bottom, known);
    }
  }

  #startRow(row: number, known: Uint8Array): void {
    const { height, width, states } = this;
    for (let column = 0, p = row * width; column < width; column++, p++) {
      if (known[p] === 1) continue;
      states[p] |= isHole;
      if (row > 0) this.#besideHole(p - width, belowKnown, known);
      if (column > 0) this.#besideHole(p - 1, rightKnown, known);
      if (row < height - 1) this.#besideHole(p + width, aboveKnown, known);
      if (column < width - 1) this.#besideHole(p + 1, leftKnown, known);
    }
  }

  #besideHole(p: number, side: number, known: Uint8Array): void {
    this.states[p] &= ~side;
    if (known[p] === 0) return;
    this.states[p] |= rim;
    this.times[p] = 0;
  }

  /** Of an image's values, those in the rows that hold a hole and in `margin` rows above and below them. */
  nearHoles(values: Float32Array, channels: number, margin: number): Float32Array {
    const rowSize = this.width * channels;
    return values.subarray(Math.max(0, this.#top - margin) * rowSize, (this.#bottom + 1 + margin) * rowSize);
  }

  /** Sends the front through the holes. */
  marchInward(visit: Visit): void {
    this.#march(isHole, visit);
  }

  /** Gives known pixels within `radius` rows and columns of a hole their distance from the rim, as negative times. */
  marchOutward(radius: number): void {
    for (let row = this.#top; row <= this.#bottom; row++) this.#markSurroundings(row, radius);
    this.#march(surrounding, undefined);
  }

  /** Marks the known pixels around one row's holes; those around a hole's inner pixels also lie around its outer ones. */
  #markSurroundings(row: number, radius: number): void {
    const { height, width, states } = this;
    const top = Math.max(0, row - radius);
    const bottom = Math.min(height - 1, row + radius);
    for (let column = 0, p = row * width, marked = -1; column < width; column++, p++) {
      if ((states[p] & isHole) === 0 || (states[p] & allKnown) === 0) continue;
      const left = Math.max(marked + 1, column - radius);
      const right = Math.min(width - 1, column + radius);
      for (let y = top; y <= bottom; y++) {
        for (let q = y * width + left; q <= y * width + right; q++) if (states[q] < isHole) states[q] |= surrounding;
      }
      marked = right;
    }
  }

  /** The rim, with time 0, goes first, row by row; all that it touches comes later. */
  #march(region: number, visit: Visit | undefined): void {
    const { width, times, states } = this;
    const front = this.#front;
    const end = Math.min(this.height, this.#bottom + 2) * width;
    for (let p = Math.max(0, this.#top - 1) * width; p < end; p++) {
      if ((states[p] & rim) !== 0) this.#spread(p, region, visit);
    }
    while (front.size > 0) {
      const p = front.pop();
      this.#spread(p, region, visit);
      if (region === surrounding) times[p] = -times[p];
    }
  }

  /** Touches the four neighbours of a pixel, in OpenCV's order. */
  #spread(p: number, region: number, visit: Visit | undefined): void {
    const { height, width, states } = this;
    const row = Math.floor(p / width);
    const column = p - row * width;
    if (row > 0 && (states[p - width] & region) !== 0) this.#arrive(p - width, row - 1, column, region, visit);
    if (column > 0 && (states[p - 1] & region) !== 0) this.#arrive(p - 1, row, column - 1, region, visit);
    if (row < height - 1 && (states[p + width] & region) !== 0) this.#arrive(p + width, row + 1, column, region, visit);
    if (column < width - 1 && (states[p + 1] & region) !== 0) this.#arrive(p + 1, row, column + 1, region, visit);
  }

  #arrive(p: number, row: number, column: number, region: number, visit: Visit | undefined): void {
    const { height, width, times, states } = this;
    const above = row > 0 ? times[p - width] : never;
    const below = row < height - 1 ? times[p + width] : never;
    const left = column > 0 ? times[p - 1] : never;
    const right = column < width - 1 ? times[p + 1] : never;
    times[p] = eikonal(Math.min(above, below), Math.min(left, right));
    if (visit !== undefined) visit(p, row, column);
    states[p] &= ~region;
    if (region === isHole) {
      if (row > 0) states[p - width] |= belowKnown;
      if (column > 0) states[p - 1] |= rightKnown;
      if (row < height - 1) states[p + width] |= aboveKnown;
      if (column < width - 1) states[p + 1] |= leftKnown;
    }
    this.#front.push(times[p], p);
  }
}

/**
 * Solves |grad T| = 1 for T, with `a` and `b` the earlier neighbour's time in each direction (Telea 2004, figure 4), in pixels.
 * A large number stands for a direction from which no front has come.
 */
export function eikonal(a: number, b: number): number {
  const difference = a - b;
  if (Math.abs(difference) >= 1) return 1 + Math.min(a, b);
  return (a + b + Math.sqrt(2 - difference * difference)) / 2;
}

/**
 * When the front reaches each pixel, about its distance from the nearest known one: float32 [N,H,W,1] in pixels, 0 where known.
 * Throws where an image has no known pixel.
 */
export function arrivalTimes(knownMask: ImageBatch): FloatImageBatch {
  const [count, height, width] = knownMask.shape;
  const march = new FastMarch(height, width);
  const blank: FloatImageBatch = { data: new Float32Array(count * height * width), shape: [count, height, width, 1] };
  return fillEach(blank, knownMask, ({ known, values }) => {
    march.start(known);
    march.marchInward(() => undefined);
    values.set(march.times);
  });
}
