// A logarithmic axis from one number to another, labelled at round numbers: 1, 2 and 5 times the powers of ten, or the powers
// alone where the others would not have room.
import type { Layout } from "nodeplotlib";

/** Plotly's options of an axis over [low, high], both above 0. `text` writes a label; default the number as it is. */
export function logAxis(
  low: number,
  high: number,
  title: string,
  text: (value: number) => string = String,
): NonNullable<Layout["xaxis"]> {
  const shown = roundNumbers(low, high, high / low > 300 ? [1] : [1, 2, 5]);
  return {
    type: "log",
    title: { text: title },
    range: [Math.log10(low), Math.log10(high)],
    showgrid: true,
    // The static chart leaves out the first and the last label of an axis that ends in the middle of nowhere: two without text.
    tickvals: [low * 1.001, ...shown, high / 1.001],
    ticktext: ["", ...shown.map(text), ""],
  };
}

/** The `digits` times the powers of ten within a range. */
export function roundNumbers(low: number, high: number, digits: readonly number[] = [1, 2, 5]): number[] {
  const found: number[] = [];
  for (let power = Math.floor(Math.log10(low)); power <= Math.log10(high); power++) {
    for (const digit of digits) {
      const value = Number((digit * 10 ** power).toPrecision(1));
      if (value >= low && value <= high) found.push(value);
    }
  }
  return found;
}
