// Which method fills a hole where none is named. On photographs biharmonic comes closest in holes up to about three pixels wide,
// under text and scratches; in wider ones it overshoots, and harmonic does (bench/photos/widths.md has the numbers).
import type { ImageBatch } from "../../images/batch";

/** Where a larger share of the hole's pixels has nothing but hole around, the hole counts as wide. */
export const widestThinHole = 0.25;

const defaultMethods = { thin: "biharmonic", wide: "harmonic" } as const;

/** The method for the hole of one image. */
export function defaultMethod(knownMask: ImageBatch): "biharmonic" | "harmonic" {
  return defaultMethods[innerShare(knownMask) <= widestThinHole ? "thin" : "wide"];
}

/** Whether some hole is filled by the method of this name where none is named. */
export function isDefaultMethod(name: string): boolean {
  return Object.values<string>(defaultMethods).includes(name);
}

/**
 * The share of the hole's pixels of one image whose eight neighbours are all hole: 0 for lines one or two pixels wide, a third
 * for three pixels, three in five for five. What lies outside the image counts as hole.
 */
export function innerShare({ data, shape: [, height, width] }: ImageBatch): number {
  let holes = 0;
  let inner = 0;
  for (let p = data.indexOf(0); p >= 0; p = data.indexOf(0, p + 1)) {
    holes++;
    const column = p % width;
    const left = column > 0 ? p - 1 : p;
    const right = column < width - 1 ? p + 1 : p;
    const up = p >= width ? width : 0;
    const down = p < (height - 1) * width ? width : 0;
    let known = data[left] + data[right];
    for (const row of [-up, down]) known += data[left + row] + data[p + row] + data[right + row];
    if (known === 0) inner++;
  }
  return inner / holes;
}
