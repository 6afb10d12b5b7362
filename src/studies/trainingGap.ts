// training-gap: how much better a network does on images that it was trained on than on others, under the same new holes.
// Training and test images are paired by their masks, so that an easy draw of masks counts on both sides.
import * as v from "valibot";
import { firstImages, type ImageBatch } from "../images/batch";
import { bootstrapIntervalSchema } from "../metrics/bootstrap";
import { measureExcess } from "./excess";
import { drawTrainedMasks, partOf } from "./holes";
import { meanOf, studyDifference, studyInterval } from "./interval";
import type { Interval } from "./records";
import { reportRuns } from "./reportMethods";
import { measureByKey, type Study, type StudyContext, type StudyMethod } from "./study";

/** Cross-entropy above the floor, in nats, with the final weights. */
export interface TrainingGap {
  readonly train: Interval;
  readonly test: Interval;
  /** Test − train, resampled together. */
  readonly gap: Interval;
}

/** Train and test images under the same fresh masks. */
export interface TrainingGapValues {
  readonly runs: { readonly [runId: string]: TrainingGap };
}

export const trainingGapValuesSchema: v.GenericSchema<TrainingGapValues> = v.looseObject({
  runs: v.record(
    v.string(),
    v.looseObject({ train: bootstrapIntervalSchema, test: bootstrapIntervalSchema, gap: bootstrapIntervalSchema }),
  ),
});

export const trainingGapStudy: Study<TrainingGapValues> = {
  name: "training-gap",
  title: "the loss on images that were trained on, beside that on others",
  methods: reportRuns,
  measure: async (context) => {
    const { train, test } = context.dataset;
    // So many training images as there are test images.
    const count = Math.min(test.labels.length, train.labels.length);
    const { methods } = context;
    const runs = await measureByKey(Object.keys(methods), (key) => measureRun(methods[key], count, context));
    return { images: count, values: { runs } };
  },
};

async function measureRun(method: StudyMethod, count: number, context: StudyContext): Promise<TrainingGap> {
  const { train, test } = context.dataset;
  const masks = drawTrainedMasks(method, firstImages(test.images, count).shape, "audit training gap");
  const excess = (images: ImageBatch, what: string): Promise<Float64Array> => {
    const say = partOf(context, `training-gap, ${method.name}, ${what}`, test.images);
    return measureExcess(method.fill, firstImages(images, count), masks, say);
  };
  return trainingGap(await excess(train.images, "training images"), await excess(test.images, "test images"));
}

/** From the excess of every image (measureExcess), equally many of both sets, image i of each under mask i. */
export function trainingGap(train: Float64Array, test: Float64Array): TrainingGap {
  const ofTrain = meanOf("excess on training images", train);
  const ofTest = meanOf("excess on test images", test);
  return { train: studyInterval(ofTrain), test: studyInterval(ofTest), gap: studyDifference(ofTest, ofTrain) };
}
