// The pixels of a square patch, cut off at the image's border.

/** Rows and columns from first to last, both included. */
export interface PatchWindow {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/** The patch of 2 radius + 1 pixels a side around pixel `p` (row · width + column), as far as it lies in the image. */
export function patchWindow(p: number, radius: number, height: number, width: number): PatchWindow {
  const row = Math.floor(p / width);
  const column = p - row * width;
  return growWindow({ top: row, bottom: row, left: column, right: column }, radius, height, width);
}

/** The window with `margin` more pixels on each side, as far as they lie in the image. */
export function growWindow(window: PatchWindow, margin: number, height: number, width: number): PatchWindow {
  return {
    top: Math.max(0, window.top - margin),
    bottom: Math.min(height - 1, window.bottom + margin),
    left: Math.max(0, window.left - margin),
    right: Math.min(width - 1, window.right + margin),
  };
}

/** How many pixels the window holds. */
export function windowArea({ top, bottom, left, right }: PatchWindow): number {
  return (bottom - top + 1) * (right - left + 1);
}

/** Calls `visit` with each pixel of the window, in reading order. */
export function eachPixel({ top, bottom, left, right }: PatchWindow, width: number, visit: (p: number) => void): void {
  for (let row = top; row <= bottom; row++) {
    for (let p = row * width + left; p <= row * width + right; p++) visit(p);
  }
}
