// A multigrid cycle for a hole's equations: a sweep of Gauss-Seidel, the rest solved by two such cycles on a grid of half the
// resolution, a sweep in reverse order (the W-cycle of Briggs, Henson and McCormick, A Multigrid Tutorial, 2000, chapter 3). A
// coarse grid has the same equations as the fine one, for pixels of twice the size. A cycle is a symmetric approximate inverse
// at a cost linear in the hole's pixels.
import { coarseCells, coarserGrid, holeGrid, type CoarseCells, type HoleGrid, type UnknownPlaces } from "./holeGrid";
import type { Stencil } from "./stencil";

/** A grid with its equations A·x = b, and how it hangs together with the next coarser one. */
interface Level {
  readonly grid: HoleGrid;
  readonly x: Float64Array;
  readonly b: Float64Array;
  readonly coarse: CoarseCells | undefined;
}

/** Harmonic or biharmonic equations on a grid. */
interface Equations {
  /** The matrix times x, at one unknown. */
  times(grid: HoleGrid, x: Float64Array, unknown: number): number;
  /** Solves the equations of the unknowns number `from`, `from` + `step`, … one by one, up to `to`, which is left out. */
  sweep(level: Level, from: number, to: number, step: 1 | -1): void;
  /** What a grid's equations have to be multiplied by to become, for smooth x, those of the next coarser one. */
  readonly coarsening: number;
}

/** A hole's equations and an approximate inverse of them. Vectors have a value for each cell, 0 for what is not unknown. */
export class Multigrid {
  readonly grid: HoleGrid;
  private readonly equations: Equations;
  private readonly levels: Level[] = [];

  constructor(places: UnknownPlaces, { reach }: Pick<Stencil, "reach">) {
    this.equations = reach === 1 ? harmonic : biharmonic;
    this.grid = holeGrid(places);
    for (let grid: HoleGrid | undefined = this.grid; grid !== undefined;) {
      const coarser: HoleGrid | undefined = coarserGrid(grid);
      const coarse = coarser && coarseCells(grid, coarser);
      this.levels.push({ grid, x: new Float64Array(grid.size), b: new Float64Array(grid.size), coarse });
      grid = coarser;
    }
  }

  /** Writes the matrix times x to `product`. */
  multiply(x: Float64Array, product: Float64Array): void {
    const { unknowns } = this.grid;
    for (let u = 0; u < unknowns.length; u++) product[unknowns[u]] = this.equations.times(this.grid, x, unknowns[u]);
  }

  /** Replaces a right-hand side by the approximate solution. */
  precondition(values: Float64Array): void {
    const [{ x, b }] = this.levels;
    b.set(values);
    this.solve(0, 1);
    values.set(x);
  }

  private solve(l: number, cycles: number): void {
    const { equations, levels } = this;
    const fine = levels[l];
    const count = fine.grid.unknowns.length;
    fine.x.fill(0);
    for (let cycle = 0; cycle < cycles; cycle++) {
      equations.sweep(fine, 0, count, 1);
      if (fine.coarse !== undefined) {
        restrictResidual(fine, fine.coarse, levels[l + 1], equations);
        this.solve(l + 1, 2);
        interpolate(fine, fine.coarse, levels[l + 1]);
      }
      equations.sweep(fine, count - 1, -1, -1);
    }
  }
}

const harmonic: Equations = {
  coarsening: 1,
  times: ({ above, below, neighbours }, x, i) => neighbours[i] * x[i] - x[i - 1] - x[i + 1] - x[above[i]] - x[below[i]],
  sweep: ({ grid, x, b }, from, to, step) => {
    const { unknowns, above, below, neighbours } = grid;
    for (let u = from; u !== to; u += step) {
      const i = unknowns[u];
      x[i] = (b[i] + x[i - 1] + x[i + 1] + x[above[i]] + x[below[i]]) / neighbours[i];
    }
  },
};

const biharmonic: Equations = {
  coarsening: 4,
  times: timesBiharmonic,
  sweep: ({ grid, x, b }, from, to, step) => {
    const { unknowns, neighbours } = grid;
    for (let u = from; u !== to; u += step) {
      const i = unknowns[u];
      x[i] += (b[i] - timesBiharmonic(grid, x, i)) / (neighbours[i] * (neighbours[i] + 1));
    }
  },
};

/** The coefficients of biharmonicStencil; what lies outside the image is 0, so that only the counts of neighbours tell it. */
function timesBiharmonic({ above, below, neighbours }: HoleGrid, x: Float64Array, i: number): number {
  const up = above[i];
  const down = below[i];
  const here = neighbours[i];
  const far = x[i - 2] + x[i + 2] + x[above[up]] + x[below[down]];
  const diagonal = x[up - 1] + x[up + 1] + x[down - 1] + x[down + 1];
  return (
    here * (here + 1) * x[i] +
    2 * diagonal +
    far -
    (here + neighbours[i - 1]) * x[i - 1] -
    (here + neighbours[i + 1]) * x[i + 1] -
    (here + neighbours[up]) * x[up] -
    (here + neighbours[down]) * x[down]
  );
}

/** Shares each unknown's residual among the four coarse cells, or fewer, that it is interpolated from. */
function restrictResidual(
  { grid, x, b }: Level,
  { cell, below, right }: CoarseCells,
  { b: to }: Level,
  { times, coarsening }: Equations,
): void {
  const { unknowns } = grid;
  to.fill(0);
  for (let u = 0; u < unknowns.length; u++) {
    const i = unknowns[u];
    const quarter = (b[i] - times(grid, x, i)) * (coarsening / 4);
    to[cell[u]] += quarter;
    to[cell[u] + right[u]] += quarter;
    to[below[u]] += quarter;
    to[below[u] + right[u]] += quarter;
  }
}

/** Adds the coarse solution, bilinearly interpolated, to the fine one. */
function interpolate({ grid: { unknowns }, x }: Level, { cell, below, right }: CoarseCells, { x: from }: Level): void {
  for (let u = 0; u < unknowns.length; u++) {
    const sum = from[cell[u]] + from[cell[u] + right[u]] + from[below[u]] + from[below[u] + right[u]];
    x[unknowns[u]] += sum / 4;
  }
}
