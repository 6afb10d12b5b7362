// The report's network validated on training images that are held out, with the loss on the test images beside it: what early
// stopping would have chosen without a look at the test set. Exactly 40 epochs, so that it can be judged afterwards.
import type { Experiment } from "./experiment";
import { reportFixed } from "./reportFixed";

export const reportHeldOut: Experiment = {
  ...reportFixed,
  name: "report-held-out",
  title: "The report's network, validated on held-out training images",
  validation: "held out",
  patience: null,
  measurements: [{ what: "test loss", everyEpochs: 1 }],
};
