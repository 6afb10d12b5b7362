// Sparse Cholesky factorisation A = L·Lᵀ by the multifrontal method (Duff and Reid 1983, ACM Trans. Math. Softw. 9): each block
// of unknowns is eliminated inside a small dense matrix, its front, and what that changes among later unknowns is handed to its
// parent block as a dense square. Only dense arithmetic remains. Everything is float64.
import { eliminatePanel, paddedSide, subtractProducts, type Panel } from "./denseFront";
import { factorEntries, type FactorStructure, type SymmetricMatrix } from "./factorStructure";

/** L: for each block a panel with one row per unknown of the block and then per unknown below, as wide as the block. */
export interface Factor {
  readonly structure: FactorStructure;
  readonly values: Float64Array;
}

/** The factor of a symmetric positive definite matrix. Throws where a pivot is not positive. */
export function factorise(matrix: SymmetricMatrix, structure: FactorStructure): Factor {
  const { blocks, below, children, panels } = structure;
  const values = new Float64Array(factorEntries(structure));
  const place = new Int32Array(matrix.size);
  const changes: Float64Array[] = [];
  const spare: Float64Array[] = [];
  for (let b = 0; b < below.length; b++) {
    const first = blocks[b];
    const rows = below[b];
    const panel = { values, start: panels[b], width: blocks[b + 1] - first, height: rows.length };
    for (let i = 0; i < panel.width; i++) place[first + i] = i;
    for (let i = 0; i < rows.length; i++) place[rows[i]] = panel.width + i;
    const change = (changes[b] = zeros(paddedSide(rows.length) ** 2, spare));
    addColumns(matrix, first, place, panel);
    for (const child of children[b]) {
      addChange(changes[child], below[child], place, panel, change);
      spare.push(changes[child]);
      changes[child] = nothing;
    }
    eliminatePanel(panel, first);
    subtractProducts(panel, change);
  }
  return { structure, values };
}

const nothing = new Float64Array(0);

/** Zeros, in the last spare array where that is long enough. */
function zeros(length: number, spare: Float64Array[]): Float64Array {
  const last = spare.pop();
  return last !== undefined && last.length >= length ? last.fill(0, 0, length) : new Float64Array(length);
}

/** Adds the matrix's own entries in the block's columns. `place` is each unknown's row in the front. */
function addColumns(matrix: SymmetricMatrix, first: number, place: Int32Array, { values, start, width }: Panel): void {
  for (let j = 0; j < width; j++) {
    for (let k = matrix.start[first + j]; k < matrix.start[first + j + 1]; k++) {
      values[start + place[matrix.row[k]] * width + j] += matrix.value[k];
    }
  }
}

/** Adds what a child hands over: to the panel, or where both unknowns come after the block, to its own change. */
function addChange(child: Float64Array, rows: Int32Array, place: Int32Array, panel: Panel, change: Float64Array): void {
  const { values, start, width, height } = panel;
  const childSide = paddedSide(rows.length);
  const side = paddedSide(height);
  let inside = 0;
  while (inside < rows.length && place[rows[inside]] < width) inside++;
  for (let i = 0; i < rows.length; i++) {
    const to = place[rows[i]];
    const from = i * childSide;
    const split = Math.min(i + 1, inside);
    const panelRow = start + to * width;
    const changeRow = (to - width) * side - width;
    for (let j = 0; j < split; j++) values[panelRow + place[rows[j]]] += child[from + j];
    for (let j = split; j <= i; j++) change[changeRow + place[rows[j]]] += child[from + j];
  }
}
