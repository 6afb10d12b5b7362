// The two equations that a hole pixel can obey, as coefficients of the pixels around it. Both come from the Laplacian of the
// pixel grid, L = (number of neighbours)·(pixel) − (sum of its neighbours), in which only neighbours inside the image count:
// that is the same as reflecting the image at its border. Harmonic is L·u = 0, biharmonic L·L·u = 0 (Damelin and Hoang 2018,
// Int. J. Math. Math. Sci., article 3950312); below stands what L·L works out to, entry by entry.

/** One kind of equation. */
export interface Stencil {
  /** How far it reaches: the largest sum of row and column distance. */
  readonly reach: 1 | 2;
  /** Row and column distance of each pixel in it, one pair after the other. */
  readonly steps: Int32Array;
  /** The coefficients of these pixels where no border of the image lies within reach. */
  readonly inside: readonly number[];
  /**
   * The coefficient of the pixel `dy` rows and `dx` columns away, in the equation of a pixel that has `here` neighbours in the
   * image, while the other has `there`.
   */
  coefficient(dy: number, dx: number, here: number, there: number): number;
}

/** Every hole pixel is the mean of its neighbours: 4 and −1. */
export const laplaceStencil: Stencil = defineStencil(1, (dy, dx, here) => (dy === 0 && dx === 0 ? here : -1));

/** The Laplacian of the Laplacian: inside the image 20, −8, 2 on the diagonals and 1 two pixels away. */
export const biharmonicStencil: Stencil = defineStencil(2, (dy, dx, here, there) => {
  const distance = Math.abs(dy) + Math.abs(dx);
  if (distance === 0) return here * here + here;
  if (distance === 1) return -here - there;
  return dy === 0 || dx === 0 ? 1 : 2;
});

function defineStencil(reach: 1 | 2, coefficient: Stencil["coefficient"]): Stencil {
  const steps: number[] = [];
  const inside: number[] = [];
  for (let dy = -reach; dy <= reach; dy++) {
    for (let dx = -reach; dx <= reach; dx++) {
      if (Math.abs(dy) + Math.abs(dx) > reach) continue;
      steps.push(dy, dx);
      inside.push(coefficient(dy, dx, 4, 4));
    }
  }
  return { reach, steps: Int32Array.from(steps), inside, coefficient };
}

/** The first and last row and column that belong to the image, counted from some origin. */
export interface Extent {
  readonly firstRow: number;
  readonly lastRow: number;
  readonly firstColumn: number;
  readonly lastColumn: number;
}

/** How many of a pixel's four neighbours lie inside the image. */
export function countNeighbours(y: number, x: number, { firstRow, lastRow, firstColumn, lastColumn }: Extent): number {
  return Number(y > firstRow) + Number(y < lastRow) + Number(x > firstColumn) + Number(x < lastColumn);
}

/** Calls `use` with row, column and coefficient of each pixel in the equation of the pixel at (y, x). */
export function visitEquation(
  stencil: Stencil,
  extent: Extent,
  y: number,
  x: number,
  use: (row: number, column: number, coefficient: number) => void,
): void {
  const { reach, steps, inside } = stencil;
  const { firstRow, lastRow, firstColumn, lastColumn } = extent;
  if (y - reach >= firstRow && y + reach <= lastRow && x - reach >= firstColumn && x + reach <= lastColumn) {
    for (let s = 0; s < steps.length; s += 2) use(y + steps[s], x + steps[s + 1], inside[s >> 1]);
    return;
  }
  const here = countNeighbours(y, x, extent);
  for (let s = 0; s < steps.length; s += 2) {
    const row = y + steps[s];
    const column = x + steps[s + 1];
    if (row < firstRow || row > lastRow || column < firstColumn || column > lastColumn) continue;
    use(row, column, stencil.coefficient(steps[s], steps[s + 1], here, countNeighbours(row, column, extent)));
  }
}
