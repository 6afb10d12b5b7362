// Holes as a round brush paints them: strokes along points, what the widget brush() writes down. A pixel is hole where its centre
// lies no farther from a stroke than the brush's radius.
import { imageBatch, type BatchShape, type ImageBatch } from "../images/batch";
import { repeatMask } from "../images/holes";

/** One stroke of a round brush. */
export interface Stroke {
  /** In pixels, above 0. */
  readonly radius: number;
  /** [column, row] of each point in pixels; a single point is a dot. Points may lie outside the image. */
  readonly points: readonly (readonly number[])[];
}

/**
 * The same strokes as the hole of every image: knownMask uint8 [N,H,W,1]. Throws for strokes that are none, and where they leave no
 * hole or nothing known.
 */
export function drawStrokes([count, height, width]: BatchShape, strokes: readonly Stroke[]): ImageBatch {
  strokes.forEach(checkStroke);
  const known = new Uint8Array(height * width).fill(1);
  for (const { radius, points } of strokes) {
    points.forEach((to, i) => openStretch(known, { height, width }, points[Math.max(0, i - 1)], to, radius));
  }
  if (!known.includes(0) || !known.includes(1)) {
    throw new Error(
      `Expected strokes that leave a hole and a known pixel in ${height}×${width} pixels, but received ` +
        `${known.includes(1) ? "no hole" : "no known pixel"}. Paint inside the image, and not all of it.`,
    );
  }
  return repeatMask(imageBatch(known, [1, height, width, 1]), count);
}

/** What the brush covers on its straight way from one point to the next. */
function openStretch(
  known: Uint8Array,
  { height, width }: { readonly height: number; readonly width: number },
  [fromX, fromY]: readonly number[],
  [toX, toY]: readonly number[],
  radius: number,
): void {
  const last = (most: number, a: number, b: number): number => Math.min(most - 1, Math.floor(Math.max(a, b) + radius));
  const first = (a: number, b: number): number => Math.max(0, Math.ceil(Math.min(a, b) - radius));
  const [dx, dy] = [toX - fromX, toY - fromY];
  const length = dx * dx + dy * dy;
  for (let y = first(fromY, toY); y <= last(height, fromY, toY); y++) {
    for (let x = first(fromX, toX); x <= last(width, fromX, toX); x++) {
      const along = length === 0 ? 0 : ((x - fromX) * dx + (y - fromY) * dy) / length;
      const share = Math.min(1, Math.max(0, along));
      const [awayX, awayY] = [x - fromX - share * dx, y - fromY - share * dy];
      if (awayX * awayX + awayY * awayY <= radius * radius) known[y * width + x] = 0;
    }
  }
}

function checkStroke({ radius, points }: Stroke): void {
  const isPoint = (point: readonly number[]): boolean => point.length === 2 && point.every(Number.isFinite);
  if (Number.isFinite(radius) && radius > 0 && points.length > 0 && points.every(isPoint)) return;
  throw new Error(
    `Expected a stroke with a radius above 0 and points [column, row], but received radius ${radius} and ` +
      `${JSON.stringify(points)}. Write for example { radius: 6, points: [[20, 30], [40, 30]] }.`,
  );
}
