// positions: the same square hole at every place of the same images, hole PSNR as a map of its top left corner. The report
// draws corners that leave out the last row and column, so the map is also pooled inside that range and outside it.
import * as v from "valibot";
import { firstImages, toFloat, type FillFunction, type FloatImageBatch, type ImageBatch } from "../images/batch";
import { paintHoles } from "../images/holes";
import { placeRectangleMask } from "../masks/rectangle";
import { bootstrapIntervalSchema } from "../metrics/bootstrap";
import { psnrDb } from "../metrics/hole";
import { addSquares, holeSquares, meanSquare, type HoleSquares } from "../metrics/holeSquares";
import { pooledPsnrOf, studyInterval } from "./interval";
import type { Interval } from "./records";
import { harmonic, network } from "./reportMethods";
import { byKey, fillsOf, keysOf, type Fills, type Study } from "./study";

/** Hole PSNR in dB with the hole's top left corner at [row][column]. */
export type PositionGrid = readonly (readonly number[])[];

export type PooledPositions<Key extends string = "network" | "harmonic"> = {
  readonly side: number;
  /** The same images at every position. */
  readonly images: number;
  /** Pooled over rows and columns 0 to 23, where the report draws its masks. */
  readonly inside: { readonly [key in Key]: Interval };
  /** Pooled over the last row and the last column, 24, which it leaves out. */
  readonly outside: { readonly [key in Key]: Interval };
};

/** A map for each method. */
export type PositionValues<Key extends string = "network" | "harmonic"> = PooledPositions<Key> & {
  readonly [key in Key]: PositionGrid;
};

const pooledSchema = v.looseObject({ network: bootstrapIntervalSchema, harmonic: bootstrapIntervalSchema });
export const positionValuesSchema: v.GenericSchema<PositionValues> = v.looseObject({
  side: v.number(),
  images: v.number(),
  inside: pooledSchema,
  outside: pooledSchema,
  network: v.array(v.array(v.number())),
  harmonic: v.array(v.array(v.number())),
});

/** At each of 625 places; more images would only narrow the intervals. */
const positionImages = 1_000;

export const positionsStudy: Study<PooledPositions<string>> = {
  name: "positions",
  title: "hole PSNR at each of the 625 places of an 8×8 hole",
  methods: [network, harmonic],
  measure: async (context) => {
    const images = firstImages(context.dataset.test.images, positionImages);
    const onPosition = (done: number, of: number): Promise<void> =>
      context.progress(`positions: ${done} of ${of} places`);
    const values = await measurePositions(fillsOf(context), images, { onPosition });
    return { images: values.images, values };
  },
};

export interface PositionOptions {
  /** Side of the hole in pixels; default 8. */
  readonly side?: number;
  /** Told after each position how many are done, and of how many. */
  readonly onPosition?: (done: number, of: number) => void | Promise<void>;
}

/** Maps for images [N,H,W,C], H = W: rows and columns 0 to H − side. "Outside" is the last row and the last column. */
export async function measurePositions<Key extends string>(
  fills: Fills<Key>,
  images: ImageBatch,
  options: PositionOptions = {},
): Promise<PositionValues<Key>> {
  const { side = 8, onPosition } = options;
  const truth = toFloat(images);
  const count = truth.shape[1] - side + 1;
  const keys = keysOf(fills);
  const maps = byKey(keys, () => new PositionMap(count));
  let done = 0;
  for (let row = 0; row < count; row++) {
    for (let column = 0; column < count; column++) {
      const known = placeRectangleMask(truth.shape, { top: row, left: column, height: side, width: side });
      const given = paintHoles(truth, known);
      for (const key of keys) await maps[key].add(row, column, fills[key], truth, given, known);
      done += 1;
      await onPosition?.(done, count * count);
    }
  }
  return {
    side,
    images: truth.shape[0],
    ...byKey(keys, (key) => maps[key].psnrDb),
    inside: byKey(keys, (key) => maps[key].pooled("inside")),
    outside: byKey(keys, (key) => maps[key].pooled("outside")),
  } as PositionValues<Key>;
}

/** One method's map, and each image's errors summed over both sets of places: images are what is drawn for intervals. */
class PositionMap {
  readonly psnrDb: number[][];
  private readonly sums: { inside?: HoleSquares; outside?: HoleSquares } = {};

  constructor(private readonly count: number) {
    this.psnrDb = Array.from({ length: count }, () => new Array<number>(count).fill(NaN));
  }

  async add(
    row: number,
    column: number,
    fill: FillFunction,
    truth: FloatImageBatch,
    given: FloatImageBatch,
    known: ImageBatch,
  ): Promise<void> {
    const squares = holeSquares(truth, await fill(given, known), known);
    const last = this.count - 1;
    const where = row < last && column < last ? "inside" : "outside";
    const before = this.sums[where];
    this.psnrDb[row][column] = psnrDb(meanSquare(squares));
    this.sums[where] = before === undefined ? squares : addSquares(before, squares);
  }

  pooled(where: "inside" | "outside"): Interval {
    const squares = this.sums[where];
    if (squares !== undefined) return studyInterval(pooledPsnrOf(`hole PSNR ${where}`, squares));
    throw new Error(`Expected holes at two or more places to a side, but received ${this.count}. Take a smaller hole.`);
  }
}
