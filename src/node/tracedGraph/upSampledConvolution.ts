// A 3×3 convolution with few output channels after nearest up-sampling by 2, computed on the small images. Of the nine pixels
// under the kernel several are copies of one, so each of the four pixels of an output block is a convolution of the small
// image with sums of the kernel's weights; the four together fill the processor's vectors, which three channels leave empty.
// The same algebra as sub-pixel convolution (Shi et al. 2016, section 3.2). Sums may differ in their last bits.
import type { Edge } from "./graph";
import type { GraphEditor, Operation, Rule } from "./rewrite";

/** From this many output channels on, the vectors are full without it (16 numbers each, of which four blocks share one). */
const mostChannels = 4;

/** Which tap of the small kernel a tap of the large one falls on: position of the output pixel in its block + tap, halved. */
const smallTap = (position: number, tap: number): number => Math.floor((position + tap - 1) / 2) + 1;

/** [36,9]: row (block row, block column, small tap row, small tap column), column (tap row, tap column). */
const tapMatrix: Float32Array = Float32Array.from({ length: 36 * 9 }, (_, i) => {
  const [row, tap] = [Math.floor(i / 9), i % 9];
  const [blockRow, blockColumn, tapRow, tapColumn] = [
    Math.floor(row / 18),
    Math.floor(row / 9) % 2,
    Math.floor(row / 3) % 3,
    row % 3,
  ];
  return smallTap(blockRow, Math.floor(tap / 3)) === tapRow && smallTap(blockColumn, tap % 3) === tapColumn ? 1 : 0;
});

/** The convolution itself, its gradient by the kernel, and its gradient by the small image. */
export const upSampledConvolution: Rule = (operation, graph) => {
  const { op, inputs } = operation;
  if (op === "Conv2D") {
    const small = smallImage(inputs[0], graph);
    return small && fits(operation, graph.shape(inputs[1])) ? convolve(operation, small, graph) : null;
  }
  if (op === "Conv2DBackpropFilter") {
    const small = smallImage(inputs[0], graph);
    return small && fits(operation, operation.outputs[0].shape) ? kernelGradient(operation, small, graph) : null;
  }
  const inner = op === "ResizeNearestNeighborGrad" ? graph.operation(inputs[0], "Conv2DBackpropInput") : null;
  if (!inner || !doubles(graph.shape(inputs[0]), operation.outputs[0].shape, operation)) return null;
  return fits(inner, graph.shape(inner.inputs[1])) ? imageGradient(operation, inner, graph) : null;
};

/** The image whose nearest up-sampling by 2 this is, as an edge of the old graph; else null. */
function smallImage(edge: Edge, graph: GraphEditor): Edge | null {
  const resize = graph.operation(edge, "ResizeNearestNeighbor");
  return resize && graph.isFloat(edge) && doubles(graph.shape(edge), graph.shape(resize.inputs[0]), resize)
    ? resize.inputs[0]
    : null;
}

function doubles(large: readonly number[], small: readonly number[], { attributes }: Operation): boolean {
  const aligned = attributes.some(({ name, value }) => name === "align_corners" && value === true);
  return !aligned && large[1] === 2 * small[1] && large[2] === 2 * small[2];
}

/** A 3×3 kernel with few output channels, stride 1, no dilation, padded to the same size. */
function fits({ attributes }: Operation, [height, width, , channels]: readonly number[]): boolean {
  const one = (value: unknown): boolean => Array.isArray(value) && value.every((step) => step === 1);
  const value = (wanted: string): unknown => attributes.find(({ name }) => name === wanted)?.value;
  return (
    height === 3 &&
    width === 3 &&
    channels <= mostChannels &&
    value("padding") === "SAME" &&
    value("data_format") === "NHWC" &&
    one(value("strides")) &&
    one(value("dilations") ?? [1])
  );
}

function convolve({ inputs, attributes, outputs: [{ shape }] }: Operation, small: Edge, graph: GraphEditor): Edge {
  const [count, height, width, channels] = shape;
  const blocks = graph.add(
    "Conv2D",
    [graph.edge(small), smallKernel(inputs[1], graph)],
    [count, height / 2, width / 2, 4 * channels],
    attributes,
  );
  return graph.add("DepthToSpace", [blocks], shape, blockAttributes(graph));
}

function kernelGradient(
  { inputs, attributes, outputs: [{ shape }] }: Operation,
  small: Edge,
  graph: GraphEditor,
): Edge {
  const [, , from, to] = shape;
  const matrix = graph.once("tap matrix", () => graph.addConstant(tapMatrix, [36, 9]));
  const sizes = graph.addConstant(Int32Array.of(3, 3, from, 4 * to), [4]);
  const gradient = graph.add(
    "Conv2DBackpropFilter",
    [graph.edge(small), sizes, asBlocks(inputs[2], graph)],
    [3, 3, from, 4 * to],
    attributes,
  );
  const apart = transpose(
    reshape(gradient, [3, 3, from, 2, 2, to], graph),
    [3, 4, 0, 1, 2, 5],
    [2, 2, 3, 3, from, to],
    graph,
  );
  const taps = graph.add(
    "MatMul",
    [matrix, reshape(apart, [36, from * to], graph)],
    [9, from * to],
    [graph.type("T"), flag("transpose_a", true, graph)],
  );
  return reshape(taps, shape, graph);
}

function imageGradient({ outputs: [{ shape }] }: Operation, inner: Operation, graph: GraphEditor): Edge {
  const sizes = graph.addConstant(Int32Array.from(shape), [4]);
  return graph.add(
    "Conv2DBackpropInput",
    [sizes, smallKernel(inner.inputs[1], graph), asBlocks(inner.inputs[2], graph)],
    shape,
    inner.attributes,
  );
}

/** [3,3,C,K] to [3,3,C,4K]: for each of the block's pixels the kernel that the small image sees. */
function smallKernel(kernel: Edge, graph: GraphEditor): Edge {
  return graph.once(`small kernel of ${kernel.node}:${kernel.output}`, () => {
    const [, , from, to] = graph.shape(kernel);
    const matrix = graph.once("tap matrix", () => graph.addConstant(tapMatrix, [36, 9]));
    const sums = graph.add(
      "MatMul",
      [matrix, reshape(graph.edge(kernel), [9, from * to], graph)],
      [36, from * to],
      [graph.type("T")],
    );
    const apart = transpose(
      reshape(sums, [2, 2, 3, 3, from, to], graph),
      [2, 3, 4, 0, 1, 5],
      [3, 3, from, 2, 2, to],
      graph,
    );
    return reshape(apart, [3, 3, from, 4 * to], graph);
  });
}

/** [N,2H,2W,K] to [N,H,W,4K]: each block's pixels one after the other. */
function asBlocks(large: Edge, graph: GraphEditor): Edge {
  return graph.once(`blocks of ${large.node}:${large.output}`, () => {
    const [count, height, width, channels] = graph.shape(large);
    return graph.add(
      "SpaceToDepth",
      [graph.edge(large)],
      [count, height / 2, width / 2, 4 * channels],
      blockAttributes(graph),
    );
  });
}

function blockAttributes(graph: GraphEditor): ReturnType<GraphEditor["type"]>[] {
  return [graph.type("T"), graph.integer("block_size", 2), graph.text("data_format", "NHWC")];
}

function flag(name: string, value: boolean, graph: GraphEditor): ReturnType<GraphEditor["type"]> {
  return { name, type: graph.backend.binding.TF_ATTR_BOOL, value };
}

function reshape(edge: Edge, shape: readonly number[], graph: GraphEditor): Edge {
  const sizes = graph.addConstant(Int32Array.from(shape), [shape.length]);
  return graph.add("Reshape", [edge, sizes], shape, [graph.type("T"), graph.type("Tshape", 3)]);
}

function transpose(edge: Edge, order: readonly number[], shape: readonly number[], graph: GraphEditor): Edge {
  const axes = graph.addConstant(Int32Array.from(order), [order.length]);
  return graph.add("Transpose", [edge, axes], shape, [graph.type("T"), graph.type("Tperm", 3)]);
}
