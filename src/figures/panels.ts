// Charts beside one another as one picture, for what needs two scales or two maps: each keeps its own title, axes and legend.
import type { Figure, VectorPicture } from "./figure";
import { chartSvg } from "./staticChart";
import { escapeMarkup } from "./style";

export interface PanelsOptions {
  /** Of the picture as a whole; not drawn, since each chart has its own. */
  readonly title: string;
  readonly alt: string;
}

/** The charts from left to right, their tops level, as wide as all of them together. Throws where there is none. */
export function panels(figures: readonly Figure[], { title, alt }: PanelsOptions): VectorPicture {
  if (figures.length === 0) {
    throw new Error("Expected at least one chart to place, but received none. Give makeFigure's results.");
  }
  const height = Math.max(...figures.map(({ layout }) => layout.height ?? 440));
  let width = 0;
  const placed = figures.map((figure) => {
    const left = width;
    width += figure.layout.width ?? 720;
    // The picture as a whole has the alternative text, not its parts.
    return chartSvg(figure).replace(/^<svg role="img" aria-label="[^"]*"/, `<svg x="${left}" y="0"`);
  });
  const size = `width="${width}" height="${height}"`;
  const svg =
    `<svg role="img" aria-label="${escapeMarkup(alt)}" xmlns="http://www.w3.org/2000/svg" ${size} ` +
    `viewBox="0 0 ${width} ${height}"><rect ${size} fill="#ffffff"/>${placed.join("")}</svg>`;
  return { title, alt, synthetic: figures.some(({ synthetic }) => synthetic), width, height, svg };
}
