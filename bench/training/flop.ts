// What a network costs in floating-point operations. Only what has weights is counted, two operations per multiply-add: a
// convolution 2 H W k² Cin Cout forward, of its output's H and W, and as much again for the gradient of the kernel and for that
// of the input, which layers without weights before them do not need. A partial convolution costs what an ordinary one does.
import type { NetworkDescription, NetworkLayer } from "./network";

/** Operations of one forward pass over one image. */
export function flopPerPredictedImage({ layers }: NetworkDescription): number {
  return layers.reduce((sum, layer) => sum + convolutionFlop(layer, layers), 0);
}

/** Operations of one training step per image of the batch. */
export function flopPerTrainedImage({ layers }: NetworkDescription): number {
  const learned = new Set<string>();
  let sum = 0;
  for (const layer of layers) {
    const hasGradient = layer.inputs.some((name) => learned.has(name));
    const flop = convolutionFlop(layer, layers);
    sum += (hasGradient ? 3 : 2) * flop;
    if (hasGradient || flop > 0) learned.add(layer.name);
  }
  return sum;
}

function convolutionFlop(layer: NetworkLayer, layers: readonly NetworkLayer[]): number {
  const [height, width, channels] = layer.shape;
  const from = layers.find(({ name }) => name === layer.inputs[0])?.shape[2] ?? 0;
  switch (layer.kind) {
    case "convolution":
    case "partialConvolution":
      return 2 * height * width * layer.kernelSize ** 2 * from * channels;
    case "transposedConvolution": // its windows of 2×2 do not overlap: each output pixel comes from one input pixel
      return 2 * height * width * from * channels;
    default:
      return 0;
  }
}
