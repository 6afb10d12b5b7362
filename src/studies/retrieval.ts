// retrieval: central squares of CIFAR-10 filled from the training image whose context is nearest, as "Context Encoders" compares with
// (Pathak et al. 2016, section 5.1 and table 1): by known pixels, by HOG, by the features of a context encoder, beside what the network
// itself paints. Retrieval by known pixels is also a method of the table, nearestImage, with all training images as candidates.
// Here holes are those of held-out training images, which are no candidates and no network was trained on; the test images
// stay untouched.
import * as v from "valibot";
import { heldOutCount, holdOutValidation } from "../datasets/split";
import { firstImages, joinImages, takeImages, type FillFunction, type ImageBatch } from "../images/batch";
import { composite, repeatMask } from "../images/holes";
import { drawNamedMasks } from "../masks/named";
import { bootstrapIntervalSchema } from "../metrics/bootstrap";
import { errorRatio } from "../metrics/errorFigures";
import { measureImages } from "../metrics/imageErrors";
import { imageParts } from "../metrics/imageParts";
import { randomStream } from "../random";
import { contextRows, type ContextFeatures } from "../retrieval/fillByNeighbour";
import { hogFeatures } from "../retrieval/hog";
import { nearestNeighbours } from "../retrieval/nearest";
import { fillByNearestImage } from "../retrieval/nearestImage";
import { studyInterval } from "./interval";
import type { Interval } from "./records";
import { studySeed, type Study, type StudyContext } from "./study";

/** Errors in the hole, values in [0,1], pooled over images. */
export interface RetrievalRow {
  /** What contexts are compared by, or whose fill it is. */
  readonly key: string;
  /** Mean absolute error; times 100 the paper's "mean L1 loss". */
  readonly l1: Interval;
  /** Mean squared error; times 100 the paper's "mean L2 loss". */
  readonly l2: Interval;
  readonly psnrDb: Interval;
}

export interface RetrievalValues {
  /** Training images that holes are filled from. */
  readonly candidates: number;
  readonly rows: readonly RetrievalRow[];
}

export const retrievalValuesSchema: v.GenericSchema<RetrievalValues> = v.looseObject({
  candidates: v.number(),
  rows: v.array(
    v.looseObject({
      key: v.string(),
      l1: bootstrapIntervalSchema,
      l2: bootstrapIntervalSchema,
      psnrDb: bootstrapIntervalSchema,
    }),
  ),
});

const family = "centre16";
/** Every image is compared with every candidate, in JavaScript. */
const imagesAtMost = 1_000;
const retrievedAtOnce = 50;

export const retrievalStudy: Study<RetrievalValues> = {
  name: "retrieval",
  title: "holes filled from the most alike training image, beside context encoders",
  heldOut: true,
  methods: [
    { key: "joint", method: "context-joint" },
    { key: "squaredError", method: "context-l2" },
  ],
  experiments: ["context-joint", "context-l2"],
  families: [family],
  measure: async (context) => {
    const { train } = context.dataset;
    const split = holdOutValidation(train, 1, heldOutCount(train.labels.length));
    const images = firstImages(split.validation.images, imagesAtMost);
    return { images: images.shape[0], values: await compareRetrieval(context, images, split.train.images) };
  },
};

/**
 * Fills these images from the candidates by known pixels, by HOG and by the encoder of each method that has one, then by each method
 * itself.
 */
export async function compareRetrieval(
  { methods, progress }: Pick<StudyContext, "methods" | "progress">,
  images: ImageBatch,
  candidates: ImageBatch,
): Promise<RetrievalValues> {
  const [count] = images.shape;
  // The family's mask is the same for all: features of the candidates are computed once.
  const mask = drawNamedMasks(family, [1, ...size(images)], randomStream(studySeed, "audit retrieval"));
  const knownMask = repeatMask(mask, count);
  const rows: RetrievalRow[] = [];
  const say = (key: string, what: string): Promise<void> => progress(`retrieval, ${key}: ${what}`);
  const fillInParts = async (key: string, fill: FillFunction, imagesAtOnce?: number): Promise<void> => {
    const parts: ImageBatch[] = [];
    for (const { done, known, given } of imageParts(images, knownMask, imagesAtOnce)) {
      parts.push(await fill(given, known));
      await say(key, `${done} of ${count} images`);
    }
    rows.push(rowOf(key, images, joinImages(parts), knownMask));
  };
  const retrieve = async (key: string, featuresOf: ContextFeatures): Promise<void> => {
    await say(key, `features of ${candidates.shape[0].toLocaleString("en")} candidates`);
    const rowsOfCandidates = contextRows(candidates, mask, featuresOf);
    const fill: FillFunction = (given, known) => {
      const { positions } = nearestNeighbours(contextRows(given, mask, featuresOf), rowsOfCandidates);
      return composite(given, takeImages(candidates, positions), known);
    };
    await fillInParts(key, fill, retrievedAtOnce);
  };
  const nearestImage: FillFunction = (given, known) => fillByNearestImage(given, known, candidates).filled;
  await fillInParts("known pixels", nearestImage, retrievedAtOnce);
  await retrieve("HOG", (painted) => hogFeatures(painted));
  for (const [key, { openEncoder }] of Object.entries(methods)) {
    const encoder = openEncoder?.("trained", studySeed);
    if (encoder === undefined) continue;
    try {
      await retrieve(`features of ${key}`, (painted, known) => encoder.features(painted, known));
    } finally {
      encoder.dispose();
    }
  }
  for (const [key, { fill }] of Object.entries(methods)) await fillInParts(key, fill);
  return { candidates: candidates.shape[0], rows };
}

function size({ shape: [, height, width, channels] }: ImageBatch): [number, number, number] {
  return [height, width, channels];
}

function rowOf(key: string, images: ImageBatch, filled: ImageBatch, knownMask: ImageBatch): RetrievalRow {
  const errors = measureImages(images, filled, knownMask);
  return {
    key,
    l1: studyInterval(errorRatio(errors, "pooledHoleL1")),
    l2: studyInterval(errorRatio(errors, "pooledHoleMse")),
    psnrDb: studyInterval(errorRatio(errors, "pooledHolePsnrDb")),
  };
}
