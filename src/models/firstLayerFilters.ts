// The first layer's filters as pictures: a 3×3 filter over red, green and blue is itself a picture of 3×3 pixels (Zeiler and
// Fergus 2014 show those of a classifier). Grey stands for weight 0, so that what a filter subtracts is told from what it adds.
import type * as tf from "../tensorflow";
import { imageBatch, shapeText, type FloatImageBatch } from "../images/batch";

/**
 * One picture [filters,height,width,3] in [0,1] per filter: 0.5 is weight 0, and each filter's largest weight reaches 0 or 1.
 * Throws unless the first layer with weights is a convolution over three channels.
 */
export function firstLayerFilters(model: tf.LayersModel): FloatImageBatch {
  const layer = model.layers.find(({ weights }) => weights.length > 0);
  const kernel = layer?.weights[0].read();
  if (layer?.getClassName() !== "Conv2D" || kernel === undefined || kernel.shape[2] !== 3) {
    throw new Error(
      `Expected a convolution over 3 channels as the first layer with weights, but received ` +
        `${layer === undefined ? "none" : `${layer.getClassName()} ${shapeText(kernel?.shape ?? [])}`}. ` +
        `Look at featureMaps instead.`,
    );
  }
  const [height, width, channels, filters] = kernel.shape;
  const size = height * width * channels;
  const weights = kernel.dataSync();
  const pictures = new Float32Array(size * filters);
  for (let filter = 0; filter < filters; filter++) {
    const own = Float32Array.from({ length: size }, (_, k) => weights[k * filters + filter]);
    const largest = own.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0) || 1;
    pictures.set(
      own.map((weight) => 0.5 + weight / (2 * largest)),
      filter * size,
    );
  }
  return imageBatch(pictures, [filters, height, width, channels]);
}
