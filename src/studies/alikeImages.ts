// The average of the answers: images whose pixels around one place look like those around a hole, and what each of them has in
// the hole's place. One set of surroundings allows many answers; their mean is what minimises the squared error over all of
// them, and it is blurred. A search at the same place only, unlike exemplar-based filling, so that the answers are whole.
import { imageBatch, shapeText, takeImages, type FloatImageBatch, type ImageBatch } from "../images/batch";
import { checkKnownMask, composite } from "../images/holes";

export interface AlikeImage {
  /** Position in the set that was searched, from 0. */
  readonly position: number;
  /** Mean squared difference to the given image over the ring, values in [0,1]. */
  readonly ringMse: number;
}

export interface FindAlikeOptions {
  /** How many images; default 16. */
  readonly count?: number;
  /** Width in pixels of the ring of known pixels around the hole that is compared; default 4. */
  readonly ring?: number;
}

/**
 * The images of `among` [N,H,W,C] that differ least from `image` [1,H,W,C] in a ring around the hole, best first; of equals
 * the first. uint8 stays uint8: 50,000 images take about a tenth of a second. Throws on several images, on a hole without a
 * ring, on sizes that differ, and on fewer images than wanted.
 */
export function findAlikeImages(
  image: ImageBatch,
  knownMask: ImageBatch,
  among: ImageBatch,
  options: FindAlikeOptions = {},
): AlikeImage[] {
  const { count = 16, ring = 4 } = options;
  checkSearch(image, knownMask, among, count);
  const size = image.shape[1] * image.shape[2] * image.shape[3];
  const offsets = ringValues(knownMask, ring, image.shape[3]);
  // Both sides in the set's own unit: bytes, or [0,1].
  const unit = unitOf(among);
  const own = unitOf(image);
  const wanted = Float64Array.from(offsets, (offset) => (image.data[offset] * unit) / own);
  const best: { position: number; sum: number }[] = [];
  for (let position = 0; position < among.shape[0]; position++) {
    const limit = best.length < count ? Infinity : best[count - 1].sum;
    const sum = squaredDistance(among.data, position * size, offsets, wanted, limit);
    if (sum >= limit) continue;
    let place = best.length < count ? best.length : count - 1;
    while (place > 0 && best[place - 1].sum > sum) place--;
    best.splice(place, 0, { position, sum });
    best.length = Math.min(best.length, count);
  }
  return best.map(({ position, sum }) => ({ position, ringMse: sum / (offsets.length * unit * unit) }));
}

/** What white is. */
function unitOf({ data }: ImageBatch): number {
  return data instanceof Uint8Array ? 255 : 1;
}

/** The sum of squared differences; at `limit` or above not the whole sum. */
function squaredDistance(
  values: Float32Array | Uint8Array,
  start: number,
  offsets: Int32Array,
  wanted: Float64Array,
  limit: number,
): number {
  let sum = 0;
  for (let i = 0; i < offsets.length && sum < limit;) {
    for (const end = Math.min(offsets.length, i + 48); i < end; i++) {
      const difference = values[start + offsets[i]] - wanted[i];
      sum += difference * difference;
    }
  }
  return sum;
}

/** Where in an image the values of known pixels lie that are at most `ring` rows and columns from a hole pixel. */
function ringValues({ data, shape: [, height, width] }: ImageBatch, ring: number, channels: number): Int32Array {
  const near = new Uint8Array(height * width);
  for (let p = 0; p < data.length; p++) {
    if (data[p] === 1) continue;
    const column = p % width;
    const row = (p - column) / width;
    for (let y = Math.max(0, row - ring); y <= Math.min(height - 1, row + ring); y++) {
      near.fill(1, y * width + Math.max(0, column - ring), y * width + Math.min(width - 1, column + ring) + 1);
    }
  }
  const offsets: number[] = [];
  near.forEach((value, p) => {
    if (value === 1 && data[p] === 1) for (let c = 0; c < channels; c++) offsets.push(p * channels + c);
  });
  if (offsets.length === 0) {
    throw new Error(
      `Expected a hole with known pixels within ${ring} pixels around it, but the mask leaves none. ` +
        `Draw a hole with a rim, and take a ring of 1 or more.`,
    );
  }
  return Int32Array.from(offsets);
}

/** What alike images have in the hole's place. */
export interface Answers {
  /** Best match first. */
  readonly alike: readonly AlikeImage[];
  /** Those images as they are: [n,H,W,C]. */
  readonly images: FloatImageBatch;
  /** The given image with its hole filled from each of them: [n,H,W,C]. */
  readonly answers: FloatImageBatch;
  /** The given image with its hole filled by their mean: [1,H,W,C]. */
  readonly mean: FloatImageBatch;
}

/** findAlikeImages, and the hole filled from each of the images found and from their mean. */
export function findAnswers(
  image: ImageBatch,
  knownMask: ImageBatch,
  among: ImageBatch,
  options: FindAlikeOptions = {},
): Answers {
  const alike = findAlikeImages(image, knownMask, among, options);
  const images = takeImages(
    among,
    alike.map(({ position }) => position),
  );
  const size = image.data.length;
  const answers = new Float32Array(images.data.length);
  alike.forEach((_, i) => answers.set(composite(image, takeImages(images, [i]), knownMask).data, i * size));
  return {
    alike,
    images,
    answers: imageBatch(answers, images.shape),
    mean: composite(image, meanImage(images), knownMask),
  };
}

/** The mean of a batch, pixel by pixel: float32 [1,H,W,C] in [0,1]. Throws where there is no image. */
export function meanImage(images: ImageBatch): FloatImageBatch {
  const [count, height, width, channels] = images.shape;
  const size = height * width * channels;
  const sums = new Float64Array(size);
  if (count === 0)
    throw new Error("Expected at least one image to average, but received none. Give a batch with images.");
  const unit = count * unitOf(images);
  for (let k = 0; k < images.data.length; k++) sums[k % size] += images.data[k];
  return imageBatch(
    Float32Array.from(sums, (sum) => sum / unit),
    [1, height, width, channels],
  );
}

function checkSearch(image: ImageBatch, knownMask: ImageBatch, among: ImageBatch, count: number): void {
  checkKnownMask(image, knownMask);
  if (image.shape[0] !== 1) {
    throw new Error(
      `Expected one image with its hole, but received ${image.shape[0]}. Take one: takeImages(images, [0]).`,
    );
  }
  if (among.shape.some((side, i) => i > 0 && side !== image.shape[i])) {
    throw new Error(
      `Expected images of shape [N,${image.shape.slice(1).join(",")}] to search, but received ` +
        `${shapeText(among.shape)}. Search images of the same size.`,
    );
  }
  if (!(Number.isInteger(count) && count >= 1 && count <= among.shape[0])) {
    throw new Error(
      `Expected count to be a whole number from 1 to the ${among.shape[0]} images, but received ${count}. ` +
        `Use for example 16.`,
    );
  }
}
