// Operations that TensorFlow.js spells in a general way, put as TensorFlow's own special ones. A bias added by broadcasting
// becomes BiasAdd, which TensorFlow computes inside the convolution before it, with a Relu after it; its gradient, a sum over
// all axes but the last, becomes BiasAddGrad; the gradient of nearest up-sampling becomes average pooling, which runs in
// oneDNN. Sums may differ in their last bits.
import type { Rule } from "./rewrite";
import { upSampledConvolution } from "./upSampledConvolution";

const biasAdd: Rule = ({ op, inputs }, graph) => {
  if (op !== "Add" && op !== "AddV2") return null;
  const [value, bias] = inputs.map((edge) => graph.shape(edge));
  if (!graph.isFloat(inputs[0]) || value.length < 2 || bias.length !== 1 || bias[0] !== value[value.length - 1]) return null;
  return graph.add(
    "BiasAdd",
    inputs.map((edge) => graph.edge(edge)),
    value,
    [graph.type("T"), graph.text("data_format", "NHWC")],
  );
};

const biasAddGrad: Rule = ({ op, inputs, outputs }, graph) => {
  if (op !== "Sum" || !graph.isFloat(inputs[0])) return null;
  const shape = graph.shape(inputs[0]),
    axes = graph.integers(inputs[1]),
    channels = shape[shape.length - 1];
  const allButLast = axes?.length === shape.length - 1 && axes.every((axis, i) => axis === i);
  if (shape.length < 2 || !allButLast || outputs[0].shape.length !== 1) return null;
  return graph.add("BiasAddGrad", [graph.edge(inputs[0])], [channels], [graph.type("T"), graph.text("data_format", "NHWC")]);
};

const upSamplingGrad: Rule = ({ op, inputs, outputs, attributes }, graph) => {
  if (op !== "ResizeNearestNeighborGrad" || attributes.some(({ name, value }) => name === "align_corners" && value === true))
    return null;
  const [, height, width] = graph.shape(inputs[0]),
    { shape } = outputs[0],
    rows = height / shape[1],
    columns = width / shape[2];
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

/** In the order in which they are tried. */
export const rules: readonly Rule[] = [upSampledConvolution, biasAdd, biasAddGrad, upSamplingGrad];
