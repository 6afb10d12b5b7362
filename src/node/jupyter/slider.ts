// A slider over figures as the output of a notebook cell: HTML that holds every picture, the picture at the start as PNG, or as the
// JPEG that it is, and words.
// It moves in JupyterLab, in the notebook's HTML page and on the site, without a kernel and without a network.
import type { Figure } from "../../figures/figure";
import { markDrawing } from "../../figures/markSynthetic";
import { sliderHtml, type SliderPicture } from "../../figures/sliderPage";
import { drawingToSvg, gridToSvg, svgToPng, type Drawing } from "../figures/encode";
import { onSyntheticData } from "./circumstances";
import { packPng, pngAddress } from "../figures/png";
import { notebookSender, sendBundle } from "./kernel";
import { checkWeight, widgetKey } from "./widgetOutput";

const widest = 900;

/** One position of a slider. */
export interface SliderFrame {
  /** What the position is called, such as "epoch 3". */
  readonly label: string;
  /** A chart, a grid of pictures or a drawing. */
  readonly figure: Drawing;
}

export interface SliderOptions {
  /** What is moved, such as "epoch". */
  readonly label: string;
  /** In the order of the positions. */
  readonly frames: readonly SliderFrame[];
  /** What stays as it is, below the frames; it is stored once. */
  readonly below?: Drawing;
  /** Index of the frame that is shown first, and alone where scripts are stripped; default 0. */
  readonly start?: number;
}

/**
 * Shows the slider; in plain Node its words; without a frame, as after a training that was stopped in its first epoch, a sentence.
 * Throws where a label is empty, where `start` is no frame, and where it would weigh more than 600 kB.
 */
export function slider(options: SliderOptions): void {
  const { label, start = 0 } = options;
  if (options.frames.length === 0) return console.log(`${label}: nothing to show yet.`);
  checkOptions(options, start);
  const frames = onSyntheticData() ? options.frames.map(marked) : options.frames;
  const below = options.below !== undefined && onSyntheticData() ? markDrawing(options.below) : options.below;
  const words = [
    `${label}: ${frames.map((frame) => frame.label).join(", ")}`,
    frames[start].figure.alt,
    ...(below === undefined ? [] : [below.alt]),
  ].join("\n");
  if (notebookSender() === null) return sendBundle({ "text/plain": words });
  const pictures = frames.map(sliderPicture);
  const fixed = below === undefined ? undefined : sliderPicture({ label: "", figure: below });
  const key = widgetKey([label, start, pictures, ...(fixed === undefined ? [] : [fixed])]);
  const html = sliderHtml({ label, pictures, start, below: fixed, key });
  const still = stillOf(frames[start].figure);
  checkWeight([html, still.base64], {
    what: "a slider",
    holding: ` in ${frames.length} frames`,
    wayOut: "Show fewer frames, or fewer pictures in each.",
  });
  const { width, height } = pictures[start];
  sendBundle(
    { "text/html": html, [still.type]: still.base64, "text/plain": words },
    { [still.type]: { width, height } },
  );
}

/** A figure that is nothing but a JPEG, as those of runFilm are, stays one: its PNG weighs several times as much. */
function stillOf(figure: Drawing): { readonly type: "image/png" | "image/jpeg"; readonly base64: string } {
  const svg = drawingToSvg(figure);
  const jpeg = /^<svg [^>]*><image href="data:image\/jpeg;base64,([^"]+)"[^>]*><\/svg>$/.exec(svg)?.[1];
  if (jpeg !== undefined) return { type: "image/jpeg", base64: jpeg };
  return { type: "image/png", base64: packPng(svgToPng(svg)).toString("base64") };
}

function marked({ label, figure }: SliderFrame): SliderFrame {
  return { label, figure: markDrawing(figure) };
}

function checkOptions({ label, frames }: SliderOptions, start: number): void {
  if (!(Number.isInteger(start) && start >= 0 && start < frames.length)) {
    throw new Error(
      `Expected start to be a frame from 0 to ${frames.length - 1}, but received ${start}. Leave it out for the first.`,
    );
  }
  if ([label, ...frames.map((frame) => frame.label)].some((text) => text.trim() === "")) {
    throw new Error(
      `Expected a label for the slider and for each frame, but received an empty one. Say what is shown.`,
    );
  }
}

/** The frame as HTML holds it: grids as PNG; charts and drawings as SVG or PNG, whichever is the smaller. */
export function sliderPicture({ label, figure }: SliderFrame): SliderPicture {
  const [width, height] = sizeOf(figure);
  const shown = Math.min(width, widest);
  const svg = "raster" in figure ? gridToSvg(figure) : drawingToSvg(figure);
  const png = pngAddress(packPng(svgToPng(svg)));
  const vector = `data:image/svg+xml;base64,${Buffer.from(svg).toString("base64")}`;
  return {
    label,
    address: "raster" in figure || png.length < vector.length ? png : vector,
    alt: figure.alt,
    width: shown,
    height: Math.round((height * shown) / width),
  };
}

function sizeOf(figure: Drawing): [width: number, height: number] {
  if ("raster" in figure) return [figure.raster.width, figure.raster.height];
  if ("svg" in figure) return [figure.width, figure.height];
  return chartSize(figure);
}

function chartSize({ layout: { width = 720, height = 440 } }: Figure): [width: number, height: number] {
  return [width, height];
}
