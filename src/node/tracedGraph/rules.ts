// Operations that TensorFlow.js spells in a general way, put as TensorFlow's own special ones. A bias added by broadcasting
// becomes BiasAdd, which TensorFlow computes inside the convolution before it, with a Relu after it; its gradient, a sum over
// all axes but the last, becomes BiasAddGrad; the gradient of nearest up-sampling becomes average pooling, which runs in
// oneDNN; what changes nothing goes. Sums may differ in their last bits.
import { dataType } from "./backend";
import type { Edge } from "./graph";
import type { GraphEditor, Rule } from "./rewrite";
import { upSampledConvolution } from "./upSampledConvolution";

const biasAdd: Rule = ({ op, inputs }, graph) => {
  if (op !== "Add" && op !== "AddV2") return null;
  const [value, bias] = inputs.map((edge) => graph.shape(edge));
  const channels = value[value.length - 1];
  const [isVector, isRow] = [
    bias.length === 1,
    bias.length === value.length && bias.slice(0, -1).every((size) => size === 1),
  ];
  if (!graph.isFloat(inputs[0]) || value.length < 2 || !(isVector || isRow) || bias[bias.length - 1] !== channels)
    return null;
  return graph.add(
    "BiasAdd",
    [graph.edge(inputs[0]), isVector ? graph.edge(inputs[1]) : asVector(inputs[1], channels, graph)],
    value,
    [graph.type("T"), graph.text("data_format", "NHWC")],
  );
};

/** [1,…,1,C] to [C]: the bias of a transposed convolution. */
function asVector(bias: Edge, channels: number, graph: GraphEditor): Edge {
  const sizes = graph.addConstant(Int32Array.of(channels), [1]);
  return graph.add(
    "Reshape",
    [graph.edge(bias), sizes],
    [channels],
    [graph.type("T"), graph.type("Tshape", dataType.int32)],
  );
}

const biasAddGrad: Rule = ({ op, inputs, outputs }, graph) => {
  if (op !== "Sum" || !graph.isFloat(inputs[0])) return null;
  const shape = graph.shape(inputs[0]);
  const axes = graph.integers(inputs[1]);
  const channels = shape[shape.length - 1];
  const allButLast = axes?.length === shape.length - 1 && axes.every((axis, i) => axis === i);
  if (shape.length < 2 || !allButLast || outputs[0].shape.length !== 1) return null;
  return graph.add(
    "BiasAddGrad",
    [graph.edge(inputs[0])],
    [channels],
    [graph.type("T"), graph.text("data_format", "NHWC")],
  );
};

const upSamplingGrad: Rule = ({ op, inputs, outputs, attributes }, graph) => {
  if (
    op !== "ResizeNearestNeighborGrad" ||
    attributes.some(({ name, value }) => name === "align_corners" && value === true)
  )
    return null;
  const [, height, width] = graph.shape(inputs[0]);
  const { shape } = outputs[0];
  const rows = height / shape[1];
  const columns = width / shape[2];
  if (!graph.isFloat(inputs[0]) || !Number.isInteger(rows) || !Number.isInteger(columns)) return null;
  const window = [1, rows, columns, 1];
  const mean = graph.add("AvgPool", [graph.edge(inputs[0])], shape, [
    graph.type("T"),
    graph.integer("ksize", window),
    graph.integer("strides", window),
    graph.text("padding", "VALID"),
    graph.text("data_format", "NHWC"),
  ]);
  const pixels = graph.once(`constant ${rows * columns}`, () => graph.addConstant(Float32Array.of(rows * columns), []));
  return graph.add("Mul", [mean, pixels], shape, [graph.type("T")]);
};

/** A tensor reshaped to the shape it has, or cast to the type it has, as gradients of sums and of clones do. */
const unchanged: Rule = ({ op, inputs, outputs: [{ shape, dtype }] }, graph) => {
  const before = op === "Reshape" || op === "Cast" ? graph.shape(inputs[0]) : null;
  const same = before?.length === shape.length && before.every((size, axis) => size === shape[axis]);
  return same && dtype === dataType.float32 && graph.isFloat(inputs[0]) ? graph.edge(inputs[0]) : null;
};

/** In the order in which they are tried. */
export const rules: readonly Rule[] = [unchanged, upSampledConvolution, biasAdd, biasAddGrad, upSamplingGrad];
