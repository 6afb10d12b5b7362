// Small symmetric matrices, sparse and dense, and a sparse factor written out.
import type { Factor } from "../../../src/classical/sparse/cholesky";
import type { SymmetricMatrix } from "../../../src/classical/sparse/factorStructure";
import type { Random } from "../../../src/random";

/** A random symmetric positive definite matrix in which a share `density` of the entries off the diagonal is not zero. */
export function randomMatrix(size: number, density: number, random: Random): number[][] {
  const dense = Array.from({ length: size }, () => new Array<number>(size).fill(0));
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < i; j++) if (random.uniform() < density) dense[i][j] = dense[j][i] = random.normal();
  }
  dense.forEach((row, i) => {
    row[i] = 0.5 + row.reduce((sum, value) => sum + Math.abs(value), 0);
  });
  return dense;
}

/** The entries on and below the diagonal that are not zero, column by column. */
export function sparse(dense: readonly (readonly number[])[]): SymmetricMatrix {
  const size = dense.length;
  const start = [0];
  const row: number[] = [];
  const value: number[] = [];
  for (let j = 0; j < size; j++) {
    for (let i = j; i < size; i++) {
      if (dense[i][j] === 0) continue;
      row.push(i);
      value.push(dense[i][j]);
    }
    start.push(row.length);
  }
  return { size, start, row, value };
}

/** Cuts 0..size into blocks of random lengths. */
export function randomBlocks(size: number, random: Random): Int32Array {
  const blocks = [0];
  while (blocks[blocks.length - 1] < size)
    blocks.push(Math.min(size, blocks[blocks.length - 1] + random.integer(1, 6)));
  return Int32Array.from(blocks);
}

/** The factor as a lower triangular matrix. */
export function lowerTriangle({ structure: { blocks, below, panels }, values }: Factor): number[][] {
  const size = blocks[blocks.length - 1];
  const dense = Array.from({ length: size }, () => new Array<number>(size).fill(0));
  below.forEach((rows, b) => {
    const first = blocks[b];
    const width = blocks[b + 1] - first;
    for (let j = 0; j < width; j++) {
      for (let i = j; i < width; i++) dense[first + i][first + j] = values[panels[b] + i * width + j];
      rows.forEach((row, i) => {
        dense[row][first + j] = values[panels[b] + (width + i) * width + j];
      });
    }
  });
  return dense;
}

/** a·bᵀ */
export function timesTransposed(a: readonly (readonly number[])[], b: readonly (readonly number[])[]): number[][] {
  return a.map((left) => b.map((right) => left.reduce((sum, value, k) => sum + value * right[k], 0)));
}
