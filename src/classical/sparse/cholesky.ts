// Sparse Cholesky factorisation A = L·Lᵀ by the multifrontal method (Duff and Reid 1983, ACM Trans. Math. Softw. 9): each block
// of unknowns is eliminated inside a small dense matrix, its front, and what that changes among later unknowns is handed to its
// parent block as a dense square. Only dense arithmetic remains. Everything is float64.
import { eliminatePanel, paddedSide, subtractProducts } from "./denseFront";
import { factorEntries, type FactorStructure, type SymmetricMatrix } from "./factorStructure";

/** L: for each block a panel with one row per unknown of the block and then per unknown below, as wide as the block. */
export interface Factor {
  readonly structure: FactorStructure;
  readonly values: Float64Array;
}

/** The factor of a symmetric positive definite matrix. Throws where a pivot is not positive. */
export function factorise(matrix: SymmetricMatrix, structure: FactorStructure): Factor {
  const { blocks, below, children, panels } = structure;
  const values = new Float64Array(factorEntries(structure)), place = new Int32Array(matrix.size);
  const changes: (Float64Array | undefined)[] = [];
  for (let b = 0; b < below.length; b++) {
    const first = blocks[b], width = blocks[b + 1] - first, rows = below[b], side = paddedSide(rows.length);
    const panel = values.subarray(panels[b], panels[b + 1]), change = new Float64Array(side * side);
    for (let i = 0; i < width; i++) place[first + i] = i;
    for (let i = 0; i < rows.length; i++) place[rows[i]] = width + i;
    addColumns(matrix, first, width, place, panel);
    for (const child of children[b]) {
      addChange(changes[child] as Float64Array, below[child], place, width, panel, change, side);
      changes[child] = undefined;
    }
    eliminatePanel(panel, width, first);
    subtractProducts(panel, width, change);
    changes.push(change);
  }
  return { structure, values };
}

/** Adds the matrix's own entries in the block's columns. `place` is each unknown's row in the front. */
function addColumns({ start, row, value }: SymmetricMatrix, first: number, width: number, place: Int32Array, panel: Float64Array): void {
  for (let j = 0; j < width; j++) {
    for (let k = start[first + j]; k < start[first + j + 1]; k++) panel[place[row[k]] * width + j] += value[k];
  }
}

/** Adds what a child hands over: to the panel, or where both unknowns come after the block, to its own change. */
function addChange(
  child: Float64Array, rows: Int32Array, place: Int32Array, width: number, panel: Float64Array, change: Float64Array, side: number,
): void {
  const childSide = paddedSide(rows.length);
  let inside = 0;
  while (inside < rows.length && place[rows[inside]] < width) inside++;
  for (let i = 0; i < rows.length; i++) {
    const to = place[rows[i]], from = i * childSide, split = Math.min(i + 1, inside), base = (to - width) * side - width;
    for (let j = 0; j < split; j++) panel[to * width + place[rows[j]]] += child[from + j];
    for (let j = split; j <= i; j++) change[base + place[rows[j]]] += child[from + j];
  }
}
