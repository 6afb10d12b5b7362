// Where images come from: numbered from 0, handed out in batches by position. Small sets lie in memory as bytes and are also
// there as a whole; larger ones read or draw what is asked for. Training, benchmarks and studies take nothing else.
import { shapeText, takeImages, type FloatImageBatch, type ImageBatch } from "../images/batch";

export interface ImageSource {
  /** "CIFAR-10, training": what records and figures print. */
  readonly name: string;
  /** Identifies the content: the same text, the same pixels in the same order. */
  readonly fingerprint: string;
  readonly count: number;
  /** Height, width and channels of every image. */
  readonly size: readonly [number, number, number];
  /** A class per image, where there are classes. */
  readonly labels?: Uint8Array;
  /** The images at these positions, in this order: float32 [n,H,W,C] in [0,1]. Throws on a position outside the source. */
  batch(positions: ArrayLike<number>): FloatImageBatch;
  /**
   * Where images are read or computed beforehand: resolves when `batch` can give these positions. `next` are asked for after them, in
   * this order, and may be made ready meanwhile. No image depends on it. Absent: `batch` gives any position at once.
   */
  prepare?(positions: ArrayLike<number>, next: ArrayLike<number>): Promise<void>;
  /** All images as one batch [N,H,W,C], where the source has them in memory. */
  readonly images?: ImageBatch;
}

/** A source that lies in memory as a whole. */
export interface ImagesInMemory extends ImageSource {
  readonly images: ImageBatch;
}

export interface InMemoryOptions {
  readonly name?: string;
  readonly fingerprint?: string;
  /** One per image. */
  readonly labels?: Uint8Array;
}

/** Images [N,H,W,C], uint8 or float32, as a source. Throws where there is not one label per image. */
export function imagesInMemory(images: ImageBatch, options: InMemoryOptions = {}): ImagesInMemory {
  const { name = "images in memory", fingerprint = "", labels } = options;
  const [count, height, width, channels] = images.shape;
  if (labels !== undefined && labels.length !== count) {
    throw new Error(
      `Expected one label for each of ${count} images ${shapeText(images.shape)}, but received ${labels.length}. ` +
        `Take images and labels at the same positions.`,
    );
  }
  return {
    name,
    fingerprint,
    count,
    images,
    size: [height, width, channels],
    ...(labels === undefined ? {} : { labels }),
    batch: (positions) => takeImages(images, positions),
  };
}

/** [count, height, width, channels] of a source: what masks are drawn for. */
export function shapeOf({
  count,
  size,
}: Pick<ImageSource, "count" | "size">): readonly [number, number, number, number] {
  return [count, ...size];
}

/** The labels at these positions, in this order. */
export function labelsAt(labels: Uint8Array, positions: ArrayLike<number>): Int32Array {
  return Int32Array.from(positions, (position) => labels[position]);
}
