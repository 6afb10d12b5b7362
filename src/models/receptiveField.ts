// Which input rows can change an output row of a network of convolutions, poolings and up-samplings (Luo et al. 2016 call
// it the theoretical receptive field). Walked backwards layer by layer and row by row along one axis, so it is exact at every
// position.
import type * as tf from "../tensorflow";

export interface ReceptiveField {
  /** First and last input row (or column), both included. */
  readonly first: number;
  readonly last: number;
  /** From first to last; dilated convolutions may leave rows between them out. */
  readonly pixels: number;
}

interface LayerConfig {
  readonly kernelSize?: readonly number[];
  readonly strides?: readonly number[];
  readonly dilationRate?: readonly number[];
  readonly poolSize?: readonly number[];
  readonly size?: readonly number[];
}

/**
 * The rows that output row `row` depends on. Throws on layers other than Conv2D, MaxPooling2D and UpSampling2D,
 * "same" padding.
 */
export function receptiveField(model: tf.LayersModel, row: number): ReceptiveField {
  let seen: readonly number[] = [row];
  for (const layer of [...model.layers].reverse()) {
    const rows = (layer.inboundNodes[0]?.inputShapes[0] as (number | null)[] | undefined)?.[1] ?? Infinity;
    const before = seen.flatMap(inputRows(layer.getClassName(), layer.getConfig() as LayerConfig, rows));
    seen = [...new Set(before)].filter((place) => place >= 0 && place < rows);
  }
  const [first, last] = [Math.min(...seen), Math.max(...seen)];
  return { first, last, pixels: last - first + 1 };
}

/** From an output row of a layer to the input rows that it is made of, some of which may lie outside the picture. */
function inputRows(kind: string, config: LayerConfig, rows: number): (row: number) => readonly number[] {
  if (kind === "Conv2D") {
    const [kernel, stride] = [config.kernelSize?.[0] ?? 1, config.strides?.[0] ?? 1];
    const dilation = config.dilationRate?.[0] ?? 1;
    const above = paddingAbove(rows, 1 + dilation * (kernel - 1), stride);
    return (row) => Array.from({ length: kernel }, (_, i) => row * stride - above + i * dilation);
  }
  if (kind === "MaxPooling2D") {
    const pool = config.poolSize?.[0] ?? 2;
    return (row) => Array.from({ length: pool }, (_, i) => row * pool + i);
  }
  if (kind === "UpSampling2D") return (row) => [Math.floor(row / (config.size?.[0] ?? 2))];
  if (kind === "InputLayer") return (row) => [row];
  throw new Error(
    `Expected layers Conv2D, MaxPooling2D and UpSampling2D, but received ${kind}. Describe this network by hand.`,
  );
}

/** Rows of zeros above the picture under "same" padding; a picture of unknown height counts as one that the stride divides. */
function paddingAbove(rows: number, window: number, stride: number): number {
  const rest = rows === Infinity ? 0 : rows % stride;
  return Math.floor(Math.max(0, window - (rest || stride)) / 2);
}
