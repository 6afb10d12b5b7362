// The pictures and masks of test/fixtures/image-metrics.py, made by the same integer formulas, and what numpy, scipy and
// scikit-image say about them.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { imageBatch, type ImageBatch } from "../../src/images/batch";

export interface MeasuredCase {
  readonly shape: readonly [number, number, number];
  readonly holePixels: number;
  readonly compositeSsim: number;
  readonly holeSsim: number;
  readonly filledSsim: number;
  readonly filledMapCorner: readonly number[];
  readonly filledMapEnd: readonly number[];
  readonly holeMse: number;
  readonly holeL1: number;
  readonly knownMse: number;
  readonly knownL1: number;
  readonly fullPsnrDb: number;
  readonly compositeMse: number;
  readonly compositePsnrDb: number;
  readonly holePairs: number;
  readonly holeGradientEnergy: number;
  readonly truthHoleGradientEnergy: number;
  readonly seamPairs: number;
  readonly seamSquared: number;
  readonly distances: readonly number[];
  /** [signed distance, pixels, mean squared error] */
  readonly errorByDistance: readonly (readonly [number, number, number])[];
}

export interface FormulaPicture {
  readonly name: string;
  readonly truth: ImageBatch;
  readonly filled: ImageBatch;
  readonly knownMask: ImageBatch;
  readonly measured: MeasuredCase;
}

const holes: { readonly [name: string]: (y: number, x: number) => boolean } = {
  square: (y, x) => y >= 5 && y < 13 && x >= 20 && x < 28,
  corner: (y, x) => y < 3 && x < 4,
  scattered: (y, x) => (7 * y + 3 * x) % 5 < 2,
  rows: (y) => y % 2 === 1,
  blocks: (y, x) => Math.floor(y / 9) % 2 === 1 && Math.floor(x / 7) % 2 === 0,
};

type Value = (y: number, x: number, c: number) => number;

function picture(height: number, width: number, channels: number, value: Value): Uint8Array {
  const bytes = new Uint8Array(height * width * channels);
  for (let y = 0, k = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      for (let c = 0; c < channels; c++, k++) bytes[k] = Math.abs((value(y, x, c) % 510) - 255);
    }
  }
  return bytes;
}

const { cases } = JSON.parse(readFileSync(join(__dirname, "../fixtures/image-metrics.json"), "utf8")) as {
  readonly cases: { readonly [name: string]: MeasuredCase };
};

/** Every picture of the fixture as a batch of one image, uint8. */
export const formulaPictures: readonly FormulaPicture[] = Object.entries(cases).map(([name, measured]) => {
  const [height, width, channels] = measured.shape;
  const truth = picture(height, width, channels, (y, x, c) => 9 * x + 5 * y + 40 * c + Math.floor((x * y) / 7));
  const filled = picture(
    height,
    width,
    channels,
    (y, x, c) => 8 * x + 6 * y + 47 * c + Math.floor((x * y) / 9) + 13 * ((x * x + y) % 5),
  );
  const known = Uint8Array.from({ length: height * width }, (_, p) =>
    holes[name](Math.floor(p / width), p % width) ? 0 : 1,
  );
  return {
    name,
    measured,
    truth: imageBatch(truth, [1, height, width, channels]),
    filled: imageBatch(filled, [1, height, width, channels]),
    knownMask: imageBatch(known, [1, height, width, 1]),
  };
});
