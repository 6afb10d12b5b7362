// What partial convolutions give on whatever backend is set: two layers, the second with a stride and a mask of all channels, on
// numbers by formula; features, masks, and where the backend has gradients that of the features.
import { RepeatMask } from "../../src/layers/maskChannels";
import { PartialConv2D } from "../../src/layers/partialConv2D";
import * as tf from "../../src/tensorflow";

/** The network with weights by formula, and what goes into it. */
export function partialNetwork(): {
  readonly model: tf.LayersModel;
  readonly images: tf.Tensor4D;
  readonly mask: tf.Tensor4D;
} {
  const input = tf.input({ shape: [9, 8, 3] });
  const inputMask = tf.input({ shape: [9, 8, 1] });
  const first = new PartialConv2D({ filters: 4, activation: "leakyRelu" });
  const [features, updated] = first.apply([input, inputMask]) as tf.SymbolicTensor[];
  const repeated = new RepeatMask({ channels: 4 }).apply(updated) as tf.SymbolicTensor;
  const second = new PartialConv2D({ filters: 2, kernelSize: 5, strides: 2 });
  const outputs = second.apply([features, repeated]) as tf.SymbolicTensor[];
  const model = tf.model({ inputs: [input, inputMask], outputs });
  model.setWeights(model.weights.map(({ shape }, i) => values(shape as number[], i + 2)));
  const known = Float32Array.from({ length: 2 * 9 * 8 }, (_, p) => Number((p * 5 + (p >> 3)) % 7 < 2));
  return { model, images: values([2, 9, 8, 3], 1) as tf.Tensor4D, mask: tf.tensor4d(known, [2, 9, 8, 1]) };
}

/** Features, mask and, if asked for, the gradient of the features' mean square. */
export async function partialOutputs({ gradient }: { readonly gradient: boolean }): Promise<number[][]> {
  const { model, images, mask } = partialNetwork();
  const filled = model.apply([images, mask]) as tf.Tensor[];
  if (gradient) {
    const of = (x: tf.Tensor): tf.Scalar => tf.mean(tf.square((model.apply([x, mask]) as tf.Tensor[])[0]));
    filled.push(tf.grad(of)(images));
  }
  return Promise.all(filled.map(async (tensor) => Array.from(await tensor.data())));
}

/** Numbers from -1 to 1 by the formula of the fixture partial-convolution.py. */
export function values(shape: number[], seed: number): tf.Tensor {
  const size = shape.reduce((product, side) => product * side, 1);
  const data = Float32Array.from({ length: size }, (_, i) => ((i * 7919 + seed * 104729) % 1009) / 504 - 1);
  return tf.tensor(data, shape);
}
