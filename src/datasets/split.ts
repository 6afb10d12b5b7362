// Training images held out for validation, fixed by a seed. In the report's own protocol all test images serve as validation, so
// early stopping chooses by the test set; held-out images keep the test set out of training.
import { randomStream, shuffledPositions } from "../random";
import type { LabelledImages } from "./dataset";

export interface TrainValidation {
  readonly train: LabelledImages;
  readonly validation: LabelledImages;
}

/** How many of so many training images are held out: 5,000, or a fifth of a set that is too small for that. */
export function heldOutCount(total: number): number {
  return Math.min(5000, Math.floor(total / 5));
}

/** Takes `count` training images away for validation; both parts keep the order of the set. Throws if too few remain. */
export function holdOutValidation(train: LabelledImages, seed = 1, count = 5000): TrainValidation {
  const total = train.labels.length;
  if (!(Number.isInteger(count) && count >= 1 && count < total)) {
    throw new Error(
      `Expected to hold out from 1 to ${total - 1} of ${total} training images, but received ${count}. ` +
        `Choose fewer images.`,
    );
  }
  const positions = shuffledPositions(total, randomStream(seed, "validation split"));
  return {
    train: takeLabelled(train, positions.subarray(count).sort()),
    validation: takeLabelled(train, positions.subarray(0, count).sort()),
  };
}

/** The images at the given positions with their labels, still uint8. Throws if a position lies outside the set. */
export function takeLabelled(set: LabelledImages, positions: ArrayLike<number>): LabelledImages {
  const [count, height, width, channels] = set.images.shape;
  const size = height * width * channels;
  const data = new Uint8Array(positions.length * size);
  const labels = new Uint8Array(positions.length);
  for (let i = 0; i < positions.length; i++) {
    const position = positions[i];
    if (!(position >= 0 && position < count)) {
      throw new Error(
        `Expected image positions from 0 to ${count - 1}, but received ${position}. ` +
          `Choose a position inside the set.`,
      );
    }
    data.set(set.images.data.subarray(position * size, (position + 1) * size), i * size);
    labels[i] = set.labels[position];
  }
  return { images: { data, shape: [positions.length, height, width, channels] }, labels };
}
