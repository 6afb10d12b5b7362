// Layers of a network as features of images: what losses that compare images by a trained network look at (Gatys, Ecker and
// Bethge 2016; Johnson, Alahi and Fei-Fei 2016). The network is used as it is; gradients pass through it to the images.
import * as tf from "../tensorflow";

/**
 * A function from images [N,H,W,C] to the outputs of these layers, in their order. `prepare` makes of images in [0,1] what the network
 * is to see; default: the images themselves. Layers compute as in use, not as in training. The network must outlive the function.
 * Throws where it has no such layer, and without a layer.
 */
export function featuresOf(
  model: tf.LayersModel,
  layerNames: readonly string[],
  prepare: (images: tf.Tensor4D) => tf.Tensor4D = (images) => images,
): (images: tf.Tensor4D) => tf.Tensor4D[] {
  const there = model.layers.map(({ name }) => name);
  const unknown = layerNames.find((name) => !there.includes(name));
  if (unknown !== undefined || layerNames.length === 0) {
    throw new Error(
      `Expected names of layers among ${there.join(", ")}, but received ` +
        `${unknown === undefined ? "none" : `"${unknown}"`}. Use one or more of these names.`,
    );
  }
  // Shares the layers of `model` and is not disposed of: that would dispose of their weights.
  const cut = tf.model({
    inputs: model.inputs,
    outputs: layerNames.map((name) => model.getLayer(name).output as tf.SymbolicTensor),
  });
  return (images) => [cut.apply(prepare(images), { training: false })].flat() as tf.Tensor4D[];
}
