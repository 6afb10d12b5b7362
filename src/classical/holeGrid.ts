// The pixels of a hole as one list, row by row, with those around it that an equation reaches: what is not in the list costs
// neither memory nor time, however large the picture around a thin hole. The cells to the left and right stand beside a cell in
// the list, those above and below are looked up. A coarser grid has every second row and column.
import { countNeighbours, type Extent } from "./stencil";

/** Where unknowns lie: rows and columns, row by row from top left, and where the image ends. */
export interface UnknownPlaces {
  readonly rows: Int32Array;
  readonly columns: Int32Array;
  readonly extent: Extent;
}

/** Cells of a grid: the unknowns and all within two steps of one. The first three stand for all others and are never unknown. */
export interface HoleGrid extends UnknownPlaces {
  /** Cells of the list. `rows` and `columns` are those of the cells. */
  readonly size: number;
  /** The cells that are unknown, row by row. */
  readonly unknowns: Int32Array;
  /** The cell one row above or below; 1 where it is not in the list. */
  readonly above: Int32Array;
  readonly below: Int32Array;
  /** How many of a cell's four neighbours lie inside the image; 0 for a cell outside. */
  readonly neighbours: Uint8Array;
  /** Row of the first cell, and from where to where the cells of each row go on stand in the list. */
  readonly firstRow: number;
  readonly starts: Int32Array;
}

/** The cell that stands for those that are not in the list; the cells beside it stand for their neighbours. */
export const absentCell = 1;
const firstListed = 3;
const reach = 2;

/** The grid around these unknowns. */
export function holeGrid({ rows: unknownRows, columns: unknownColumns, extent }: UnknownPlaces): HoleGrid {
  const count = unknownRows.length;
  const firstRow = unknownRows[0] - reach;
  const height = unknownRows[count - 1] + reach - firstRow + 1;
  const listed = listCells(unknownRows, unknownColumns, firstRow, height);
  const { starts, columns } = listed;
  const size = columns.length;
  const rows = new Int32Array(size).fill(firstRow - 1);
  const neighbours = new Uint8Array(size);
  const unknowns = new Int32Array(count);
  for (let r = 0, u = 0; r < height; r++) {
    const row = firstRow + r;
    for (let i = starts[r]; i < starts[r + 1]; i++) {
      rows[i] = row;
      if (isInside(row, columns[i], extent)) neighbours[i] = countNeighbours(row, columns[i], extent);
      if (u < count && unknownRows[u] === row && unknownColumns[u] === columns[i]) unknowns[u++] = i;
    }
  }
  const above = new Int32Array(size).fill(absentCell);
  const below = new Int32Array(size).fill(absentCell);
  for (let r = 1; r < height; r++) {
    for (let i = starts[r], up = starts[r - 1]; i < starts[r + 1]; i++) {
      while (up < starts[r] && columns[up] < columns[i]) up++;
      if (up === starts[r] || columns[up] !== columns[i]) continue;
      above[i] = up;
      below[up] = i;
    }
  }
  return { size, unknowns, rows, columns, above, below, neighbours, extent, firstRow, starts };
}

/**
 * The grid of every second row and column. A cell is unknown where all nine cells around its place in the fine grid are, or lie
 * outside the image: what is interpolated from it then changes no known pixel. Undefined where no cell is.
 */
export function coarserGrid({
  unknowns,
  rows,
  columns,
  above,
  below,
  neighbours,
  extent,
}: HoleGrid): HoleGrid | undefined {
  const free = Uint8Array.from(neighbours, (count, i) => (i >= firstListed && count === 0 ? 1 : 0));
  for (const i of unknowns) free[i] = 1;
  const rowIsFree = (i: number): boolean => free[i - 1] + free[i] + free[i + 1] === 3;
  const kept = unknowns.filter(
    (i) => ((rows[i] | columns[i]) & 1) === 0 && rowIsFree(i) && rowIsFree(above[i]) && rowIsFree(below[i]),
  );
  if (kept.length === 0 || kept.length === unknowns.length) return undefined;
  return holeGrid({
    rows: kept.map((i) => rows[i] >> 1),
    columns: kept.map((i) => columns[i] >> 1),
    extent: {
      firstRow: touches(rows, unknowns, extent.firstRow) ? extent.firstRow / 2 : -Infinity,
      lastRow: touches(rows, unknowns, extent.lastRow) ? extent.lastRow >> 1 : Infinity,
      firstColumn: touches(columns, unknowns, extent.firstColumn) ? extent.firstColumn / 2 : -Infinity,
      lastColumn: touches(columns, unknowns, extent.lastColumn) ? extent.lastColumn >> 1 : Infinity,
    },
  });
}

/** For each unknown of a fine grid the cells of the coarser one that bilinear interpolation takes it from. */
export interface CoarseCells {
  /** The cell at half the unknown's row and column, rounded down; 1 where it is not in the list. */
  readonly cell: Int32Array;
  /** For an odd row the cell below that, otherwise the same. */
  readonly below: Int32Array;
  /** 1 for an odd column, whose other two cells are those to the right; otherwise 0. */
  readonly right: Uint8Array;
}

/** Looks the coarse cells up. Beyond the image's border there is none: the last one inside then counts twice. */
export function coarseCells(fine: HoleGrid, coarse: HoleGrid): CoarseCells {
  const { columns, starts, firstRow, below: oneBelow, neighbours } = coarse;
  const count = fine.unknowns.length;
  const cell = new Int32Array(count).fill(absentCell);
  const right = new Uint8Array(count);
  const below = new Int32Array(count);
  for (let u = 0, row = NaN, at = 0, end = 0; u < count; u++) {
    const fineCell = fine.unknowns[u];
    if (fine.rows[fineCell] !== row) {
      row = fine.rows[fineCell];
      const r = (row >> 1) - firstRow;
      [at, end] = r < 0 || r >= starts.length - 1 ? [0, 0] : [starts[r], starts[r + 1]];
    }
    const column = fine.columns[fineCell] >> 1;
    while (at < end && columns[at] < column) at++;
    if (at < end && columns[at] === column) cell[u] = at;
    const under = oneBelow[cell[u]];
    right[u] = fine.columns[fineCell] & 1 & Number(neighbours[cell[u] + 1] > 0);
    below[u] = (row & 1) === 1 && neighbours[under] > 0 ? under : cell[u];
  }
  return { cell, below, right };
}

/** Whether an unknown stands in this row or column. */
function touches(places: Int32Array, unknowns: Int32Array, border: number): boolean {
  return unknowns.some((i) => places[i] === border);
}

function isInside(row: number, column: number, { firstRow, lastRow, firstColumn, lastColumn }: Extent): boolean {
  return row >= firstRow && row <= lastRow && column >= firstColumn && column <= lastColumn;
}

/** Columns of all cells within two steps of an unknown, row by row, and where each row's begin. */
function listCells(
  rows: Int32Array,
  columns: Int32Array,
  firstRow: number,
  height: number,
): { starts: Int32Array; columns: Int32Array } {
  const first = columns.reduce((least, column) => Math.min(least, column), Infinity) - reach;
  const last = columns.reduce((most, column) => Math.max(most, column), -Infinity) + reach;
  const unknownStarts = new Int32Array(height + 1);
  for (let r = 0, u = 0; r < height; unknownStarts[++r] = u) while (u < rows.length && rows[u] === firstRow + r) u++;
  const isNear = new Uint8Array(last - first + 1);
  const starts = new Int32Array(height + 1).fill(firstListed);
  const found: number[] = new Array<number>(firstListed).fill(first - 1);
  for (let r = 0; r < height; r++) {
    for (let from = Math.max(0, r - reach); from <= Math.min(height - 1, r + reach); from++) {
      const wide = reach - Math.abs(r - from);
      for (let u = unknownStarts[from]; u < unknownStarts[from + 1]; u++) {
        const at = columns[u] - first;
        for (let k = at - wide; k <= at + wide; k++) isNear[k] = 1;
      }
    }
    for (let k = isNear.indexOf(1); k >= 0; k = isNear.indexOf(1, k + 1)) {
      found.push(first + k);
      isNear[k] = 0;
    }
    starts[r + 1] = found.length;
  }
  found.push(first - 1); // so that the last cell, too, has one beside it
  return { starts, columns: Int32Array.from(found) };
}
