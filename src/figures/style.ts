// The house style of all figures: one typeface, one palette that colour-blind readers can tell apart, one way of drawing
// text. The palette is Okabe and Ito's (jfly.uni-koeln.de/color, 2008) with its yellow left out, which is too pale on
// white paper; the map for magnitudes is viridis (van der Walt and Smith, 2015), sampled at eleven points.

/** DejaVu Sans, with Verdana (its close relative) for readers who lack it. No quotes: the text stands in SVG attributes. */
export const typeface = "DejaVu Sans, Verdana, sans-serif";

/** Okabe and Ito's colours in the order in which we hand them out; any two neighbours differ in lightness. */
export const palette: readonly string[] = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9", "#E69F00", "#000000"];

/** Line dashes and marker symbols in the order of the palette, so that series can be told apart in grey print. */
export const lineDashes = ["solid", "dash", "dot", "dashdot", "longdash"] as const;
export const markerSymbols = [
  "circle",
  "square",
  "diamond",
  "triangle-up",
  "circle-open",
  "square-open",
  "diamond-open",
] as const;

export const colours = {
  ink: "#222222",
  softInk: "#595959",
  grid: "#E3E3E3",
  reference: "#8C8C8C",
  frame: "#BFBFBF",
  synthetic: "#A33C00",
} as const;

/** viridis at 0, .1, … 1: perceptually uniform, dark to bright, and monotone in grey print. */
export const viridis: readonly string[] = [
  "#440154",
  "#482475",
  "#414487",
  "#355F8D",
  "#2A788E",
  "#21918C",
  "#22A884",
  "#44BF70",
  "#7AD151",
  "#BDDF26",
  "#FDE725",
];

/** The words drawn on everything that was made from synthetic data. */
export const syntheticLabel = "synthetic data";

/** The colour of a map at a value in [0,1] (clamped), as [red, green, blue] in 0..255. */
export function mapColour(value: number, map: readonly string[] = viridis): [number, number, number] {
  if (!Number.isFinite(value)) {
    throw new Error(`Expected a finite value to colour, but received ${value}. Check the numbers behind the picture.`);
  }
  const place = Math.min(Math.max(value, 0), 1) * (map.length - 1);
  const low = Math.min(Math.floor(place), map.length - 2);
  const from = rgb(map[low]);
  const to = rgb(map[low + 1]);
  const part = place - low;
  return [0, 1, 2].map((i) => Math.round(from[i] + part * (to[i] - from[i]))) as [number, number, number];
}

/** "#RRGGBB" as three numbers in 0..255. */
export function rgb(hex: string): [number, number, number] {
  if (!/^#[0-9a-f]{6}$/i.test(hex)) {
    throw new Error(
      `Expected a colour of the form "#RRGGBB", but received "${hex}". Write it with six hexadecimal digits.`,
    );
  }
  return [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16)) as [number, number, number];
}

// Advance widths of DejaVu Sans for the characters 32..126, in 1/2048 of the text size (read from the font's hmtx table).
const advances = [
  651, 821, 942, 1716, 1303, 1946, 1597, 563, 799, 799, 1024, 1716, 651, 739, 651, 690, 1303, 1303, 1303, 1303, 1303,
  1303, 1303, 1303, 1303, 1303, 690, 690, 1716, 1716, 1716, 1087, 2048, 1401, 1405, 1430, 1577, 1294, 1178, 1587, 1540,
  604, 604, 1343, 1141, 1767, 1532, 1612, 1235, 1612, 1423, 1300, 1251, 1499, 1401, 2025, 1403, 1251, 1403, 799, 690,
  799, 1716, 1024, 1024, 1255, 1300, 1126, 1300, 1260, 721, 1300, 1298, 569, 569, 1186, 569, 1995, 1298, 1253, 1300,
  1300, 842, 1067, 803, 1298, 1212, 1675, 1212, 1212, 1075, 1303, 690, 1303, 1716,
];

/** The width in pixels of one line of text; bold is a tenth wider. Characters outside ASCII count as wide ones. */
export function textWidth(text: string, size: number, bold = false): number {
  let sum = 0;
  for (const character of text) sum += advances[character.charCodeAt(0) - 32] ?? 1500;
  return (sum / 2048) * size * (bold ? 1.1 : 1);
}

/** Text made safe for XML and HTML, attributes included. */
export function escapeMarkup(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
}
