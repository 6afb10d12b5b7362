// Error by distance from the hole's edge: known pixels on the left, the hole on the right, the edge between them. What a method
// does to pixels that it was given stands beside what it makes up; a composite leaves known pixels alone.
import type { Plot } from "nodeplotlib";
import type { EdgeDistances, WholeImagePsnr } from "./edgeDistance";
import { methodFigures, methodLabel, type MethodValues } from "./methodFigures";
import { makeFigure, type Figure } from "../figures/figure";
import { colours, lineDashes, palette } from "../figures/style";

export interface EdgeDistanceOptions {
  /** How far from the edge known pixels are shown; default 8. */
  readonly knownReach?: number;
  /** How deep the hole is shown; default 4, half of the report's holes: only holes at the image's rim are deeper. */
  readonly holeReach?: number;
  readonly title?: string;
  readonly alt?: string;
  readonly synthetic?: boolean;
}

const symbols = ["circle", "square-open", "diamond", "cross", "triangle-up", "x"] as const;

interface Line {
  readonly key: string;
  readonly name: string;
  readonly distances: EdgeDistances;
}

/** The methods in their order, the first one composited behind it. */
function linesOf(values: MethodValues): Line[] {
  const found = methodFigures<EdgeDistances>(values, ["undamaged", "fullImagePsnrDb"]);
  const first = methodLabel(found[0][0]);
  return found.map(([key, distances]) => ({
    key,
    distances,
    name: key === "composited" ? `${first}, composited` : methodLabel(key),
  }));
}

/** Root mean squared errors in grey levels, 0..255. Throws where a method has no pixel on one side. */
export function edgeDistanceChart(
  values: WholeImagePsnr<string> & MethodValues,
  options: EdgeDistanceOptions = {},
): Figure {
  const { knownReach = 8, holeReach = 4, title = "Error by distance from the hole's edge", synthetic } = options;
  const lines = linesOf(values);
  const curves = lines.map(({ key, distances }) => curve(near(distances, knownReach, holeReach), key));
  const places = curves[0].map(([x]) => x);
  const data = lines.map(({ key, name }, i): Plot => {
    const color = palette[i % palette.length];
    // Over the first method's line in the hole, where both are the same.
    const size = key === "composited" ? 10 : 7;
    return {
      type: "scatter",
      mode: "lines+markers",
      name,
      x: curves[i].map(([x]) => x),
      y: curves[i].map(([, y]) => y),
      line: { color, width: 2, dash: lineDashes[i % lineDashes.length] },
      marker: { color, symbol: symbols[i % symbols.length], size },
    };
  });
  // Room for the words at the top.
  const top = 10 * Math.ceil((1.1 * Math.max(...curves.flat().map(([, y]) => y))) / 10);
  const side = (
    text: string,
    x: number,
    xanchor: "left" | "right",
  ): NonNullable<Figure["layout"]["annotations"]>[number] => ({
    text,
    x,
    xanchor,
    yref: "paper",
    y: 0.98,
    yanchor: "top",
    showarrow: false,
    font: { size: 12, color: colours.softInk },
  });
  return makeFigure({
    title,
    data,
    synthetic,
    alt: options.alt ?? describe(title, lines, holeReach),
    layout: {
      xaxis: {
        title: { text: "distance from the edge, pixels" },
        range: [Math.min(...places) - 0.5, Math.max(...places) + 0.5],
        tickvals: places,
        ticktext: places.map((place) => String(Math.abs(place) + 0.5)),
      },
      yaxis: { title: { text: "root mean squared error, grey levels" }, range: [0, top] },
      shapes: [
        { type: "line", yref: "paper", y0: 0, y1: 1, x0: 0, x1: 0, line: { color: colours.softInk, width: 1.5 } },
      ],
      annotations: [side("known pixels\u00a0", 0, "right"), side("\u00a0hole", 0, "left")],
    },
  });
}

function near({ known, hole }: EdgeDistances, knownReach: number, holeReach: number): EdgeDistances {
  return {
    known: known.filter(({ distance }) => distance <= knownReach),
    hole: hole.filter(({ distance }) => distance <= holeReach),
  };
}

/** Places left (known) and right (hole) of the edge at 0, half a pixel off it, with the error there. */
function curve({ known, hole }: EdgeDistances, name: string): (readonly [place: number, error: number])[] {
  if (known.length === 0 || hole.length === 0) {
    throw new Error(
      `Expected errors of "${name}" on both sides of the edge, but received ${known.length} in known pixels and ` +
        `${hole.length} in the hole. Give errorByDistance's rows.`,
    );
  }
  return [
    ...known.map(({ distance, mse }) => [0.5 - distance, greyLevels(mse)] as const),
    ...hole.map(({ distance, mse }) => [distance - 0.5, greyLevels(mse)] as const),
  ].sort(([a], [b]) => a - b);
}

function greyLevels(mse: number): number {
  return 255 * Math.sqrt(mse);
}

function describe(title: string, lines: readonly Line[], holeReach: number): string {
  const parts = lines.map(({ name, distances: { known, hole } }) => {
    const text = (rows: EdgeDistances["hole"], distance: number): string =>
      greyLevels(rows.find((row) => row.distance === distance)?.mse ?? 0).toFixed(1);
    const deepest = Math.min(holeReach, Math.max(...hole.map(({ distance }) => distance)));
    return (
      `${name}: ${text(known, 1)} in known pixels at the edge, ${text(hole, 1)} in the hole at its edge, ` +
      `${text(hole, deepest)} at distance ${deepest}`
    );
  });
  return `${title}, in grey levels of 255. ${parts.join("; ")}.`;
}
