// The table of augmentations, by the name that settings use. Each takes a batch of images and a random stream and returns a
// batch of the same shape and type. One line each: to add an augmentation, add its line.
import type { ImageBatch } from "../images/batch";
import type { Random } from "../random";
import { mirrorAtRandom } from "./mirror";

export interface Augmentation {
  readonly augment: <Batch extends ImageBatch>(images: Batch, random: Random) => Batch;
  /** Names its random stream in a training. */
  readonly streamName: string;
}

export const augmentations: { readonly [name: string]: Augmentation } = {
  /** From left to right, half of the images. */
  mirror: { augment: mirrorAtRandom, streamName: "mirroring" },
};

/** The augmentation of this name. Throws, naming all of them, where there is none. */
export function augmentationNamed(name: string): Augmentation {
  if (Object.hasOwn(augmentations, name)) return augmentations[name];
  throw new Error(
    `Expected an augmentation among ${Object.keys(augmentations).join(", ")}, but received "${name}". ` +
      `Use one of these names.`,
  );
}
