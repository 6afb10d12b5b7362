// A network as a table, one row per layer, as Keras's model.summary() prints it; the rows also feed networkDiagram.ts.
import type * as tf from "../tensorflow";

export interface LayerRow {
  /** The layer's own name, "conv2d_1". */
  readonly layer: string;
  /** Its class, "Conv2D". */
  readonly kind: string;
  /** Without the batch: [height, width, channels] for a convolution. */
  readonly outputShape: readonly (number | null)[];
  /** Numbers that the layer holds, trained or not. */
  readonly parameters: number;
}

/** The layers of a model in order. Throws on a layer with several outputs. */
export function layerTable(model: tf.LayersModel): LayerRow[] {
  return model.layers.map((layer) => {
    const given = layer.outputShape;
    const shapes = (Array.isArray(given[0]) ? given : [given]) as (number | null)[][];
    if (shapes.length !== 1) {
      throw new Error(
        `Expected layers with one output, but received ${shapes.length} outputs from "${layer.name}". ` +
          `Describe this network by hand.`,
      );
    }
    return {
      layer: layer.name,
      kind: layer.getClassName(),
      outputShape: shapes[0].slice(1),
      parameters: layer.countParams(),
    };
  });
}

/** "32 × 32 × 3"; a side that is not fixed is written "any". */
export function outputShapeText(shape: readonly (number | null)[]): string {
  return shape.map((side) => side ?? "any").join(" × ");
}

/** The rows as they are printed, with the sum of the parameters below. */
export function layerTableRows(rows: readonly LayerRow[]): Record<string, string | number>[] {
  const total = rows.reduce((sum, row) => sum + row.parameters, 0);
  return [
    ...rows.map((row) => ({
      layer: row.layer,
      kind: row.kind,
      "output shape": outputShapeText(row.outputShape),
      parameters: row.parameters,
    })),
    { layer: "total", kind: "", "output shape": "", parameters: total },
  ];
}
