// Shapes that open holes in a canvas, cut off at its border: rectangle, line, ellipse, polygon. Each gives back how many
// known pixels it turned into holes. Rows grow downwards, a pixel's centre has whole coordinates. Only + - × ÷ and square
// roots are used, which every machine rounds alike: the same numbers give the same bits everywhere.
import type { MaskCanvas } from "./canvas";

/** A place in pixels; whole numbers are pixel centres. */
export interface MaskPoint {
  readonly x: number;
  readonly y: number;
}

/** A hole's place in pixels. */
export interface Rectangle {
  readonly top: number;
  readonly left: number;
  readonly height: number;
  readonly width: number;
}

export function openRectangle(canvas: MaskCanvas, hole: Rectangle): number {
  let opened = 0;
  for (let row = hole.top; row < hole.top + hole.height; row++) {
    opened += openSpan(canvas, row, hole.left, hole.left + hole.width - 1);
  }
  return opened;
}

/** Opens the pixels first..last of a row, both included. */
export function openSpan(canvas: MaskCanvas, row: number, first: number, last: number): number {
  if (row < 0 || row >= canvas.height) return 0;
  const start = row * canvas.width;
  const end = start + Math.min(last, canvas.width - 1);
  let opened = 0;
  for (let at = start + Math.max(first, 0); at <= end; at++) {
    opened += canvas.pixels[at];
    canvas.pixels[at] = 0;
  }
  return opened;
}

/**
 * The pixels whose centres lie in the ellipse, its edge included. `axis` is a vector of length 1 along the half axis
 * `along`; `across` is the other half axis. skimage.draw.ellipse is the same without the edge.
 */
export function openEllipse(
  canvas: MaskCanvas,
  centre: MaskPoint,
  along: number,
  across: number,
  axis: MaskPoint = { x: 1, y: 0 },
): number {
  const reach = Math.max(along, across);
  let opened = 0;
  for (let y = Math.ceil(centre.y - reach); y <= centre.y + reach; y++) {
    for (let x = Math.ceil(centre.x - reach); x <= centre.x + reach; x++) {
      const dx = x - centre.x;
      const dy = y - centre.y;
      const u = (dx * axis.x + dy * axis.y) / along;
      const v = (dy * axis.x - dx * axis.y) / across;
      if (u * u + v * v <= 1) opened += openSpan(canvas, y, x, x);
    }
  }
  return opened;
}

/** The pixels whose centres lie in the polygon by the even-odd rule; of its edges, left and upper ones count as inside. */
export function openPolygon(canvas: MaskCanvas, corners: readonly MaskPoint[]): number {
  const ys = corners.map(({ y }) => y);
  let opened = 0;
  for (let row = Math.max(0, Math.ceil(Math.min(...ys))); row <= Math.min(canvas.height - 1, Math.max(...ys)); row++) {
    const crossings: number[] = [];
    corners.forEach((a, i) => {
      const b = corners[(i + 1) % corners.length];
      if (a.y <= row !== b.y <= row) crossings.push(a.x + ((row - a.y) * (b.x - a.x)) / (b.y - a.y));
    });
    crossings.sort((a, b) => a - b);
    for (let i = 0; i + 1 < crossings.length; i += 2) {
      opened += openSpan(canvas, row, Math.ceil(crossings[i]), Math.ceil(crossings[i + 1]) - 1);
    }
  }
  return opened;
}

/**
 * A line between two pixels, drawn as OpenCV's cv2.line draws it (8-connected). Thickness 1 is Bresenham's line. Thicker
 * ones reach ceil(thickness / 2) pixels to each side and have round ends: thickness 2 is three pixels wide, as there.
 */
export function openLine(canvas: MaskCanvas, from: MaskPoint, to: MaskPoint, thickness: number): number {
  if (thickness === 1) return openThinLine(canvas, from, to);
  const reach = Math.ceil(thickness / 2);
  const length = Math.sqrt((to.x - from.x) ** 2 + (to.y - from.y) ** 2);
  const ends = openEllipse(canvas, from, reach, reach) + openEllipse(canvas, to, reach, reach);
  if (length === 0) return ends;
  const x = (reach * (from.y - to.y)) / length;
  const y = (reach * (to.x - from.x)) / length;
  return (
    ends +
    openConvexOutline(canvas, [
      { x: from.x + x, y: from.y + y },
      { x: from.x - x, y: from.y - y },
      { x: to.x - x, y: to.y - y },
      { x: to.x + x, y: to.y + y },
    ])
  );
}

/** From left to right; half-way between two pixels it stays at the earlier one. */
function openThinLine(canvas: MaskCanvas, from: MaskPoint, to: MaskPoint): number {
  const [a, b] = from.x <= to.x ? [from, to] : [to, from];
  const dx = b.x - a.x;
  const dy = Math.abs(b.y - a.y);
  const down = Math.sign(b.y - a.y);
  const steps = Math.max(dx, dy);
  let opened = 0;
  for (let step = 0; step <= steps; step++) {
    const aside = steps === 0 ? 0 : Math.ceil((2 * step * Math.min(dx, dy) - steps) / (2 * steps));
    const x = a.x + (dx >= dy ? step : aside);
    const y = a.y + down * (dx >= dy ? aside : step);
    opened += openSpan(canvas, y, x, x);
  }
  return opened;
}

/**
 * A convex polygon with the pixels that its edges pass through: what cv2.fillConvexPoly opens. An edge is followed pixel
 * by pixel along its longer extent, from its upper or left end; as in OpenCV the first step starts at that end itself,
 * not at the centre of its pixel.
 */
function openConvexOutline(canvas: MaskCanvas, corners: readonly MaskPoint[]): number {
  const ys = corners.map(({ y }) => y);
  const top = Math.round(Math.min(...ys)) - 1;
  const rows = Math.round(Math.max(...ys)) + 2 - top;
  const first = new Float64Array(rows).fill(Infinity);
  const last = new Float64Array(rows).fill(-Infinity);
  const widen = (x: number, y: number): void => {
    first[y - top] = Math.min(first[y - top], x);
    last[y - top] = Math.max(last[y - top], x);
  };
  corners.forEach((one, i) => {
    const other = corners[(i + 1) % corners.length];
    const flat = Math.abs(other.x - one.x) > Math.abs(other.y - one.y);
    const along = flat ? "x" : "y";
    const aside = flat ? "y" : "x";
    const [a, b] = one[along] <= other[along] ? [one, other] : [other, one];
    const start = Math.round(a[along]);
    const slope = (b[aside] - a[aside]) / (b[along] - a[along]);
    for (let at = start; at <= Math.round(b[along]); at++) {
      const beside = Math.round(a[aside] + (at - start) * slope);
      if (flat) widen(at, beside);
      else widen(beside, at);
    }
  });
  let opened = 0;
  first.forEach((x, i) => (opened += openSpan(canvas, top + i, x, last[i])));
  return opened;
}
