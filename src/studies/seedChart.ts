// The seeds of the class experiment as points over their mean: how far single trainings lie apart, how well their mean is
// known (the two dotted lines hold it with 95 %), and how far all of them lie from the harmonic fill, which has no seed.
import type { Plot } from "nodeplotlib";
import type { SeedTable } from "./seedTable";
import { makeFigure, type Figure } from "../figures/figure";
import { colours, palette } from "../figures/style";

/** Throws where no seed is there. */
export function seedChart(
  { results, intervals, settings }: Pick<SeedTable, "results" | "intervals" | "settings">,
  options: { readonly synthetic?: boolean } = {},
): Figure {
  if (results.length === 0) throw new Error("Expected at least one seed to draw, but received none. Train one first.");
  const { mean, spread, low, high } = intervals.holePsnrDb;
  const harmonic = intervals.harmonicHolePsnrDb.mean;
  const values = results.map(({ figures }) => figures.holePsnrDb);
  const seeds = results.map(({ seed }) => String(seed));
  const ends = [low, high].filter((end) => end !== null);
  const all = [...values, ...ends, mean, harmonic];
  const room = 0.08 * (Math.max(...all) - Math.min(...all) || 1);
  const words =
    low === null || high === null || spread === null
      ? ""
      : ` Spread ${spread.toFixed(3)} dB, 95 % interval of the mean ${low.toFixed(2)} to ${high.toFixed(2)} dB.`;
  const line = (name: string, value: number, color: string, dash: "solid" | "dash"): Plot => ({
    type: "scatter",
    mode: "lines",
    name,
    x: seeds,
    y: seeds.map(() => value),
    line: { color, width: 2, dash },
  });
  return makeFigure({
    title: results.length === 1 ? "One training" : `${results.length} trainings that differ by their seed alone`,
    synthetic: options.synthetic,
    alt:
      `PSNR in the hole after ${settings.epochs} epochs: ${Math.min(...values).toFixed(2)} to ` +
      `${Math.max(...values).toFixed(2)} dB, mean ${mean.toFixed(2)} dB.${words} ` +
      `The harmonic fill has ${harmonic.toFixed(2)} dB.`,
    data: [
      {
        type: "scatter",
        mode: "markers",
        name: "one seed",
        x: seeds,
        y: values,
        marker: { color: palette[1], size: 9 },
      },
      line(`mean ${mean.toFixed(2)}, dotted: its interval`, mean, palette[0], "solid"),
      line(`harmonic fill ${harmonic.toFixed(2)}`, harmonic, colours.softInk, "dash"),
    ],
    layout: {
      xaxis: { type: "category", title: { text: "seed" } },
      yaxis: { title: { text: "PSNR in the hole, dB" }, range: [Math.min(...all) - room, Math.max(...all) + room] },
      shapes: ends.map((end) => ({
        type: "line",
        xref: "paper",
        x0: 0,
        x1: 1,
        y0: end,
        y1: end,
        line: { color: palette[0], width: 1, dash: "dot" },
      })),
    },
  });
}
