// Which input rows can change an output row of a network of convolutions, poolings and up-samplings (Luo et al. 2016 call
// it the theoretical receptive field). Walked backwards layer by layer along one axis, so it is exact at every position.
import type * as tf from "../tensorflow";

export interface ReceptiveField {
  /** First and last input row (or column), both included. */
  readonly first: number;
  readonly last: number;
  readonly pixels: number;
}

interface LayerConfig {
  readonly kernelSize?: readonly number[];
  readonly strides?: readonly number[];
  readonly poolSize?: readonly number[];
  readonly size?: readonly number[];
}

/**
 * The rows that output row `row` depends on. Throws on layers other than Conv2D, MaxPooling2D and UpSampling2D,
 * "same" padding.
 */
export function receptiveField(model: tf.LayersModel, row: number): ReceptiveField {
  let first = row;
  let last = row;
  for (const layer of [...model.layers].reverse()) {
    const config = layer.getConfig() as LayerConfig;
    const kind = layer.getClassName();
    if (kind === "Conv2D") {
      const reach = ((config.kernelSize?.[0] ?? 1) - 1) / 2;
      const stride = config.strides?.[0] ?? 1;
      [first, last] = [first * stride - reach, last * stride + reach];
    } else if (kind === "MaxPooling2D") {
      const pool = config.poolSize?.[0] ?? 2;
      [first, last] = [first * pool, last * pool + pool - 1];
    } else if (kind === "UpSampling2D") {
      const size = config.size?.[0] ?? 2;
      [first, last] = [Math.floor(first / size), Math.floor(last / size)];
    } else if (kind !== "InputLayer") {
      throw new Error(
        `Expected layers Conv2D, MaxPooling2D and UpSampling2D, but received ${kind}. ` +
          `Describe this network by hand.`,
      );
    }
    const rows = (layer.inboundNodes[0]?.inputShapes[0] as number[] | undefined)?.[1] ?? last + 1;
    [first, last] = [Math.max(0, first), Math.min(rows - 1, last)];
  }
  return { first, last, pixels: last - first + 1 };
}
