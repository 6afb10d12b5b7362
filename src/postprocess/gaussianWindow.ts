// The weights of a Gaussian around a pixel, as a list: steps look at a window only where the hole is, so there is nothing to
// gain from rows and columns one after the other.

/** The pixels around one, by their distance in rows and columns. */
export interface Window {
  readonly rows: Int32Array;
  readonly columns: Int32Array;
  /** They sum to 1. */
  readonly weights: Float64Array;
}

type Size = { readonly height: number; readonly width: number };

/** A square of (2 radius + 1)² pixels with Gaussian weights; sigma in pixels. "disc": only dx² + dy² ≤ radius². */
export function gaussianWindow(sigma: number, radius: number, shape: "square" | "disc" = "square"): Window {
  const offsets: [row: number, column: number][] = [];
  for (let dy = -radius; dy <= radius; dy++) {
    for (let dx = -radius; dx <= radius; dx++) {
      if (shape === "square" || dy * dy + dx * dx <= radius * radius) offsets.push([dy, dx]);
    }
  }
  const weights = Float64Array.from(offsets, ([dy, dx]) => Math.exp(-(dy * dy + dx * dx) / (2 * sigma * sigma)));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return {
    rows: Int32Array.from(offsets, ([dy]) => dy),
    columns: Int32Array.from(offsets, ([, dx]) => dx),
    weights: weights.map((weight) => weight / sum),
  };
}

/** Calls `use` with the position and the weight of each pixel of the window around p that lies in the image. */
export function eachInside(
  { rows, columns, weights }: Window,
  { height, width }: Size,
  p: number,
  use: (pixel: number, weight: number) => void,
): void {
  const row = Math.floor(p / width);
  const column = p - row * width;
  for (let i = 0; i < weights.length; i++) {
    const y = row + rows[i];
    const x = column + columns[i];
    if (y >= 0 && y < height && x >= 0 && x < width) use(y * width + x, weights[i]);
  }
}

/** As eachInside, but the image is mirrored at its border (d c b a | a b c d | d c b a), so that every weight is used. */
export function eachReflected(
  { rows, columns, weights }: Window,
  { height, width }: Size,
  p: number,
  use: (pixel: number, weight: number) => void,
): void {
  const row = Math.floor(p / width);
  const column = p - row * width;
  for (let i = 0; i < weights.length; i++)
    use(reflected(row + rows[i], height) * width + reflected(column + columns[i], width), weights[i]);
}

function reflected(place: number, size: number): number {
  const inPeriod = ((place % (2 * size)) + 2 * size) % (2 * size);
  return inPeriod < size ? inPeriod : 2 * size - 1 - inPeriod;
}
