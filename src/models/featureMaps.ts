// What a network holds of images on the way through: the output of every layer, input included, from one forward pass. Any
// network whose layers give images [N,h,w,c] can be looked into, with branches or without.
import * as tf from "../tensorflow";
import { imageBatch, shapeText, toFloat, type FloatImageBatch, type ImageBatch } from "../images/batch";
import { toTensor } from "../tensors";

export interface FeatureMaps {
  /** The layer's own name, "encoder_1"; "input" for what the network is given. */
  readonly layer: string;
  /** Its class, "Conv2D". */
  readonly kind: string;
  /** [N,h,w,c], in whatever range the layer gives. */
  readonly maps: FloatImageBatch;
}

/** All layers' outputs for images [N,H,W,C] as the network is to see them: paintHoles(image, knownMask). */
export function featureMaps(model: tf.LayersModel, images: ImageBatch): FeatureMaps[] {
  const layers = model.layers.filter((layer) => layer.getClassName() !== "InputLayer");
  const wide = layers.find((layer) => layer.outputShape.length !== 4);
  if (wide !== undefined) {
    throw new Error(
      `Expected layers that give images [N,h,w,c], but received ${shapeText(wide.outputShape as number[])} from ` +
        `"${wide.name}". Describe this network by hand.`,
    );
  }
  // Shares the layers of `model` and is not disposed of: that would dispose of their weights.
  const every = tf.model({ inputs: model.inputs, outputs: layers.map((layer) => layer.output as tf.SymbolicTensor) });
  const outputs = tf.tidy(() => [every.apply(toTensor(images))].flat() as tf.Tensor4D[]);
  const maps = outputs.map((output) => imageBatch(output.dataSync() as Float32Array, output.shape));
  tf.dispose(outputs);
  const input = { layer: "input", kind: "InputLayer", maps: toFloat(images) };
  return [input, ...layers.map((layer, i) => ({ layer: layer.name, kind: layer.getClassName(), maps: maps[i] }))];
}
