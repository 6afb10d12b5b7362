// A multigrid cycle for the Laplacian of a hole's pixels: a sweep of Gauss-Seidel, the rest solved on a grid of half the
// resolution, a sweep in reverse order. One cycle is a symmetric approximate inverse at a cost linear in the pixels, which is
// what conjugate gradients need; float32 is enough for that.
import { cellAt, coarsen, finestLevel, type GridLevel } from "./gridLevel";
import type { RegionShape } from "./regionShape";

/** An approximate inverse of the Laplacian of a region's pixels. */
export class Multigrid {
  private readonly levels: GridLevel[];
  private readonly cells: Int32Array;

  constructor(shape: RegionShape) {
    const finest = finestLevel(shape);
    this.levels = [finest];
    for (let level = finest; Math.max(level.height, level.width) > 2;) this.levels.push((level = coarsen(level)));
    this.cells = shape.rows.map((row, i) => cellAt(finest, row, shape.columns[i]));
  }

  /** Replaces a right-hand side, one value per pixel in the shape's order, by the approximate solution. */
  apply(values: Float64Array): void {
    const {
      levels: [{ x, b }],
      cells,
    } = this;
    for (let i = 0; i < cells.length; i++) b[cells[i]] = values[i];
    this.cycle(0);
    for (let i = 0; i < cells.length; i++) values[i] = x[cells[i]];
  }

  private cycle(l: number): void {
    const fine = this.levels[l];
    fine.x.fill(0);
    for (let i = fine.stride + 1; i < fine.x.length - fine.stride - 1; i++) relax(fine, i);
    if (l + 1 < this.levels.length) {
      const coarse = this.levels[l + 1];
      restrictResidual(fine, coarse);
      this.cycle(l + 1);
      interpolate(coarse, fine);
    }
    for (let i = fine.x.length - fine.stride - 2; i > fine.stride; i--) relax(fine, i);
  }
}

function relax(level: GridLevel, i: number): void {
  if (level.diagonal[i] > 0) level.x[i] += residualAt(level, i) / level.diagonal[i];
}

function residualAt({ stride, diagonal, links, x, b }: GridLevel, i: number): number {
  const up = i - stride;
  const down = i + stride;
  const own = b[i] - diagonal[i] * x[i];
  if (links === undefined) return own + x[i - 1] + x[i + 1] + x[up] + x[down];
  const { right, belowLeft, below, belowRight } = links;
  return (
    own -
    right[i] * x[i + 1] -
    right[i - 1] * x[i - 1] -
    below[i] * x[down] -
    below[up] * x[up] -
    belowLeft[i] * x[down - 1] -
    belowLeft[up + 1] * x[up + 1] -
    belowRight[i] * x[down + 1] -
    belowRight[up - 1] * x[up - 1]
  );
}

/** Shares each fine cell's residual among the up to four coarse cells that it is interpolated from. */
function restrictResidual(fine: GridLevel, coarse: GridLevel): void {
  coarse.b.fill(0);
  for (let y = 0; y < fine.height; y++) {
    for (let x = 0, i = cellAt(fine, y, 0); x < fine.width; x++, i++) {
      if (fine.diagonal[i] === 0) continue;
      const to = cellAt(coarse, y >> 1, x >> 1);
      const right = x & 1;
      const below = (y & 1) * coarse.stride;
      const quarter = residualAt(fine, i) / 4;
      coarse.b[to] += quarter;
      coarse.b[to + right] += quarter;
      coarse.b[to + below] += quarter;
      coarse.b[to + below + right] += quarter;
    }
  }
}

/** Adds the coarse solution, bilinearly interpolated, to the fine one. */
function interpolate(coarse: GridLevel, fine: GridLevel): void {
  for (let y = 0; y < fine.height; y++) {
    for (let x = 0, i = cellAt(fine, y, 0); x < fine.width; x++, i++) {
      if (fine.diagonal[i] === 0) continue;
      const from = cellAt(coarse, y >> 1, x >> 1);
      const right = x & 1;
      const below = (y & 1) * coarse.stride;
      fine.x[i] +=
        (coarse.x[from] + coarse.x[from + right] + coarse.x[from + below] + coarse.x[from + below + right]) / 4;
    }
  }
}
