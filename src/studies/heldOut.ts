// held-out: what a held-out set would have chosen, beside what the test set chooses, from the losses of one training after
// every epoch. Early stopping as Keras's EarlyStopping: it ends a training once `patience` epochs in a row brought no lower
// loss.
import * as v from "valibot";
import type { Study } from "./study";

export interface HeldOutEpoch {
  readonly epoch: number;
  /** On the 45,000 images that are trained on, as training reports it. */
  readonly loss: number;
  /** On the 5,000 images held out. */
  readonly heldOutLoss: number;
  /** On the 10,000 test images. */
  readonly testLoss: number;
}

export interface ChosenEpoch {
  readonly epoch: number;
  readonly testLoss: number;
}

/** The report's network validated on held-out training images, with the test loss beside it. */
export interface HeldOutValues {
  readonly epochs: readonly HeldOutEpoch[];
  readonly patience: number;
  /** The epoch with the lowest held-out loss. */
  readonly chosenByHeldOut: ChosenEpoch;
  /** The epoch with the lowest test loss: what the report's protocol chooses. */
  readonly chosenByTest: ChosenEpoch;
  /** The epoch after which early stopping would have ended the training; null where it would not. */
  readonly stopByHeldOut: number | null;
  readonly stopByTest: number | null;
}

const chosenEpoch = v.looseObject({ epoch: v.number(), testLoss: v.number() });
export const heldOutValuesSchema: v.GenericSchema<HeldOutValues> = v.looseObject({
  epochs: v.array(
    v.looseObject({ epoch: v.number(), loss: v.number(), heldOutLoss: v.number(), testLoss: v.number() }),
  ),
  patience: v.number(),
  chosenByHeldOut: chosenEpoch,
  chosenByTest: chosenEpoch,
  stopByHeldOut: v.nullable(v.number()),
  stopByTest: v.nullable(v.number()),
});

const experiment = "report-held-out";

export const heldOutStudy: Study<HeldOutValues> = {
  name: "held-out",
  title: "which epoch held-out images choose, and which the test images",
  methods: [],
  experiments: [experiment],
  measure: async ({ dataset, trainings }) => {
    const { log, testLosses } = trainings[experiment];
    const epochs = log.map(({ epoch, loss, valLoss }, i) => ({
      epoch,
      loss,
      heldOutLoss: valLoss,
      testLoss: testLosses[i],
    }));
    return { images: dataset.test.labels.length, values: compareChoices(epochs) };
  },
};

/** The report's patience (section 4.4). */
const reportPatience = 5;

/** Both choices and both stops. Throws where there is no epoch. */
export function compareChoices(epochs: readonly HeldOutEpoch[], patience: number = reportPatience): HeldOutValues {
  const heldOut = epochs.map(({ heldOutLoss }) => heldOutLoss);
  const test = epochs.map(({ testLoss }) => testLoss);
  return {
    epochs,
    patience,
    chosenByHeldOut: chosenBy(heldOut, test),
    chosenByTest: chosenBy(test, test),
    stopByHeldOut: stopEpoch(heldOut, patience),
    stopByTest: stopEpoch(test, patience),
  };
}

/** The epoch after which a training with these losses would have been ended before its last one; null where never. */
export function stopEpoch(losses: readonly number[], patience: number): number | null {
  let best = 0;
  for (let i = 0; i < losses.length - 1; i++) {
    if (losses[i] < losses[best]) best = i;
    if (i - best >= patience) return i + 1;
  }
  return null;
}

/** The first epoch with the lowest of these losses, and the test loss there. */
function chosenBy(losses: readonly number[], testLosses: readonly number[]): ChosenEpoch {
  if (losses.length === 0)
    throw new Error("Expected the losses of at least one epoch, but received none. Train first.");
  const at = losses.indexOf(Math.min(...losses));
  return { epoch: at + 1, testLoss: testLosses[at] };
}
