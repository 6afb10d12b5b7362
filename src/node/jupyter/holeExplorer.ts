// The hole explorer as the output of a notebook cell: one message with the explorer as HTML, the map of both errors as PNG, and
// words. JupyterLab runs the script in a notebook that it trusts; where scripts are stripped (GitHub, an untrusted notebook) the
// map inside the HTML stays; a front end that shows no HTML takes the PNG.
import { createHash } from "node:crypto";
import type { HoleExploration } from "../../studies/exploreHoles";
import { explorerMap, explorerSprite } from "../../studies/holeExplorer";
import { holeExplorerHtml, type ExplorerPageOptions } from "../../studies/holeExplorerPage";
import { blankRaster, paintImage } from "../../figures/raster";
import { svgToPng } from "../figures/encode";
import { rasterToPng } from "../figures/png";
import { sendBundle } from "./kernel";

/** What an output may weigh, so that a notebook with an explorer stays below 1 MB. */
const largestHtml = 500_000;

/** The HTML and its parts: base64 of the map's PNG, and the map in words. The same exploration gives the same text. */
export interface ExplorerOutput {
  readonly html: string;
  readonly mapPng: string;
  readonly mapWidth: number;
  readonly mapHeight: number;
  readonly alt: string;
}

/** Throws where the HTML would weigh 500 kB or more: pictures well above 32×32. */
export function holeExplorerOutput(exploration: HoleExploration, options: ExplorerPageOptions = {}): ExplorerOutput {
  const map = explorerMap(exploration, options);
  const mapPng = svgToPng(map.svg).toString("base64");
  const sprite = rasterToPng(explorerSprite(exploration)).toString("base64");
  const [, height, width] = exploration.picture.shape;
  const picture = blankRaster(width, height);
  paintImage(picture, exploration.picture, 0, 0, 0, 1, false);
  const address = (base64: string): string => `data:image/png;base64,${base64}`;
  const html = holeExplorerHtml(
    exploration,
    {
      key: createHash("sha256").update(sprite).update(JSON.stringify(options)).digest("hex").slice(0, 12),
      picture: address(rasterToPng(picture).toString("base64")),
      sprite: address(sprite),
      map: address(mapPng),
      alt: map.alt,
      mapWidth: map.width,
    },
    options,
  );
  if (html.length >= largestHtml) {
    throw new Error(
      `Expected an explorer below ${largestHtml / 1000} kB, but received ${Math.ceil(html.length / 1000)} kB. ` +
        `Explore a picture of about 32×32 pixels.`,
    );
  }
  return { html, mapPng, mapWidth: map.width, mapHeight: map.height, alt: map.alt };
}

/** Shows the explorer; in plain Node its words. */
export function showHoleExplorer(exploration: HoleExploration, options: ExplorerPageOptions = {}): void {
  const { html, mapPng, mapWidth, mapHeight, alt } = holeExplorerOutput(exploration, options);
  sendBundle(
    { "text/html": html, "image/png": mapPng, "text/plain": `The hole explorer\n${alt}` },
    { "image/png": { width: mapWidth, height: mapHeight } },
  );
}
