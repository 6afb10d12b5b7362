import assert from "node:assert/strict";
import { test } from "node:test";
import { reportMaskPlans } from "../../src/masks/plan";
import { drawDeadLeaves } from "../../src/datasets/deadLeaves";
import type { StudyContext } from "../../src/studies/study";
import { trainingGap, trainingGapStudy } from "../../src/studies/trainingGap";
import { near } from "../metrics/near";

test("what the mask of an image costs on both sides does not widen the gap", () => {
  const train = Float64Array.from({ length: 200 }, (_, i) => (i % 10) / 100);
  const test = train.map((value) => value + 0.01);
  const values = trainingGap(train, test);
  near(values.train.value, 0.045, 1e-12);
  near(values.test.value, 0.055, 1e-12);
  for (const figure of [values.gap.value, values.gap.low, values.gap.high]) near(figure, 0.01, 1e-12);
  assert.ok(values.train.high - values.train.low > 0.005);
});

test("both sets are measured under the same masks, as many images of each as there are test images", async () => {
  const dataset = drawDeadLeaves({ trainCount: 9, testCount: 4 });
  const masks: string[] = [];
  const told: string[] = [];
  const context: StudyContext = {
    dataset,
    trainings: {},
    progress: async (text) => void told.push(text),
    methods: {
      mine: {
        name: "mine",
        trainedWith: reportMaskPlans.fixed,
        fill: (images, known) => {
          masks.push(`${known.shape} ${known.data.indexOf(0)}`);
          return images;
        },
      },
    },
  };
  const { images, values } = await trainingGapStudy.measure(context);
  assert.deepEqual([images, Object.keys(values.runs), masks.length], [4, ["mine"], 2]);
  assert.equal(masks[0], masks[1]);
  assert.deepEqual(told, [
    "training-gap, mine, training images: 4 of 4 images",
    "training-gap, mine, test images: 4 of 4 images",
  ]);
  const { mine } = context.methods;
  await assert.rejects(
    trainingGapStudy.measure({ ...context, methods: { telea: { ...mine, name: "telea", trainedWith: undefined } } }),
    /Expected networks whose training is recorded, but received telea\. Name some: --methods report-fixed-seed1\./,
  );
});
