// Pictures by formula, for whoever wants to know what a method does to an edge, a bend or a texture and nothing else. Each pixel
// is the mean of 4×4 points, which is how a camera would see it.
import { imageBatch, type FloatImageBatch } from "../images/batch";

/** Red, green and blue. */
export type Colour = readonly [number, number, number];

/**
 * Brightness at a point, in pixels from the left and top edge:
 * 0 (or false) is dark, 1 (or true) light, between them a mixture.
 */
export type BrightnessFormula = (x: number, y: number) => number | boolean;

export interface FormulaPictureOptions {
  /** Pixels per side; default 32. */
  readonly side?: number;
  /** The two colours, values in [0,1]; default a dark blue and a light orange. */
  readonly dark?: Colour;
  readonly light?: Colour;
}

/** The formula as a picture: float32 [1,side,side,3]. Brightness outside [0,1] is clamped; throws where it is not a number. */
export function drawFormula(formula: BrightnessFormula, options: FormulaPictureOptions = {}): FloatImageBatch {
  const { side = 32, dark = [0.12, 0.27, 0.44], light = [0.96, 0.82, 0.56] } = options;
  if (!Number.isInteger(side) || side < 1) {
    throw new Error(`Expected side to be a whole number from 1 up, but received ${side}. Use for example 32.`);
  }
  const colourAt = (x: number, y: number): Colour => {
    const share = Math.max(0, Math.min(1, Number(formula(x, y))));
    if (Number.isNaN(share)) {
      throw new Error(
        `Expected the formula to give a number at (${x}, ${y}), but received NaN. ` +
          `Keep roots and logarithms in range.`,
      );
    }
    return [0, 1, 2].map((c) => dark[c] + share * (light[c] - dark[c])) as unknown as Colour;
  };
  return imageBatch(Float32Array.from(meanColours(side, colourAt)), [1, side, side, 3]);
}

const samples = 4;

/** The mean colour of each pixel's 4×4 points, row by row, in the units of `colourAt`. */
export function meanColours(side: number, colourAt: (x: number, y: number) => Colour): Float64Array {
  const data = new Float64Array(side * side * 3);
  const sum = [0, 0, 0];
  for (let row = 0, to = 0; row < side; row++) {
    for (let column = 0; column < side; column++, to += 3) {
      sum.fill(0);
      for (let i = 0; i < samples * samples; i++) {
        const point = colourAt(
          column + ((i % samples) + 0.5) / samples,
          row + (Math.floor(i / samples) + 0.5) / samples,
        );
        for (let c = 0; c < 3; c++) sum[c] += point[c];
      }
      for (let c = 0; c < 3; c++) data[to + c] = sum[c] / (samples * samples);
    }
  }
  return data;
}
