// What a data set is to the rest of the project: labelled uint8 images in two parts, and a name that tells real pictures
// from synthetic ones. Sets stay uint8; a batch becomes float32 when it is taken (takeImages).
import type { ImageBatch } from "../images/batch";

/** Images uint8 [N,H,W,3] and one label per image, a position in classNames. */
export interface LabelledImages {
  readonly images: ImageBatch;
  readonly labels: Uint8Array;
}

export interface Dataset {
  readonly name: "cifar10" | "deadLeaves";
  /** "CIFAR-10" or "synthetic data (dead leaves)": what figures and reports print. */
  readonly title: string;
  /** True for the procedural stand-in, whose results never take the place of CIFAR-10's. */
  readonly synthetic: boolean;
  readonly classNames: readonly string[];
  readonly train: LabelledImages;
  readonly test: LabelledImages;
  /** Identifies the content: the same text, the same pixels in the same order. */
  readonly fingerprint: string;
}
