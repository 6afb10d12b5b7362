// The same square hole at every place of the same images: hole PSNR as a map of its top left corner. The report draws corners
// that leave out the last row and column, so the map is also pooled inside that range and outside it.
import { paintHoles, toFloat, type FloatImageBatch, type ImageBatch } from "../images";
import { placeRectangleMask } from "../masks/rectangle";
import { psnrDb } from "../metrics/hole";
import { auditInterval, pooledPsnrOf } from "./interval";
import type { PositionValues } from "./records";
import { addSquares, holeSquares, meanSquare, type HoleSquares } from "../metrics/holeSquares";
import type { FillMethod } from "../metrics/measureMethod";

export interface PositionFills {
  readonly network: FillMethod;
  readonly harmonic: FillMethod;
}

export interface PositionOptions {
  /** Side of the hole in pixels; default 8. */
  readonly side?: number;
  /** Told after each position how many are done, and of how many. */
  readonly onPosition?: (done: number, of: number) => void | Promise<void>;
}

/** Maps for images [N,H,W,C], H = W: rows and columns 0 to H − side. "Outside" is the last row and the last column. */
export async function measurePositions(
  fills: PositionFills, images: ImageBatch, options: PositionOptions = {},
): Promise<PositionValues> {
  const { side = 8, onPosition } = options, truth = toFloat(images), count = truth.shape[1] - side + 1;
  const network = new PositionMap(count), harmonic = new PositionMap(count);
  for (let row = 0, done = 0; row < count; row++) {
    for (let column = 0; column < count; column++) {
      const known = placeRectangleMask(truth.shape, { top: row, left: column, height: side, width: side });
      const given = paintHoles(truth, known);
      await network.add(row, column, fills.network, truth, given, known);
      await harmonic.add(row, column, fills.harmonic, truth, given, known);
      await onPosition?.(++done, count * count);
    }
  }
  return {
    side, images: truth.shape[0], network: network.psnrDb, harmonic: harmonic.psnrDb,
    inside: { network: network.pooled("inside"), harmonic: harmonic.pooled("inside") },
    outside: { network: network.pooled("outside"), harmonic: harmonic.pooled("outside") },
  };
}

/** One method's map, and each image's errors summed over both sets of places: images are what is drawn for intervals. */
class PositionMap {
  readonly psnrDb: number[][];
  private readonly sums: { inside?: HoleSquares; outside?: HoleSquares } = {};

  constructor(private readonly count: number) {
    this.psnrDb = Array.from({ length: count }, () => new Array<number>(count).fill(NaN));
  }

  async add(
    row: number, column: number, fill: FillMethod, truth: FloatImageBatch, given: FloatImageBatch, known: ImageBatch,
  ): Promise<void> {
    const squares = holeSquares(truth, await fill(given, known), known), last = this.count - 1;
    const where = row < last && column < last ? "inside" : "outside", before = this.sums[where];
    this.psnrDb[row][column] = psnrDb(meanSquare(squares));
    this.sums[where] = before === undefined ? squares : addSquares(before, squares);
  }

  pooled(where: "inside" | "outside"): PositionValues["inside"]["network"] {
    const squares = this.sums[where];
    if (squares !== undefined) return auditInterval(pooledPsnrOf(`hole PSNR ${where}`, squares));
    throw new Error(`Expected holes at two or more places to a side, but received ${this.count}. Take a smaller hole.`);
  }
}
