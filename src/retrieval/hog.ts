// Histograms of oriented gradients (Dalal and Triggs 2005): what "Context Encoders" (Pathak et al. 2016, section 5.1) finds similar
// contexts by, beside its own features. Cells, orientations and the L2-Hys norm of blocks as in scikit-image's hog: each pixel votes for
// one orientation of its own cell, by the gradient of the channel in which it is steepest.
import { toFloat, type FloatImageBatch, type ImageBatch } from "../images/batch";
import { featureRows, type FeatureRows } from "../images/featureRows";

export interface HogOptions {
  /** Orientations between 0° and 180°; default 9. */
  readonly orientations?: number;
  /** Side of a cell in pixels; default 8. */
  readonly cellSize?: number;
  /** Side of a block in cells; default 2. Blocks overlap: one begins at each cell. */
  readonly blockSize?: number;
}

/** Added to the squared length of a block's histogram. */
const smallest = 1e-5 ** 2;
/** What a normalised number is cut at, before the block is normalised again. */
const largest = 0.2;

/**
 * The histograms of images [N,H,W,C]: rows in the order of blocks (rows, columns), cells in a block (rows, columns), orientations.
 * Pixels beyond the last whole cell only take part in gradients. Throws where an image has no room for a block, and for settings that
 * are no whole numbers from 1 up.
 */
export function hogFeatures(images: ImageBatch, options: HogOptions = {}): FeatureRows {
  const { orientations = 9, cellSize = 8, blockSize = 2 } = options;
  for (const [name, value] of Object.entries({ orientations, cellSize, blockSize })) {
    if (Number.isInteger(value) && value >= 1) continue;
    throw new Error(`Expected ${name} to be a whole number from 1 up, but received ${value}. Use for example 8.`);
  }
  const [count, height, width] = images.shape;
  const rows = Math.floor(height / cellSize);
  const columns = Math.floor(width / cellSize);
  if (Math.min(rows, columns) < blockSize) {
    throw new Error(
      `Expected images of at least ${blockSize * cellSize}×${blockSize * cellSize} pixels for blocks of ` +
        `${blockSize}×${blockSize} cells of ${cellSize} pixels, but received ${height}×${width}. Use smaller cells.`,
    );
  }
  const floats = toFloat(images);
  const grid = { rows, columns, orientations, cellSize };
  const blocks = (rows - blockSize + 1) * (columns - blockSize + 1);
  const size = blocks * blockSize * blockSize * orientations;
  const data = new Float64Array(count * size);
  for (let i = 0; i < count; i++) {
    const cells = cellHistograms(floats, i, grid);
    writeBlocks(cells, grid, blockSize, data.subarray(i * size, (i + 1) * size));
  }
  return featureRows(data, count);
}

interface Grid {
  readonly rows: number;
  readonly columns: number;
  readonly orientations: number;
  readonly cellSize: number;
}

/** Means over each cell's pixels of the gradient's length, by orientation: [rows,columns,orientations]. */
function cellHistograms(images: FloatImageBatch, position: number, grid: Grid): Float64Array {
  const { rows, columns, orientations, cellSize } = grid;
  const histograms = new Float64Array(rows * columns * orientations);
  for (let y = 0; y < rows * cellSize; y++) {
    for (let x = 0; x < columns * cellSize; x++) {
      const { down, across } = steepest(images, position, y, x);
      const degrees = ((Math.atan2(down, across) * 180) / Math.PI + 180) % 180;
      const orientation = Math.floor((degrees * orientations) / 180);
      const cell = Math.floor(y / cellSize) * columns + Math.floor(x / cellSize);
      histograms[cell * orientations + orientation] += Math.hypot(down, across) / (cellSize * cellSize);
    }
  }
  return histograms;
}

/** Differences of the neighbours on both sides, 0 in the direction in which one is missing, of the channel where they are largest. */
function steepest(
  { data, shape: [, height, width, channels] }: FloatImageBatch,
  position: number,
  y: number,
  x: number,
): { down: number; across: number } {
  const at = ((position * height + y) * width + x) * channels;
  let best = { down: 0, across: 0 };
  let longest = 0;
  for (let c = 0; c < channels; c++) {
    const value = (rowsOn: number, columnsOn: number): number => data[at + (rowsOn * width + columnsOn) * channels + c];
    const down = y === 0 || y === height - 1 ? 0 : value(1, 0) - value(-1, 0);
    const across = x === 0 || x === width - 1 ? 0 : value(0, 1) - value(0, -1);
    const length = Math.hypot(down, across);
    if (length <= longest) continue;
    longest = length;
    best = { down, across };
  }
  return best;
}

function writeBlocks(cells: Float64Array, grid: Grid, blockSize: number, into: Float64Array): void {
  const { rows, columns, orientations } = grid;
  const length = blockSize * orientations;
  let from = 0;
  for (let row = 0; row + blockSize <= rows; row++) {
    for (let column = 0; column + blockSize <= columns; column++) {
      const block = into.subarray(from, (from += blockSize * length));
      for (let k = 0; k < blockSize; k++) {
        const start = ((row + k) * columns + column) * orientations;
        block.set(cells.subarray(start, start + length), k * length);
      }
      normalise(block);
      for (let k = 0; k < block.length; k++) block[k] = Math.min(block[k], largest);
      normalise(block);
    }
  }
}

function normalise(block: Float64Array): void {
  const length = Math.sqrt(block.reduce((sum, value) => sum + value * value, 0) + smallest);
  for (let k = 0; k < block.length; k++) block[k] /= length;
}
