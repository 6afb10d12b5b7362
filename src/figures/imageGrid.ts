// Rows of small images, each pixel enlarged to a square (nearest neighbour: nothing is smoothed), with row labels at the
// left, column labels above and captions below, as in the report's appendices A2, A3 and A6. The result is plain: an RGB
// raster and the places of the texts; src/node/figures turns it into SVG and PNG.
import { shapeText, type ImageBatch } from "../images/batch";
import { checkFinite, checkScale } from "../images/values";
import { gridAlt } from "./altText";
import { blankRaster, paintColourBar, paintImage, type Raster } from "./raster";
import { colours, syntheticLabel, textWidth } from "./style";

export interface GridText {
  readonly text: string;
  /** Place in pixels of the grid: start, middle or end of the baseline, as `anchor` says. */
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly anchor: "start" | "middle" | "end";
  readonly bold: boolean;
  readonly colour: string;
}

/** A drawn picture: raster, texts over it, and what it shows in words. */
export interface PixelGrid {
  readonly title: string;
  readonly alt: string;
  readonly synthetic: boolean;
  readonly raster: Raster;
  readonly texts: readonly GridText[];
}

export interface ImageRow {
  readonly label: string;
  /** [N,H,W,1] or [N,H,W,3], uint8 or float32 in [0,1]; a knownMask is shown white = known, black = hole. */
  readonly images: ImageBatch;
  /** One per image. */
  readonly captions?: readonly string[];
}

export interface ScaleBar {
  readonly label: string;
  /** Values at the two ends of the colour map. */
  readonly low: number;
  readonly high: number;
}

export interface ImageGridOptions {
  readonly rows: readonly ImageRow[];
  /** What it shows, in a sentence or two; default: its title, labels and captions in words. */
  readonly alt?: string;
  readonly title?: string;
  readonly columnLabels?: readonly string[];
  /** Screen pixels per image pixel, a whole number; default 8. */
  readonly scale?: number;
  /** Pixels between pictures; default 8. */
  readonly gap?: number;
  /** A bar under the pictures that explains a false-colour row (falseColours.ts). */
  readonly scaleBar?: ScaleBar;
  /** Draw "synthetic data" on the grid; default false. */
  readonly synthetic?: boolean;
}

const margin = 12;
const textSize = 14;
const smallSize = 12;
const barWidth = 200;

/** Draws the grid. Throws on no images, counts that do not fit, channels other than 1 or 3, values that are not finite. */
export function imageGrid(options: ImageGridOptions): PixelGrid {
  const { rows, title = "", columnLabels, scale = 8, gap = 8, scaleBar, synthetic = false } = options;
  const columns = Math.max(0, ...rows.map((row) => row.images.shape[0]));
  checkGrid(options, columns, scale);
  const cellWidth = Math.max(...rows.map((row) => row.images.shape[2])) * scale;
  const texts: GridText[] = [];
  const say = (text: string, x: number, y: number, more: Partial<GridText> = {}): void => {
    if (text !== "")
      texts.push({ text, x, y, size: textSize, anchor: "start", bold: false, colour: colours.ink, ...more });
  };
  const labelLines = rows.map((row) => row.label.split("\n"));
  const left =
    margin +
    Math.ceil(Math.max(0, ...labelLines.flat().map((line) => textWidth(line, textSize)))) +
    (labelLines.some((lines) => lines.join("") !== "") ? 10 : 0);
  const right = left + columns * (cellWidth + gap) - gap;
  const heading =
    (title === "" ? 0 : textWidth(title, 16, true)) + (synthetic ? textWidth(syntheticLabel, 13) + 16 : 0);
  const wholeWidth = Math.ceil(Math.max(right, left + (scaleBar ? barWidth : 0), margin + heading) + margin);
  let top = margin;
  if (heading > 0) {
    say(title, margin, top + 16, { size: 16, bold: true });
    if (synthetic)
      say(syntheticLabel, wholeWidth - margin, top + 15, { size: 13, anchor: "end", colour: colours.synthetic });
    top += 30;
  }
  if (columnLabels !== undefined) {
    columnLabels.forEach((label, i) => caption(label, i, top + 13));
    top += 20;
  }
  const placed: { row: ImageRow; top: number }[] = [];
  rows.forEach((row, r) => {
    const height = row.images.shape[1] * scale;
    const first = top + height / 2 + 5 - (labelLines[r].length - 1) * 9;
    placed.push({ row, top });
    labelLines[r].forEach((line, i) => say(line, left - 10, first + i * 18, { anchor: "end" }));
    row.captions?.forEach((text, i) => caption(text, i, top + height + 15));
    top += height + (row.captions === undefined ? 0 : 20) + gap;
  });
  const barTop = top + 4;
  if (scaleBar !== undefined) {
    say(String(Number(scaleBar.low.toPrecision(3))), left, barTop + 27, { size: smallSize });
    say(String(Number(scaleBar.high.toPrecision(3))), left + barWidth, barTop + 27, { size: smallSize, anchor: "end" });
    say(scaleBar.label, left + barWidth / 2, barTop + 27, { size: smallSize, anchor: "middle" });
    top += 38;
  }
  const raster = blankRaster(wholeWidth, top - gap + margin);
  for (const { row, top: rowTop } of placed) {
    for (let i = 0; i < row.images.shape[0]; i++)
      paintImage(raster, row.images, i, left + i * (cellWidth + gap), rowTop, scale, gap >= 2);
  }
  if (scaleBar !== undefined) paintColourBar(raster, left, barTop, barWidth);
  return {
    title: title === "" ? rows.map((row) => row.label).join(", ") || "Images" : title,
    alt: options.alt ?? gridAlt(title, rows, columnLabels),
    synthetic,
    raster,
    texts,
  };

  function caption(text: string, column: number, y: number): void {
    const size = Math.max(
      8,
      Math.min(smallSize, (smallSize * (cellWidth + gap - 2)) / Math.max(1, textWidth(text, smallSize))),
    );
    say(text, left + column * (cellWidth + gap) + cellWidth / 2, y, {
      size: Math.floor(size * 10) / 10,
      anchor: "middle",
    });
  }
}

function checkGrid({ rows, alt, columnLabels }: ImageGridOptions, columns: number, scale: number): void {
  if (columns === 0) {
    throw new Error(
      `Expected at least one image to show, but received ${rows.length} rows without any. Give a batch with images.`,
    );
  }
  if (alt !== undefined && (typeof alt !== "string" || alt.trim() === "")) {
    throw new Error(
      `Expected the grid to have alt text, but received ${JSON.stringify(alt)}. ` +
        `Say in a sentence what it shows, or leave it out.`,
    );
  }
  if (!Number.isInteger(scale) || scale < 1 || scale > 64) {
    throw new Error(`Expected scale to be a whole number from 1 to 64, but received ${scale}. Use for example 8.`);
  }
  if (columnLabels !== undefined && columnLabels.length !== columns) {
    throw new Error(`Expected ${columns} column labels, but received ${columnLabels.length}. Give one per column.`);
  }
  for (const { label, images, captions } of rows) {
    const [count, , , channels] = images.shape;
    if (images.shape.length !== 4 || (channels !== 1 && channels !== 3)) {
      throw new Error(
        `Expected images of shape [N,H,W,1] or [N,H,W,3] in row "${label}", but received ${shapeText(images.shape)}. ` +
          `Show one or three channels.`,
      );
    }
    if (captions !== undefined && captions.length !== count) {
      throw new Error(
        `Expected ${count} captions in row "${label}", but received ${captions.length}. Give one per image.`,
      );
    }
    checkFinite(images);
    checkScale(images, `row "${label}"`);
  }
}

/** The grid in words. */
export function gridText(grid: PixelGrid): string {
  return `${grid.title}${grid.synthetic ? ` (${syntheticLabel})` : ""}\n${grid.alt}`;
}
