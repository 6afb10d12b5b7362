// Binary cross-entropy of finished images, in double precision, and its floor: with targets strictly between 0 and 1 the
// lowest value any prediction can reach is not 0 but the targets' own entropy, so only the distance above it is error.
// Predictions are clipped to [1e-7, 1 - 1e-7] as Keras does.
import { shapeText, toFloat, type ImageBatch } from "../images";

const kerasEpsilon = 1e-7;

/** Mean over all pixels and channels of -(y log p + (1-y) log(1-p)), in nats; both [N,H,W,C] in [0,1]. */
export function imageCrossentropy(groundTruth: ImageBatch, predicted: ImageBatch): number {
  const y = toFloat(groundTruth).data, p = toFloat(predicted).data;
  if (y.length !== p.length) {
    throw new Error(`Expected predicted images of shape ${shapeText(groundTruth.shape)}, but received ${shapeText(predicted.shape)}. ` +
      `Compare the same images.`);
  }
  let sum = 0;
  for (let i = 0; i < y.length; i++) {
    const q = Math.min(1 - kerasEpsilon, Math.max(kerasEpsilon, p[i]));
    sum -= y[i] * Math.log(q) + (1 - y[i]) * Math.log(1 - q);
  }
  return sum / y.length;
}

/** The floor for these images: the mean entropy H(y) of their values, in nats (.54744 for the CIFAR-10 test set). */
export function entropyFloor({ data }: ImageBatch): number {
  let sum = 0;
  if (data instanceof Uint8Array) {
    const counts = new Float64Array(256);
    for (const byte of data) counts[byte]++;
    counts.forEach((count, byte) => { sum += count * entropy(byte / 255); });
  } else {
    for (const value of data) sum += entropy(value);
  }
  return sum / data.length;
}

function entropy(y: number): number {
  return y <= 0 || y >= 1 ? 0 : -(y * Math.log(y) + (1 - y) * Math.log(1 - y));
}
