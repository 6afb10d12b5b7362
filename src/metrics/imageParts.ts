// A large set in parts: only one part at a time becomes float32, and whoever measures can tell how far it is.
import { range, takeImages, takeMasks, type FloatImageBatch, type ImageBatch } from "../images/batch";
import { paintHoles } from "../images/holes";

export interface ImagePart {
  /** Images of this part and those before it. */
  readonly done: number;
  readonly truth: FloatImageBatch;
  readonly known: FloatImageBatch;
  /** The truth with black holes: what a method is given. */
  readonly given: FloatImageBatch;
}

/** Told after each part how many images are done. May throw to end the measurement. */
export type OnPart = (done: number) => void | Promise<void>;

/** The images [N,H,W,C] and masks [N,H,W,1] in order, `size` of them at a time (default 500). */
export function* imageParts(images: ImageBatch, knownMask: ImageBatch, size: number = 500): Generator<ImagePart> {
  const count = images.shape[0];
  for (let start = 0; start < count; start += size) {
    const positions = range(Math.min(size, count - start), start);
    const truth = takeImages(images, positions);
    const known = takeMasks(knownMask, positions);
    yield { done: start + positions.length, truth, known, given: paintHoles(truth, known) };
  }
}
