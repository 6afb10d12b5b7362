// The pictures and holes of test/fixtures/inpainting-equations.py, made by the same formulas, with what scikit-image and SciPy
// fill them with; and small random images and masks of all kinds.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { shapeOf, type RegionShape } from "../../src/classical/regionShape";
import { imageBatch, type ImageBatch } from "../../src/images/batch";
import type { Random } from "../../src/random";

interface Case {
  readonly picture: string;
  readonly hole: string;
  readonly shape: readonly [number, number, number];
  readonly biharmonic: readonly number[];
  readonly harmonic: readonly number[];
}

const pictures: { [name: string]: (y: number, x: number, c: number) => number } = {
  wave: (y, x, c) => 0.5 + 0.25 * Math.sin(0.3 * y + 0.2 * c) + 0.2 * Math.cos(0.25 * x - 0.4 * c),
  noise: (y, x, c) => ((y * y * 37 + x * x * 101 + y * x * 59 + x * 13 + c * 83) % 251) / 250,
};
const holes: { [name: string]: (y: number, x: number) => boolean } = {
  "square inside": (y, x) => y >= 5 && y < 13 && x >= 9 && x < 17,
  "square one pixel off the corner": (y, x) => y >= 1 && y < 8 && x >= 1 && x < 8,
  "square in the corner": (y, x) => y < 8 && x < 8,
  "square at the right border": (y, x) => y >= 6 && y < 14 && x >= 14,
  "two squares one pixel apart": (y, x) => y >= 4 && y < 9 && ((x >= 3 && x < 8) || (x >= 9 && x < 14)),
  lines: (y, x) => x === y || x + y === 20 || y === 7 || y === 8 || x === 3,
  "half of the pixels": (y, x) => (y * y * 31 + x * x * 17 + y * x * 57 + y * 7 + x * 3) % 13 < 6,
  "every second row": (y) => y % 2 === 1,
  "all but every second pixel of every second row": (y, x) => y % 2 === 1 || x % 2 === 1,
  "upper rows": (y) => y < 4,
  "middle rows": (y) => y >= 7 && y < 12,
  frame: (y, x) => y < 3 || y > 15 || x < 3 || x > 15,
  "all but two pixels": (y, x) => !((y === 0 && x === 0) || (y === 1 && x === 2)),
  "second pixel": (y, x) => (y * 2 + x) % 3 === 1,
};

const cases = JSON.parse(readFileSync(join(__dirname, "../fixtures/inpainting-equations.json"), "utf8")) as Case[];

/** A picture of the fixture with black in its hole, its mask, and what the hole should hold. */
export interface EquationCase {
  readonly name: string;
  readonly image: ImageBatch;
  readonly knownMask: ImageBatch;
  readonly wanted: readonly number[];
}

/** All cases of the fixture, with what one method should give. */
export function equationCases(method: "harmonic" | "biharmonic"): EquationCase[] {
  return cases.map(({ picture, hole, shape: [height, width, channels], ...filled }) => {
    const known: number[] = [];
    const pixels: number[] = [];
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const open = holes[hole](y, x);
        known.push(open ? 0 : 1);
        for (let c = 0; c < channels; c++) pixels.push(open ? 0 : pictures[picture](y, x, c));
      }
    }
    return {
      name: `${picture}, ${hole}, ${height}×${width}×${channels}`,
      wanted: filled[method],
      image: imageBatch(Float32Array.from(pixels), [1, height, width, channels]),
      knownMask: imageBatch(Uint8Array.from(known), [1, height, width, 1]),
    };
  });
}

/** The values of hole pixels, row by row, channels last. */
export function holeValues({ data, shape }: ImageBatch, knownMask: ImageBatch): number[] {
  return Array.from(data).filter((_, k) => knownMask.data[Math.floor(k / shape[3])] === 0);
}

/** How many pixels of a mask are holes. */
export function countHoles(known: Uint8Array): number {
  return known.filter((value) => value === 0).length;
}

/** The largest distance between two lists of the same length; NaN where the lengths differ. */
export function largestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) return NaN;
  let most = 0;
  for (let k = 0; k < a.length; k++) most = Math.max(most, Math.abs(a[k] - b[k]));
  return most;
}

/** A noise image of 1×1 to 20×20 pixels, and a mask that may have no hole but has a known pixel: pixels, a rectangle, or rows. */
export function randomInput(random: Random): { image: ImageBatch; knownMask: ImageBatch } {
  const height = random.integer(1, 20);
  const width = random.integer(1, 20);
  const channels = random.integer(1, 4);
  const kind = random.integer(0, 2);
  const share = random.uniform();
  const top = random.integer(0, height - 1);
  const bottom = random.integer(top, height - 1);
  const left = random.integer(0, width - 1);
  const right = random.integer(left, width - 1);
  const known = Uint8Array.from({ length: height * width }, (_, p) => {
    const y = Math.floor(p / width);
    const x = p % width;
    if (kind === 0) return random.uniform() < share ? 0 : 1;
    return y < top || y > bottom || (kind === 1 && (x < left || x > right)) ? 1 : 0;
  });
  known[random.integer(0, known.length - 1)] = 1;
  const data = Float32Array.from({ length: known.length * channels }, () => random.uniform());
  return { image: imageBatch(data, [1, height, width, channels]), knownMask: imageBatch(known, [1, height, width, 1]) };
}

/** A random hole in an image of which it touches three borders: pixel (0, 0), the last one, and a share of those between. */
export function randomShape(height: number, width: number, share: number, random: Random): RegionShape {
  const last = height * width - 1;
  const all = Int32Array.from({ length: height * width }, (_, p) => p);
  const pixels = all.filter((p) => p === 0 || p === last || random.uniform() < share);
  return shapeOf({ pixels, top: 0, left: 0, height, width }, height + 3, width);
}
