// Drawings as SVG text and as PNG bytes. resvg draws the PNG, with DejaVu Sans handed to it as a file and the system's
// fonts left alone, so that every machine gives the same bytes. resvg is loaded when the first PNG is wanted.
import { absentPackage } from "../../absentPackage";
import type { Figure, VectorPicture } from "../../figures/figure";
import type { PixelGrid } from "../../figures/imageGrid";
import { chartSvg } from "../../figures/staticChart";
import { escapeMarkup, typeface } from "../../figures/style";
import { pngAddress, rasterToPng } from "./png";

/** Whatever can be shown in a notebook or written as a file. */
export type Drawing = Figure | PixelGrid | VectorPicture;

/** The drawing as SVG text. */
export function drawingToSvg(drawing: Drawing): string {
  return "svg" in drawing ? drawing.svg : "raster" in drawing ? gridToSvg(drawing) : chartSvg(drawing);
}

/** The drawing as PNG: grids pixel for pixel, the rest at twice its size. */
export function drawingToPng(drawing: Drawing): Buffer {
  return svgToPng(drawingToSvg(drawing), { scale: "raster" in drawing ? 1 : 2 });
}

/** A grid as SVG: its raster as an embedded PNG, its texts as text. */
export function gridToSvg(grid: PixelGrid): string {
  const { width, height } = grid.raster;
  const texts = grid.texts.map(
    (text) =>
      `<text x="${round(text.x)}" y="${round(text.y)}" font-family="${typeface}" ` +
      `font-size="${round(text.size)}" text-anchor="${text.anchor}" fill="${text.colour}"` +
      `${text.bold ? ` font-weight="bold"` : ""}>` +
      `${escapeMarkup(text.text)}</text>`,
  );
  return (
    `<svg role="img" aria-label="${escapeMarkup(grid.alt)}" xmlns="http://www.w3.org/2000/svg" ` +
    `xmlns:xlink="http://www.w3.org/1999/xlink" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">` +
    `<image width="${width}" height="${height}" image-rendering="optimizeSpeed" ` +
    `xlink:href="${pngAddress(rasterToPng(grid.raster))}"/>${texts.join("")}</svg>`
  );
}

export interface PngOptions {
  /** Pixels per SVG unit; default 1. */
  readonly scale?: number;
}

/** SVG text as PNG bytes on white. Throws one sentence if the SVG is damaged. */
export function svgToPng(svg: string, options: PngOptions = {}): Buffer {
  const { Resvg, fontFiles } = loadResvg();
  try {
    const picture = new Resvg(svg, {
      font: { fontFiles, loadSystemFonts: false, defaultFontFamily: "DejaVu Sans", sansSerifFamily: "DejaVu Sans" },
      fitTo: { mode: "zoom", value: options.scale ?? 1 },
      background: "#ffffff",
      imageRendering: 1,
    });
    return picture.render().asPng();
  } catch (error) {
    throw new Error(
      `Expected well-formed SVG, but received text that cannot be drawn (${(error as Error).message}). ` +
        `Check the figure that made it.`,
    );
  }
}

/** Throws where the packages that svgToPng needs are not installed. */
export function checkResvg(): void {
  loadResvg();
}

function loadResvg(): { Resvg: (typeof import("@resvg/resvg-js"))["Resvg"]; fontFiles: string[] } {
  try {
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    const { Resvg } = require("@resvg/resvg-js") as typeof import("@resvg/resvg-js");
    const fontFiles = ["DejaVuSans", "DejaVuSans-Bold"].map((name) =>
      require.resolve(`dejavu-fonts-ttf/ttf/${name}.ttf`),
    );
    return { Resvg, fontFiles };
  } catch (error) {
    throw absentPackage(error, "@resvg/resvg-js dejavu-fonts-ttf", "to draw text into a picture");
  }
}

function round(value: number): string {
  return String(Math.round(value * 10) / 10);
}
