// A network drawn as slabs from left to right: the height of a slab is the image's side, its width grows with the
// channels (by their square root, so that 3 and 64 fit on one page), its colour names the kind of layer. Any chain of
// layers whose outputs are images can be drawn; the report's autoencoder is the picture of appendix A4.
import type { VectorPicture } from "./figure";
import { outputShapeText, type LayerRow } from "./layerTable";
import { colours, escapeMarkup, palette, syntheticLabel, textWidth, typeface } from "./style";

/** Neighbouring layers under one name, such as the encoder. */
export interface NetworkPart {
  readonly label: string;
  /** Name of its first layer. */
  readonly from: string;
  /** Name of its last layer, which may be the first. */
  readonly to: string;
}

export interface NetworkDiagramOptions {
  readonly title: string;
  readonly alt?: string;
  /** Drawn as brackets above their layers; default none. */
  readonly parts?: readonly NetworkPart[];
  /** Height in pixels of the largest slab; default 170. */
  readonly tallest?: number;
  readonly synthetic?: boolean;
}

const kinds: readonly (readonly [RegExp, string, string])[] = [
  [/Input/, "input", "#BFBFBF"],
  [/Transpose|UpSampling/, "upsampling", palette[2]],
  [/Pool/, "pooling", palette[5]],
  [/Conv/, "convolution", palette[4]],
  [/./, "other", palette[3]],
];

/** The diagram as SVG. Throws if a layer's output is not [height, width, channels], and on a part whose layers are not there. */
export function networkDiagram(rows: readonly LayerRow[], options: NetworkDiagramOptions): VectorPicture {
  const { title, tallest = 170, parts: named = [], synthetic = false } = options;
  if (rows.length === 0) throw new Error(`Expected the rows of a network, but received none. Pass layerTable(model).`);
  const largest = Math.max(...rows.map((row) => side(row, 0)));
  const slabs = rows.map((row) => {
    const height = Math.max(8, (tallest * side(row, 0)) / largest);
    const width = Math.round(6 + 5 * Math.sqrt(side(row, 2)));
    const kind = kinds.find(([pattern]) => pattern.test(row.kind)) ?? kinds[kinds.length - 1];
    const lines = [
      row.kind.replace(/Layer$/, ""),
      outputShapeText(row.outputShape),
      row.parameters > 0 ? `${row.parameters.toLocaleString("en")} parameters` : "",
    ];
    return { height, width, kind, lines, room: Math.max(width, ...lines.map((line) => textWidth(line, 11))) + 14 };
  });
  const width = Math.ceil(slabs.reduce((sum, slab) => sum + slab.room, 24));
  const slabTop = named.length === 0 ? 74 : 104;
  const middle = slabTop + tallest / 2;
  const height = slabTop + tallest + 70;
  let left = 12;
  let previous = 0;
  const parts = slabs.map((slab, i) => {
    const centre = left + slab.room / 2;
    const x = centre - slab.width / 2;
    const y = middle - slab.height / 2;
    const arrow = i === 0 ? "" : arrowBetween(previous + 3, x - 3, middle);
    const words = slab.lines
      .map((line, k) => text(line, centre, slabTop + tallest + 20 + k * 16, 11, "middle", k === 0))
      .join("");
    previous = x + slab.width;
    left += slab.room;
    return (
      `${arrow}<rect x="${at(x)}" y="${at(y)}" width="${slab.width}" height="${at(slab.height)}" rx="2" ` +
      `fill="${slab.kind[2]}" ` +
      `stroke="${colours.ink}" stroke-width="1"/>${words}`
    );
  });
  const used = [...new Map(slabs.map((slab) => [slab.kind[1], slab.kind[2]]))];
  const roomLeft = (count: number): number => slabs.slice(0, count).reduce((sum, slab) => sum + slab.room, 12);
  const brackets = named.map((part) => {
    const [from, to] = extentOf(part, rows);
    return bracket(part.label, roomLeft(from) + 6, roomLeft(to + 1) - 6, 82);
  });
  let legendLeft = 12;
  const legend = used.map(([name, colour]) => {
    const x = legendLeft;
    legendLeft += textWidth(name, 12) + 38;
    return (
      `<rect x="${at(x)}" y="38" width="16" height="11" fill="${colour}" stroke="${colours.ink}"/>` +
      text(name, x + 22, 48, 12, "start")
    );
  });
  const total = rows.reduce((sum, row) => sum + row.parameters, 0);
  const smallest = rows.reduce((low, row) => (size(row) < size(low) ? row : low), rows[0]);
  const alt =
    options.alt ??
    `${title}: ${rows.length} layers from ${outputShapeText(rows[0].outputShape)} to ` +
      `${outputShapeText(rows[rows.length - 1].outputShape)}, ${total.toLocaleString("en")} parameters, ` +
      `fewest values in "${smallest.layer}" (${size(smallest).toLocaleString("en")}).` +
      named.map(({ label, from, to }) => ` ${label}: ${from === to ? from : `${from} to ${to}`}.`).join("");
  const wholeWidth = Math.ceil(Math.max(width, legendLeft, textWidth(title, 16, true) + 24 + (synthetic ? 130 : 0)));
  const label = synthetic ? text(syntheticLabel, wholeWidth - 12, 25, 13, "end", false, colours.synthetic) : "";
  const svg =
    `<svg role="img" aria-label="${escapeMarkup(alt)}" xmlns="http://www.w3.org/2000/svg" ` +
    `width="${wholeWidth}" height="${height}" ` +
    `viewBox="0 0 ${wholeWidth} ${height}"><rect width="${wholeWidth}" height="${height}" fill="#ffffff"/>` +
    `${text(title, 12, 26, 16, "start", true)}${label}${legend.join("")}` +
    `${brackets.join("")}${parts.join("")}</svg>`;
  return { title, alt, synthetic, width: wholeWidth, height, svg };
}

function side(row: LayerRow, axis: number): number {
  const value = row.outputShape[axis];
  if (row.outputShape.length !== 3 || typeof value !== "number") {
    throw new Error(
      `Expected an output of [height, width, channels] from "${row.layer}", ` +
        `but received ${outputShapeText(row.outputShape)}. ` +
        `Draw only layers that give images of a fixed size.`,
    );
  }
  return value;
}

function size(row: LayerRow): number {
  return row.outputShape.reduce<number>((product, value) => product * (value ?? 1), 1);
}

/** Indexes of a part's first and last layer. */
function extentOf({ label, from, to }: NetworkPart, rows: readonly LayerRow[]): readonly [number, number] {
  const [first, last] = [from, to].map((name) => rows.findIndex(({ layer }) => layer === name));
  if (first >= 0 && last >= first) return [first, last];
  throw new Error(
    `Expected the part "${label}" to go from one layer to the same or a later one, but received "${from}" and "${to}". ` +
      `The layers are ${rows.map(({ layer }) => layer).join(", ")}.`,
  );
}

/** A line with feet from left to right at height y, its label above it. */
function bracket(label: string, left: number, right: number, y: number): string {
  return (
    `<path d="M${at(left)} ${at(y + 6)}v-6H${at(right)}v6" stroke="${colours.ink}" fill="none"/>` +
    text(label, (left + right) / 2, y - 6, 13, "middle", true)
  );
}

function arrowBetween(from: number, to: number, y: number): string {
  if (to - from < 8) return "";
  return (
    `<path d="M${at(from)} ${at(y)}H${at(to - 5)}" stroke="${colours.softInk}" fill="none"/>` +
    `<path d="M${at(to)} ${at(y)}l-6 -3.5v7z" fill="${colours.softInk}"/>`
  );
}

function text(
  words: string,
  x: number,
  y: number,
  size: number,
  anchor: string,
  bold = false,
  colour: string = colours.ink,
): string {
  if (words === "") return "";
  return (
    `<text x="${at(x)}" y="${at(y)}" font-family="${typeface}" font-size="${size}" ` +
    `text-anchor="${anchor}" fill="${colour}"` +
    `${bold ? ` font-weight="bold"` : ""}>${escapeMarkup(words)}</text>`
  );
}

function at(value: number): string {
  return String(Math.round(value * 10) / 10);
}
