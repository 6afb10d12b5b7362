// The images and holes of most studies, the test images under the benchmark's 8×8 squares, and new holes of the kinds that the
// report's networks were trained with.
import { benchmarkMaskSets } from "../benchmarks/cifar10InpaintingV1";
import { drawBenchmarkMasks } from "../benchmarks/benchmarkMasks";
import { firstImages, type BatchShape, type FillFunction, type ImageBatch } from "../images/batch";
import { drawNamedMasks } from "../masks/named";
import type { OnPart } from "../metrics/imageParts";
import type { ImageErrors } from "../metrics/imageErrors";
import { measureMethod } from "../metrics/measureMethod";
import { randomStream } from "../random";
import { studySeed, type OnMethodPart, type StudyContext, type StudyMethod } from "./study";

export interface Holes {
  /** uint8 [N,H,W,3] */
  readonly images: ImageBatch;
  /** [N,H,W,1] */
  readonly knownMask: ImageBatch;
}

/** All test images, as many as there are, with the masks "square8". */
export async function benchmarkHoles({ dataset }: Pick<StudyContext, "dataset">): Promise<Holes> {
  const images = dataset.test.images;
  const masks = await drawBenchmarkMasks(benchmarkMaskSets[0]);
  return { images, knownMask: firstImages(masks, images.shape[0]) };
}

/** New masks of the kind that a network was trained with. Throws for methods that are none. */
export function drawTrainedMasks(
  { name, trainedWith }: StudyMethod,
  shape: BatchShape,
  purpose: string,
  draw = 0,
): ImageBatch {
  if (trainedWith !== undefined)
    return drawNamedMasks(trainedWith.family, shape, randomStream(studySeed, purpose, draw));
  throw new Error(
    `Expected networks whose training is recorded, but received ${name}. Name some: --methods report-fixed-seed1.`,
  );
}

/** Shows how many of the images are done. */
export function partOf({ progress }: Pick<StudyContext, "progress">, what: string, images: ImageBatch): OnPart {
  const count = images.shape[0].toLocaleString("en");
  return (done) => progress(`${what}: ${done.toLocaleString("en")} of ${count} images`);
}

/** The same, with the method that is being measured. */
export function methodPartOf(context: Pick<StudyContext, "progress">, what: string, images: ImageBatch): OnMethodPart {
  return (done, key) => partOf(context, `${what}, ${key}`, images)(done);
}

/** A method's errors on all images [N,H,W,C], filled 500 at a time. */
export async function measureErrors(
  fill: FillFunction,
  { images, knownMask }: Holes,
  onPart: OnPart,
): Promise<ImageErrors> {
  let done = 0;
  const { errors } = await measureMethod(
    async (given, known) => {
      await onPart(done);
      done += given.shape[0];
      return fill(given, known);
    },
    images,
    knownMask,
  );
  return errors;
}
