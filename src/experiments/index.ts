// The table of experiments: what `npm run train --` takes. One line each.
import { articleLines, articleLinesHalf } from "./articleLines";
import { articlePartial, articlePartialShort, articlePartialSlip } from "./articlePartial";
import { articleSquares, articleSquaresHalf } from "./articleSquares";
import { autoencoderDenoising, autoencoderPlain } from "./autoencoder";
import { classifier } from "./classifier";
import { classSeed } from "./classSeed";
import { contextJoint, contextJointPhotographs, contextRandom, contextSquaredError } from "./contextEncoder";
import type { Experiment } from "./experiment";
import { comparedPartial, comparedPlain } from "./partialComparison";
import { photographsPartial, photographsPartialFrozen, photographsPlain } from "./photographsPartial";
import { photographsSmall, photographsSmallUnaugmented, photographsWithoutTerm } from "./photographsSmall";
import { photographsUNet } from "./photographsUNet";
import { ladderExperiments } from "./repairLadder";
import { reportFixed } from "./reportFixed";
import { reportFresh } from "./reportFresh";
import { reportHeldOut } from "./reportHeldOut";
import { reportMeanAbsoluteError } from "./reportMeanAbsoluteError";
import { reportSquaredError } from "./reportSquaredError";
import { residualInpainter } from "./residualInpainter";
import { residualInpainterBase } from "./residualInpainterBase";
import { twoHourInpainter } from "./twoHourInpainter";

export const experiments: readonly Experiment[] = [
  reportFixed,
  reportFresh,
  reportHeldOut,
  reportSquaredError,
  reportMeanAbsoluteError,
  ...ladderExperiments,
  classSeed,
  residualInpainterBase,
  residualInpainter,
  twoHourInpainter,
  articleSquares,
  articleSquaresHalf,
  articleLines,
  articleLinesHalf,
  articlePartial,
  articlePartialShort,
  articlePartialSlip,
  comparedPartial,
  comparedPlain,
  photographsUNet,
  classifier,
  photographsPartial,
  photographsPartialFrozen,
  photographsPlain,
  photographsSmall,
  photographsSmallUnaugmented,
  ...photographsWithoutTerm.map(({ experiment }) => experiment),
  contextSquaredError,
  contextJoint,
  contextRandom,
  contextJointPhotographs,
  autoencoderPlain,
  autoencoderDenoising,
];

/** The experiment of this name. Throws, listing all of them, where there is none. */
export function experimentNamed(name: string): Experiment {
  const found = experiments.find((experiment) => experiment.name === name);
  if (found !== undefined) return found;
  throw new Error(
    `Expected the name of an experiment, but received "${name}". ` +
      `Use one of ${experiments.map((experiment) => experiment.name).join(", ")}.`,
  );
}
