// The pictures and holes of test/fixtures/opencv-inpainting.py, made by the same formulas, with what OpenCV fills them with.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { imageBatch, type ImageBatch } from "../../src/images/batch";

interface Case {
  readonly picture: string;
  readonly hole: string;
  readonly shape: readonly [height: number, width: number, channels: number];
  readonly radius: number;
  readonly kind: "uint8" | "float32";
  /** Base64 of the hole pixels: bytes, or float32 numbers from 0 to 255. */
  readonly telea: string;
  readonly navierStokes: string;
}

/** A wave from 0 to period and back. */
function triangle(position: number, period: number): number {
  const remainder = ((position % (2 * period)) + 2 * period) % (2 * period);
  return Math.abs(remainder - period);
}

const noise = (y: number, x: number, c: number): number =>
  (y * y * 37 + x * x * 101 + y * x * 59 + x * 13 + c * 83) % 251;

const pictures: { [name: string]: (y: number, x: number, c: number) => number } = {
  ramp: (y, x, c) => Math.floor((2 * y + 3 * x + 20 * c) / 3) % 256,
  edge: (y, x, c) => (2 * x + c > y + 20 ? 210 - 30 * c : 60 + 25 * c),
  checkers: (y, x, c) => ((Math.floor(x / 7) + Math.floor(y / 9)) % 2 === 0 ? 200 - 10 * c : 40 + 10 * c),
  waves: (y, x, c) =>
    20 + 4 * triangle(x + 2 * y, 20 + c) + 3 * triangle(3 * x - y, 31) + Math.floor(noise(y, x, c) / 32),
  discs: (y, x, c) => (Math.floor(((x - 30) ** 2 + (y - 25) ** 2) / (9 + c)) % 200) + 30,
  noise,
};

const holes: { [name: string]: (y: number, x: number) => boolean } = {
  square: (y, x) => y >= 14 && y < 30 && x >= 17 && x < 33,
  "one pixel": (y, x) => y === 20 && x === 31,
  "thin lines": (y, x) => (x === y + 9 || x + 2 * y === 90 || y === 33) && y > 7 && x > 7 && y < 44 && x < 44,
  regions: (y, x) =>
    (y > 8 && y < 15 && x > 8 && x < 21) ||
    (y > 19 && y < 40 && x > 22 && x < 26) ||
    (y - 30) ** 2 + (x - 36) ** 2 < 40,
  "to the last row and column": (y, x) => (y > 40 && x > 12 && x < 25) || (x > 41 && y > 20 && y < 30),
  "half of the inner pixels": (y, x) =>
    (y * y * 31 + x * x * 17 + y * x * 57 + y * 7 + x * 3) % 13 < 6 && y > 7 && x > 7 && y < 40 && x < 40,
  "half of the pixels": (y, x) => (y * y * 31 + x * x * 17 + y * x * 57 + y * 7 + x * 3) % 13 < 6,
  "to all borders": (y, x) => (x > 20 && x < 27) || (y > 15 && y < 19),
  "three of four pixels": (y, x) => y % 2 === 1 || x % 2 === 1,
};

/** One case: the picture, its mask, and what OpenCV puts into the hole. */
export interface OpenCvCase {
  readonly name: string;
  readonly hole: string;
  readonly radius: number;
  readonly truth: ImageBatch;
  /** The truth with black in its hole; float32 from 0 to 1 where OpenCV filled float32. */
  readonly image: ImageBatch;
  readonly knownMask: ImageBatch;
  /** Grey levels of the hole pixels, row by row, channels last. */
  readonly wanted: Uint8Array | Float32Array;
}

/** All cases of the fixture, with what one method gives. */
export function openCvCases(method: "telea" | "navierStokes"): OpenCvCase[] {
  const { cases } = JSON.parse(readFileSync(join(__dirname, "../fixtures/opencv-inpainting.json"), "utf8")) as {
    cases: Case[];
  };
  return cases.map(({ picture, hole, shape: [height, width, channels], radius, kind, [method]: wanted }) => {
    const pixels = Array.from({ length: height * width }, (_, p) => [Math.floor(p / width), p % width] as const);
    const known = Uint8Array.from(pixels, ([y, x]) => Number(!holes[hole](y, x)));
    const levels = Uint8Array.from({ length: known.length * channels }, (_, k) => {
      const [y, x] = pixels[Math.floor(k / channels)];
      return Math.min(255, Math.max(0, pictures[picture](y, x, k % channels)));
    });
    const bytes = levels.map((value, k) => value * known[Math.floor(k / channels)]);
    const filled = Uint8Array.from(Buffer.from(wanted, "base64"));
    const batchShape = [1, height, width, channels] as const;
    return {
      name: `${picture}, ${hole}, ${height}×${width}×${channels}, radius ${radius}, ${kind}`,
      hole,
      radius,
      truth: imageBatch(levels, batchShape),
      knownMask: imageBatch(known, [1, height, width, 1]),
      image: imageBatch(kind === "uint8" ? bytes : Float32Array.from(bytes, (value) => value / 255), batchShape),
      wanted: kind === "uint8" ? filled : new Float32Array(filled.buffer),
    };
  });
}

/** The values inside the hole, as grey levels from 0 to 255. */
export function holeLevels({ data, shape: [, , , channels] }: ImageBatch, knownMask: ImageBatch): number[] {
  const scale = data instanceof Uint8Array ? 1 : 255;
  return Array.from(data, (value) => value * scale).filter((_, k) => knownMask.data[Math.floor(k / channels)] === 0);
}
