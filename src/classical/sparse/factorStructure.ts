// Where a sparse Cholesky factor has entries, found before any arithmetic (symbolic factorisation). Unknowns are taken in
// blocks; a block's elimination couples all later unknowns that it touches, and those are handed to the block that holds the
// first of them, its parent (the assembly tree; Liu 1992, SIAM Review 34).

/** A symmetric matrix: of each column the entries on and below the diagonal, in any order. */
export interface SymmetricMatrix {
  readonly size: number;
  /** Where each column's entries start, and at the end how many there are. */
  readonly start: readonly number[];
  readonly row: readonly number[];
  readonly value: readonly number[];
}

/** Which entries of L can be non-zero, block by block. */
export interface FactorStructure {
  /** First unknown of each block, and at the end the number of unknowns. */
  readonly blocks: Int32Array;
  /** The unknowns after each block that its elimination touches, ascending. */
  readonly below: readonly Int32Array[];
  /** The blocks that hand their changes to each block. */
  readonly children: readonly (readonly number[])[];
  /** Where the entries of each block start in the factor, and at the end their number. */
  readonly panels: Float64Array;
}

/** The structure of L. `blocks` holds the first unknown of each block, and at the end the number of unknowns. */
export function findStructure({ size, start, row }: SymmetricMatrix, blocks: Int32Array): FactorStructure {
  const count = blocks.length - 1;
  const blockOf = new Int32Array(size);
  const lastSeenBy = new Int32Array(size).fill(-1);
  const below: Int32Array[] = [];
  const children: number[][] = Array.from({ length: count }, () => []);
  const panels = new Float64Array(count + 1);
  const found = new Int32Array(size);
  for (let b = 0; b < count; b++) blockOf.fill(b, blocks[b], blocks[b + 1]);
  for (let b = 0; b < count; b++) {
    const end = blocks[b + 1];
    let touched = 0;
    const touch = (unknown: number): void => {
      if (unknown < end || lastSeenBy[unknown] === b) return;
      lastSeenBy[unknown] = b;
      found[touched++] = unknown;
    };
    for (let k = start[blocks[b]]; k < start[end]; k++) touch(row[k]);
    for (const child of children[b]) below[child].forEach(touch);
    below.push(found.slice(0, touched).sort());
    if (touched > 0) children[blockOf[below[b][0]]].push(b);
    const width = end - blocks[b];
    panels[b + 1] = panels[b] + width * (width + touched);
  }
  return { blocks, below, children, panels };
}

/** How many numbers the factor takes. */
export function factorEntries({ panels }: FactorStructure): number {
  return panels[panels.length - 1];
}
