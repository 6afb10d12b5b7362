// The losses that the report's authors logged, from their public repository (Daniel-Rotter/DQD_Project, the log of the
// final run and the output of the 20-epoch run): what our own runs are compared with. A test checks them against the log.

/** One epoch: mean training and validation loss, binary cross-entropy in nats. */
export interface PublishedEpoch {
  readonly epoch: number;
  readonly loss: number;
  readonly valLoss: number;
}

/** Validation losses of the authors' run from a cold start, 20 epochs, as their notebook printed them. */
export const publishedColdStart: readonly Omit<PublishedEpoch, "loss">[] = [
  { epoch: 1, valLoss: 0.5751 },
  { epoch: 5, valLoss: 0.5647 },
  { epoch: 10, valLoss: 0.5623 },
  { epoch: 20, valLoss: 0.5606 },
];

/**
 * Steps that the optimiser stored with the authors' published weights had made ("optimizer/vars/0" of their Keras file). An epoch
 * of 50,000 images in batches of 128 has 391.
 */
export const publishedOptimizerSteps: number = 7820;

/** The final log of 40 epochs, rounded to six digits. Its first row is already at the level of the 20-epoch run. */
export const publishedFinalLog: readonly PublishedEpoch[] = [
  { epoch: 1, loss: 0.559975, valLoss: 0.560905 },
  { epoch: 2, loss: 0.559869, valLoss: 0.560839 },
  { epoch: 3, loss: 0.559763, valLoss: 0.560514 },
  { epoch: 4, loss: 0.559758, valLoss: 0.560406 },
  { epoch: 5, loss: 0.559635, valLoss: 0.560502 },
  { epoch: 6, loss: 0.559608, valLoss: 0.560473 },
  { epoch: 7, loss: 0.559457, valLoss: 0.560377 },
  { epoch: 8, loss: 0.559439, valLoss: 0.560403 },
  { epoch: 9, loss: 0.55944, valLoss: 0.560097 },
  { epoch: 10, loss: 0.559295, valLoss: 0.560001 },
  { epoch: 11, loss: 0.55925, valLoss: 0.560381 },
  { epoch: 12, loss: 0.559228, valLoss: 0.560114 },
  { epoch: 13, loss: 0.559169, valLoss: 0.559926 },
  { epoch: 14, loss: 0.559105, valLoss: 0.560203 },
  { epoch: 15, loss: 0.559084, valLoss: 0.559921 },
  { epoch: 16, loss: 0.559013, valLoss: 0.560115 },
  { epoch: 17, loss: 0.558976, valLoss: 0.559775 },
  { epoch: 18, loss: 0.558903, valLoss: 0.55991 },
  { epoch: 19, loss: 0.558865, valLoss: 0.559829 },
  { epoch: 20, loss: 0.5588, valLoss: 0.559678 },
  { epoch: 21, loss: 0.558762, valLoss: 0.559804 },
  { epoch: 22, loss: 0.558743, valLoss: 0.559722 },
  { epoch: 23, loss: 0.558651, valLoss: 0.559521 },
  { epoch: 24, loss: 0.558632, valLoss: 0.559366 },
  { epoch: 25, loss: 0.558601, valLoss: 0.559402 },
  { epoch: 26, loss: 0.558558, valLoss: 0.559709 },
  { epoch: 27, loss: 0.558487, valLoss: 0.559356 },
  { epoch: 28, loss: 0.558481, valLoss: 0.559184 },
  { epoch: 29, loss: 0.558404, valLoss: 0.559333 },
  { epoch: 30, loss: 0.558391, valLoss: 0.559423 },
  { epoch: 31, loss: 0.558321, valLoss: 0.55913 },
  { epoch: 32, loss: 0.558281, valLoss: 0.559201 },
  { epoch: 33, loss: 0.558275, valLoss: 0.55909 },
  { epoch: 34, loss: 0.558195, valLoss: 0.558948 },
  { epoch: 35, loss: 0.558184, valLoss: 0.558921 },
  { epoch: 36, loss: 0.558138, valLoss: 0.559153 },
  { epoch: 37, loss: 0.558109, valLoss: 0.559312 },
  { epoch: 38, loss: 0.558041, valLoss: 0.55882 },
  { epoch: 39, loss: 0.558043, valLoss: 0.558796 },
  { epoch: 40, loss: 0.557997, valLoss: 0.559173 },
];
