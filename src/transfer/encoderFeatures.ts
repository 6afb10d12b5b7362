// What an encoder makes of images, as rows of features: its last layer, brought to a few places by means, as Zhang, Isola and Efros 2016
// (arXiv 1603.08511, section 3.2) resize the layers that they probe, so that encoders of other resolutions compare.
import { range, takeImages, takeMasks, type ImageBatch } from "../images/batch";
import { concatRows, featureRows, type FeatureRows } from "../images/featureRows";
import { paintHoles } from "../images/holes";
import { encoderEnd } from "../models/encoderClassifier";
import { featuresOf } from "../models/features";
import { toTensor } from "../tensors";
import * as tf from "../tensorflow";
import { inputOf } from "./inputOf";

const batchSize = 250;

/**
 * Of images [N,H,W,3] seen through masks [N,H,W,1], holes 0: places × places × channels float32 numbers each, by the encoder of a
 * classifier that buildEncoderClassifier built; layers compute as in use. A coarser encoder gives the places that it has. Throws where
 * its places are no multiple of these.
 */
export function encoderFeatures(
  classifier: tf.LayersModel,
  images: ImageBatch,
  knownMask: ImageBatch,
  places = 4,
): FeatureRows {
  const encode = featuresOf(classifier, [encoderEnd(classifier)]);
  const prepare = inputOf(classifier);
  const [count] = images.shape;
  const parts: FeatureRows[] = [];
  for (let start = 0; start < count; start += batchSize) {
    const positions = range(Math.min(batchSize, count - start), start);
    const masks = takeMasks(knownMask, positions);
    const painted = paintHoles(takeImages(images, positions), masks);
    const pooled = tf.tidy(() => atPlaces(encode(prepare(toTensor(painted), toTensor(masks)))[0], places));
    parts.push(featureRows(pooled.dataSync<"float32">(), positions.length));
    pooled.dispose();
  }
  return concatRows(parts);
}

function atPlaces(encoded: tf.Tensor4D, places: number): tf.Tensor4D {
  const [, height, width] = encoded.shape;
  if (height <= places && width <= places) return encoded;
  if (!(Number.isInteger(places) && places >= 1) || height % places !== 0 || width % places !== 0) {
    throw new Error(
      `Expected places that divide the encoder's ${height}×${width}, but received ${places}. Use for example 4.`,
    );
  }
  const size: [number, number] = [height / places, width / places];
  return tf.avgPool(encoded, size, size, "valid");
}
