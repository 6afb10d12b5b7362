// What a held-out set would have chosen, beside what the test set chooses: from the losses of one training after every epoch.
// Early stopping as Keras's EarlyStopping: it ends a training once `patience` epochs in a row brought no lower loss.
import type { ChosenEpoch, HeldOutEpoch, HeldOutValues } from "./records";

/** The report's patience (section 4.4). */
const reportPatience = 5;

/** Both choices and both stops. Throws where there is no epoch. */
export function compareChoices(epochs: readonly HeldOutEpoch[], patience: number = reportPatience): HeldOutValues {
  const heldOut = epochs.map(({ heldOutLoss }) => heldOutLoss), test = epochs.map(({ testLoss }) => testLoss);
  return {
    epochs, patience,
    chosenByHeldOut: chosenBy(heldOut, test), chosenByTest: chosenBy(test, test),
    stopByHeldOut: stopEpoch(heldOut, patience), stopByTest: stopEpoch(test, patience),
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
  if (losses.length === 0) throw new Error("Expected the losses of at least one epoch, but received none. Train first.");
  const at = losses.indexOf(Math.min(...losses));
  return { epoch: at + 1, testLoss: testLosses[at] };
}
