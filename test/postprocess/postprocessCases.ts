// The images, fills and holes of test/fixtures/postprocess.py, made by the same formulas, with what Python makes of them; and
// random ones of all kinds.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { imageBatch, type FloatImageBatch, type ImageBatch } from "../../src/images/batch";
import type { Random } from "../../src/random";

interface FixtureCase {
  readonly hole: string;
  readonly shape: readonly [number, number, number];
  readonly reach: number;
  readonly poisson: readonly number[];
  readonly smooth: readonly number[];
  readonly sharpen: readonly number[];
}

interface Fixture {
  readonly settings: {
    readonly sigmaColour: number;
    readonly sigmaSpace: number;
    readonly amount: number;
    readonly sigma: number;
  };
  readonly cases: readonly FixtureCase[];
}

const holes: { readonly [name: string]: (y: number, x: number) => boolean } = {
  "square inside": (y, x) => y >= 4 && y < 9 && x >= 5 && x < 11,
  "square in the corner": (y, x) => y < 5 && x < 6,
  "one pixel": (y, x) => y === 3 && x === 4,
  lines: (y, x) => x === y || x + y === 12 || y === 7 || x === 3,
  "half of the pixels": (y, x) => (y * y * 31 + x * x * 17 + y * x * 57 + y * 7 + x * 3) % 13 < 6,
  "all but two pixels": (y, x) => !((y === 0 && x === 0) || (y === 1 && x === 2)),
};
const imageAt = (y: number, x: number, c: number): number =>
  0.5 + 0.2 * Math.sin(0.3 * y + 0.2 * c) + 0.15 * Math.cos(0.25 * x - 0.4 * c);
const fillAt = (y: number, x: number, c: number): number =>
  0.42 + 0.15 * Math.sin(0.5 * y - 0.3 * c) + (0.15 * ((y * 37 + x * 101 + y * x * 59 + c * 83) % 25)) / 25;

const fixture = JSON.parse(readFileSync(join(__dirname, "../fixtures/postprocess.json"), "utf8")) as Fixture;

/** As the fixture's smoothing and sharpening are set. */
export const fixtureSettings = fixture.settings;

/** An image and its fill, each with other values where it should not be read. */
export interface PostprocessCase {
  readonly name: string;
  readonly filled: FloatImageBatch;
  readonly image: FloatImageBatch;
  readonly knownMask: ImageBatch;
  readonly reach: number;
  /** All values afterwards, by step. */
  readonly wanted: Pick<FixtureCase, "poisson" | "smooth" | "sharpen">;
}

/** All cases of the fixture. */
export const fixtureCases: readonly PostprocessCase[] = fixture.cases.map(
  ({ hole, shape: [height, width, channels], reach, ...wanted }) => {
    const place = (k: number): [y: number, x: number, c: number] => {
      const p = Math.floor(k / channels);
      return [Math.floor(p / width), p % width, k % channels];
    };
    const isHole = (k: number): boolean => holes[hole](place(k)[0], place(k)[1]);
    const values = (at: (k: number) => number): Float32Array =>
      Float32Array.from({ length: height * width * channels }, (_, k) => at(k));
    return {
      name: `${hole}, ${height}×${width}×${channels}, reach ${reach}`,
      filled: imageBatch(
        values((k) => (isHole(k) ? fillAt(...place(k)) : 0.3)),
        [1, height, width, channels],
      ),
      image: imageBatch(
        values((k) => (isHole(k) ? NaN : imageAt(...place(k)))),
        [1, height, width, channels],
      ),
      knownMask: imageBatch(
        Uint8Array.from({ length: height * width }, (_, p) => (isHole(p * channels) ? 0 : 1)),
        [1, height, width, 1],
      ),
      reach,
      wanted,
    };
  },
);

/** The kinds of masks that random cases have. */
export const maskKinds = ["pixels", "rectangle", "one pixel", "all hole", "nothing hidden", "border"] as const;

export interface RandomCase {
  readonly filled: FloatImageBatch;
  readonly image: FloatImageBatch;
  readonly knownMask: ImageBatch;
}

/** One to three images of 1×1 to 16×16 pixels, noise or flat, with fills that are as unlike as they can be. */
export function randomCase(random: Random, kind: (typeof maskKinds)[number], channels: number): RandomCase {
  const count = random.integer(1, 3);
  const height = random.integer(1, 16);
  const width = random.integer(1, 16);
  const shape = [count, height, width, channels] as const;
  const known = Uint8Array.from({ length: count * height * width }, () => 1);
  for (let i = 0; i < count; i++)
    openHole(known.subarray(i * height * width, (i + 1) * height * width), kind, width, random);
  const draw = (): Float32Array => {
    const flat = random.integer(0, 2) === 0 ? random.uniform() : null;
    return Float32Array.from({ length: known.length * channels }, () => flat ?? random.uniform());
  };
  const image = draw();
  for (let k = 0; k < image.length; k++) if (known[Math.floor(k / channels)] === 0) image[k] = NaN;
  return {
    filled: imageBatch(draw(), shape),
    image: imageBatch(image, shape),
    knownMask: imageBatch(known, [count, height, width, 1]),
  };
}

function openHole(known: Uint8Array, kind: (typeof maskKinds)[number], width: number, random: Random): void {
  const height = known.length / width;
  const share = random.uniform();
  const [top, left] = [random.integer(0, height - 1), random.integer(0, width - 1)];
  const [bottom, right] = [random.integer(top, height - 1), random.integer(left, width - 1)];
  for (let p = 0; p < known.length; p++) {
    const y = Math.floor(p / width);
    const x = p % width;
    const open = {
      pixels: random.uniform() < share,
      rectangle: y >= top && y <= bottom && x >= left && x <= right,
      "one pixel": y === top && x === left,
      "all hole": true,
      "nothing hidden": false,
      border: y === 0 || x === width - 1,
    };
    if (open[kind]) known[p] = 0;
  }
}

/** How far a pixel of an image is from the nearest hole pixel, in steps to one of eight neighbours; Infinity without a hole. */
export function distanceToHole({ data, shape: [, height, width] }: ImageBatch, pixel: number): number {
  const size = height * width;
  const first = Math.floor(pixel / size) * size;
  const [row, column] = [Math.floor((pixel - first) / width), (pixel - first) % width];
  let least = Infinity;
  for (let p = 0; p < size; p++) {
    if (data[first + p] === 1) continue;
    least = Math.min(least, Math.max(Math.abs(Math.floor(p / width) - row), Math.abs((p % width) - column)));
  }
  return least;
}

/** The largest distance between two lists of the same length; NaN where the lengths differ. */
export function largestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) return NaN;
  let most = 0;
  for (let k = 0; k < a.length; k++) most = Math.max(most, Math.abs(a[k] - b[k]));
  return most;
}

/** A grey image of one row, its holes black, and what they are filled with. */
export function row(known: string, image: readonly number[], filled: readonly number[]): RandomCase {
  const shape = [1, 1, known.length, 1] as const;
  return {
    filled: imageBatch(Float32Array.from(filled), shape),
    image: imageBatch(Float32Array.from(image), shape),
    knownMask: imageBatch(
      Uint8Array.from(known, (sign) => (sign === "#" ? 0 : 1)),
      shape,
    ),
  };
}
