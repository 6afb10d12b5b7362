// Lines through values with their intervals: a marker at each value and an upright bar from the lower to the upper end.
import type { Plot } from "nodeplotlib";
import type { BootstrapInterval } from "../metrics/bootstrap";
import { lineDashes, markerSymbols, palette } from "./style";

/** The traces of series `index`, which gives colour, dash and symbol. */
export function intervalLine(
  name: string,
  x: readonly number[],
  intervals: readonly BootstrapInterval[],
  index: number,
): Plot[] {
  const color = palette[index % palette.length];
  return [
    {
      // The third place of each value is the gap to the next bar.
      type: "scatter",
      mode: "lines",
      showlegend: false,
      line: { color, width: 2 },
      x: x.flatMap((place) => [place, place, place]),
      y: intervals.flatMap(({ low, high }) => [low, high, null]),
    },
    {
      type: "scatter",
      mode: "lines+markers",
      name,
      x: [...x],
      y: intervals.map(({ value }) => value),
      line: { color, width: 2, dash: lineDashes[index % lineDashes.length] },
      marker: { color, symbol: markerSymbols[index % markerSymbols.length], size: 7 },
    },
  ];
}
