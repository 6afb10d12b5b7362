// redrawn-masks: how far the validation loss of trained networks moves when only the masks are drawn again.
import * as v from "valibot";
import { drawTrainedMasks } from "./holes";
import { reportRuns } from "./reportMethods";
import { measureByKey, type Study, type StudyContext, type StudyMethod } from "./study";

/** Validation loss of the final weights for other draws of the validation masks, in nats. */
export interface RedrawnMaskValues {
  readonly draws: number;
  readonly runs: { readonly [runId: string]: { readonly losses: readonly number[] } };
}

export const redrawnMaskValuesSchema: v.GenericSchema<RedrawnMaskValues> = v.looseObject({
  draws: v.number(),
  runs: v.record(v.string(), v.looseObject({ losses: v.array(v.number()) })),
});

const draws = 20;

export const redrawnMasksStudy: Study<RedrawnMaskValues> = {
  name: "redrawn-masks",
  title: `the validation loss for ${draws} other draws of the validation masks`,
  methods: reportRuns,
  measure: async (context) => {
    const { methods } = context;
    const runs = await measureByKey(Object.keys(methods), async (key) => ({
      losses: await measureRun(methods[key], context),
    }));
    return { images: context.dataset.test.labels.length, values: { draws, runs } };
  },
};

async function measureRun(method: StudyMethod, { dataset, progress }: StudyContext): Promise<number[]> {
  const { images } = dataset.test;
  const redrawn = (draw: number): ReturnType<typeof drawTrainedMasks> =>
    drawTrainedMasks(method, images.shape, "audit validation masks", draw);
  const setLoss = method.openSetLoss?.(images, redrawn(1));
  if (setLoss === undefined) {
    throw new Error(
      `Expected networks, whose loss can be taken, but received ${method.name}. ` +
        `Name some: --methods report-fixed-seed1.`,
    );
  }
  const losses: number[] = [];
  try {
    for (let draw = 1; draw <= draws; draw++) {
      await progress(`redrawn-masks, ${method.name}: draw ${draw} of ${draws}`);
      if (draw > 1) setLoss.setMasks(redrawn(draw));
      losses.push(await setLoss.mean());
    }
  } finally {
    setLoss.dispose();
  }
  return losses;
}
