// Holes of an image that are near each other, together: what one cluster is filled with depends on no other cluster, so that they
// can be filled in any order, by several workers, with the same result. Near is judged by cells of some pixels per side, which
// joins holes at least as far apart as asked for, and costs one look at each pixel.

/** The part of an image that holds a cluster, in pixels, and how many hole pixels it has. */
export interface HoleCluster {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
  readonly holePixels: number;
}

export interface HoleClusters {
  /** In the order of their first cells. `bottom` and `right` lie just outside. */
  readonly clusters: readonly HoleCluster[];
  /** The position among `clusters` of the one that the hole pixel in this row and column belongs to. */
  clusterAt(row: number, column: number): number;
}

/** Clusters of the holes, 0 in `known` [H·W], with at least `separation` known pixels between any two of them. */
export function holeClusters(
  known: Float32Array | Uint8Array,
  height: number,
  width: number,
  separation: number,
): HoleClusters {
  const side = Math.max(smallestCell, separation);
  const columns = Math.ceil(width / side);
  const rows = Math.ceil(height / side);
  const counts = countPerCell(known, width, side, rows, columns);
  const labels = new Int32Array(rows * columns).fill(-1);
  const clusters: HoleCluster[] = [];
  const queue: number[] = [];
  for (let first = 0; first < counts.length; first++) {
    if (counts[first] === 0 || labels[first] >= 0) continue;
    let [top, bottom, left, right, holePixels] = [rows, 0, columns, 0, 0];
    labels[first] = clusters.length;
    queue.push(first);
    for (let cell = queue.pop(); cell !== undefined; cell = queue.pop()) {
      const row = Math.floor(cell / columns);
      const column = cell - row * columns;
      [top, bottom] = [Math.min(top, row), Math.max(bottom, row)];
      [left, right] = [Math.min(left, column), Math.max(right, column)];
      holePixels += counts[cell];
      for (let y = Math.max(0, row - 1); y <= Math.min(rows - 1, row + 1); y++) {
        for (let x = Math.max(0, column - 1); x <= Math.min(columns - 1, column + 1); x++) {
          const near = y * columns + x;
          if (counts[near] === 0 || labels[near] >= 0) continue;
          labels[near] = clusters.length;
          queue.push(near);
        }
      }
    }
    clusters.push({
      top: top * side,
      left: left * side,
      bottom: Math.min(height, (bottom + 1) * side),
      right: Math.min(width, (right + 1) * side),
      holePixels,
    });
  }
  return {
    clusters,
    clusterAt: (row, column) => labels[Math.floor(row / side) * columns + Math.floor(column / side)],
  };
}

/** Smaller cells would tell little more apart and cost more. */
const smallestCell = 8;

function countPerCell(
  known: Float32Array | Uint8Array,
  width: number,
  side: number,
  rows: number,
  columns: number,
): Uint32Array {
  const counts = new Uint32Array(rows * columns);
  for (let p = known.indexOf(0); p >= 0; p = known.indexOf(0, p)) {
    const row = Math.floor(p / width);
    const cells = Math.floor(row / side) * columns;
    const end = (row + 1) * width;
    for (; p < end && known[p] === 0; p++) counts[cells + Math.floor((p - row * width) / side)]++;
  }
  return counts;
}
