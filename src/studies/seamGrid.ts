// The seam that a fill leaves when known pixels are put back, and what the steps that close it leave: below each image how wrong
// the steps across its hole's edge are.
import { imageGrid, type PixelGrid } from "../figures/imageGrid";
import type { FloatImageBatch, ImageBatch } from "../images/batch";
import { paintHoles } from "../images/holes";
import { seamSquares } from "../metrics/seamError";
import { measuredSteps, noStep } from "./measuredSteps";

const closing = ["feather", "poisson", "matchRim"];

export interface SeamGridOptions {
  /** Screen pixels per image pixel; default 4. */
  readonly scale?: number;
  readonly title?: string;
  readonly synthetic?: boolean;
}

/** Images [N,H,W,C] with an edge in each, their holes, and a method's raw fill of the same shape. */
export function seamGrid(
  images: ImageBatch,
  knownMask: ImageBatch,
  filled: FloatImageBatch,
  options: SeamGridOptions = {},
): PixelGrid {
  const { scale = 4, title = "The seam of the report's network, and after a step", synthetic } = options;
  const given = paintHoles(images, knownMask);
  const steps = measuredSteps.filter(({ name }) => closing.includes(name));
  const rows = [
    { label: "as filled", step: noStep },
    ...steps.map(({ name, numbers: [usual], make }) => ({ label: name, step: make(usual) })),
  ].map(({ label, step }) => {
    const shown = step(filled, given, knownMask);
    return { label, images: shown, levels: seamLevels(images, shown, knownMask) };
  });
  return imageGrid({
    title,
    scale,
    synthetic,
    alt:
      `${images.shape[0]} images as they are, with a hole, as filled, and after each of ${closing.join(", ")}. Error of the steps ` +
      `across the hole's edge, in levels of 255: ` +
      `${rows.map(({ label, levels }) => `${label} ${levels.join(", ")}`).join("; ")}.`,
    rows: [
      { label: "original", images },
      { label: "masked", images: given },
      ...rows.map(({ levels, ...row }) => ({ ...row, captions: levels.map((level) => `seam ${level}`) })),
    ],
  });
}

/** Of each image the root of the mean squared error of the steps across the edge. */
function seamLevels(images: ImageBatch, filled: ImageBatch, knownMask: ImageBatch): number[] {
  const { squared, values } = seamSquares(images, filled, knownMask);
  return Array.from(squared, (sum, i) => Math.round(255 * Math.sqrt(sum / values[i])));
}
