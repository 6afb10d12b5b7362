// The round neighbourhood from which Telea's and the Navier-Stokes method fill a pixel: every pixel at most `radius` away that
// has a value, and for its gradient the sides on which it has such neighbours too. Beyond its border an image repeats its edge.
import { aboveKnown, allKnown, belowKnown, isHole, leftKnown, rightKnown } from "./marching";

/** Finds the pixels with a value around a hole pixel. `gather` writes the first `count` entries of places, pixels and sides. */
export class Neighbourhood {
  /** Columns and rows from the centre to each place of the full disc, row by row. */
  readonly right: Int32Array;
  readonly down: Int32Array;
  /** How many places have a value. */
  count = 0;
  /** Which places these are, their pixels, and the key of each in the tables of `Sides`. */
  readonly places: Int32Array;
  readonly pixels: Int32Array;
  readonly sides: Uint8Array;
  readonly #steps: Int32Array;

  constructor(
    readonly radius: number,
    readonly height: number,
    readonly width: number,
  ) {
    checkRadius(radius);
    const right: number[] = [];
    const down: number[] = [];
    for (let y = -radius; y <= radius; y++) {
      for (let x = -radius; x <= radius; x++) {
        if (x * x + y * y > radius * radius || (x === 0 && y === 0)) continue;
        right.push(x);
        down.push(y);
      }
    }
    this.right = Int32Array.from(right);
    this.down = Int32Array.from(down);
    this.#steps = Int32Array.from(right, (x, i) => down[i] * width + x);
    this.places = new Int32Array(right.length);
    this.pixels = new Int32Array(right.length);
    this.sides = new Uint8Array(right.length);
  }

  /** A float32 number per place of the disc, from its squared distance to the centre. */
  table(entry: (squaredDistance: number) => number): Float32Array {
    return Float32Array.from(this.right, (x, i) => entry(x * x + this.down[i] * this.down[i]));
  }

  gather(states: Uint8Array, centre: number, row: number, column: number): void {
    const { radius, height, width } = this;
    const inside = row > radius && row < height - 1 - radius && column > radius && column < width - 1 - radius;
    this.count = inside ? this.#gatherInside(states, centre) : this.#gatherNearBorder(states, centre, row, column);
  }

  #gatherInside(states: Uint8Array, centre: number): number {
    const { places, pixels, sides } = this;
    const steps = this.#steps;
    const hole = isHole;
    const known = allKnown;
    let count = 0;
    for (let place = 0; place < steps.length; place++) {
      const q = centre + steps[place];
      const state = states[q];
      if ((state & hole) !== 0) continue;
      places[count] = place;
      pixels[count] = q;
      sides[count] = state & known;
      count++;
    }
    return count;
  }

  #gatherNearBorder(states: Uint8Array, centre: number, row: number, column: number): number {
    const { height, width, right, down, places, pixels, sides } = this;
    const steps = this.#steps;
    const hole = isHole;
    const known = allKnown;
    let count = 0;
    for (let place = 0; place < steps.length; place++) {
      const y = row + down[place];
      const x = column + right[place];
      if (y < 0 || y >= height || x < 0 || x >= width) continue;
      const q = centre + steps[place];
      const state = states[q];
      if ((state & hole) !== 0) continue;
      const ends =
        (x === width - 1 ? rightKnown : 0) +
        (x === 0 ? leftKnown : 0) +
        (y === height - 1 ? belowKnown : 0) +
        (y === 0 ? aboveKnown : 0);
      places[count] = place;
      pixels[count] = q;
      sides[count] = (state & known) + (ends << 4);
      count++;
    }
    return count;
  }
}

/**
 * What a difference along a row or a column needs, by key: four bits for the sides that are known, four for those where the
 * image ends. Each of right … above says how far the neighbour's value lies, 0 where there is none.
 */
export class Sides {
  readonly right: Int32Array;
  readonly left: Int32Array;
  readonly below: Int32Array;
  readonly above: Int32Array;
  /** How many of left and right are known: 0, 1 or 2. */
  readonly inRow: Int32Array;
  /** How many of above and below are known: 0, 1 or 2. */
  readonly inColumn: Int32Array;

  constructor(width: number, channels: number) {
    this.right = distances(rightKnown, channels);
    this.left = distances(leftKnown, channels);
    this.below = distances(belowKnown, width * channels);
    this.above = distances(aboveKnown, width * channels);
    this.inRow = counts(rightKnown, leftKnown);
    this.inColumn = counts(belowKnown, aboveKnown);
  }
}

function distances(side: number, distance: number): Int32Array {
  return Int32Array.from({ length: 256 }, (_, key) => ((key & side) !== 0 && ((key >> 4) & side) === 0 ? distance : 0));
}

function counts(one: number, other: number): Int32Array {
  return Int32Array.from({ length: 256 }, (_, key) => Number((key & one) !== 0) + Number((key & other) !== 0));
}

function checkRadius(radius: number): void {
  if (Number.isInteger(radius) && radius >= 1 && radius <= 100) return;
  throw new Error(
    `Expected radius to be a whole number of pixels from 1 to 100, but received ${radius}. Use for example 3.`,
  );
}
