// Nearest neighbours of feature rows by Euclidean distance, by comparing each with each.
import { checkSameFeatures, type FeatureRows } from "../images/featureRows";

/** Of each query the nearest candidates, the nearest first: `neighbours` of them, row after row. */
export interface Neighbours {
  readonly neighbours: number;
  /** Their positions among the candidates. */
  readonly positions: Int32Array;
  /** Euclidean distances, in the features' units. */
  readonly distances: Float64Array;
}

/**
 * The nearest candidates of each query; of equally near ones that of the lower position comes first. Throws where features have not the
 * same length, and where there are fewer candidates than neighbours are asked for.
 */
export function nearestNeighbours(queries: FeatureRows, candidates: FeatureRows, neighbours = 1): Neighbours {
  checkSameFeatures(queries, candidates);
  if (!(Number.isInteger(neighbours) && neighbours >= 1 && neighbours <= candidates.count)) {
    throw new Error(
      `Expected neighbours to be a whole number from 1 to the ${candidates.count} candidates, but received ` +
        `${neighbours}. Ask for fewer, or give more candidates.`,
    );
  }
  const positions = new Int32Array(queries.count * neighbours);
  const distances = new Float64Array(queries.count * neighbours).fill(Infinity);
  for (let q = 0; q < queries.count; q++) {
    const found = positions.subarray(q * neighbours, (q + 1) * neighbours);
    const squares = distances.subarray(q * neighbours, (q + 1) * neighbours);
    for (let c = 0; c < candidates.count; c++) {
      const square = squaredDistance(queries, q, candidates, c, squares[neighbours - 1]);
      if (square < squares[neighbours - 1]) insert(found, squares, c, square);
    }
    for (let k = 0; k < neighbours; k++) squares[k] = Math.sqrt(squares[k]);
  }
  return { neighbours, positions, distances };
}

/** Stops once it is `limit` or more: such a candidate is not among the nearest. */
function squaredDistance(a: FeatureRows, i: number, b: FeatureRows, j: number, limit: number): number {
  const { size } = a;
  let sum = 0;
  for (let k = 0, p = i * size, q = j * size; k < size && sum < limit; k++) sum += (a.data[p + k] - b.data[q + k]) ** 2;
  return sum;
}

/** Behind those that are as near. */
function insert(found: Int32Array, squares: Float64Array, position: number, square: number): void {
  let k = found.length - 1;
  for (; k > 0 && squares[k - 1] > square; k--) {
    found[k] = found[k - 1];
    squares[k] = squares[k - 1];
  }
  found[k] = position;
  squares[k] = square;
}
