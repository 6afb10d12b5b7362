// The steps after a fill that the study after-the-fill takes, each with the number that it usually has and two others. They are
// imported one by one, not through their table, so that the study's record is stale once a step changes.
import { editHoles } from "../postprocess/editHoles";
import { feather, featherRadius } from "../postprocess/feather";
import { grain, grainStrength } from "../postprocess/grain";
import { matchRim, matchRimStrength } from "../postprocess/matchRim";
import { poisson, poissonReach } from "../postprocess/poisson";
import type { PostprocessStep } from "../postprocess/postprocess";
import { sharpen, sharpenAmount } from "../postprocess/sharpen";
import { smooth, smoothColour } from "../postprocess/smooth";

export interface MeasuredStep {
  /** Its name in commands. */
  readonly name: string;
  /** What stands behind the colon in commands, the usual one first. */
  readonly numbers: readonly number[];
  readonly make: (number: number) => PostprocessStep;
}

/** To measure a further step, add its line. */
export const measuredSteps: readonly MeasuredStep[] = [
  { name: "feather", numbers: [featherRadius.usual, 1, 4], make: (radius) => feather({ radius }) },
  { name: "poisson", numbers: [poissonReach.usual, 1, 3], make: (reach) => poisson({ reach }) },
  { name: "matchRim", numbers: [matchRimStrength.usual, 0.25, 0.5], make: (strength) => matchRim({ strength }) },
  { name: "smooth", numbers: [smoothColour.usual, 0.05, 0.2], make: (sigmaColour) => smooth({ sigmaColour }) },
  { name: "sharpen", numbers: [sharpenAmount.usual, 0.25, 1], make: (amount) => sharpen({ amount }) },
  { name: "grain", numbers: [grainStrength.usual, 0.5, 1.5], make: (strength) => grain({ strength }) },
];

/** What the steps are compared with: known pixels put back and the holes cut off at 0 and 1, which every step begins with. */
export const noStep: PostprocessStep = (filled, image, knownMask) =>
  editHoles(filled, image, knownMask, () => undefined);
