// The report's experiment as its text describes it (section 4.2): size and position of the hole vary per image and epoch.
import { reportMaskPlans } from "../masks/plan";
import type { Experiment } from "./experiment";
import { reportFixed } from "./reportFixed";

export const reportFresh: Experiment = {
  ...reportFixed,
  name: "report-fresh",
  title: "The report's network, masks fresh in every epoch",
  masks: reportMaskPlans.fresh,
  validationMasks: reportMaskPlans.fresh.family,
};
