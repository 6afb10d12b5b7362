// six-terms: what each term of the six-term loss of Liu et al. 2018 does, and what augmentation does, by small runs on photographs
// that differ in that alone (experiments/photographsSmall.ts). All fill the same crops of held-out photographs under the same
// masks; with and without augmentation also crops of photographs that were trained on. Nothing is chosen by it, and the test
// photographs stay untouched.
import type { Photographs } from "../datasets/photographs";
import {
  photographsSmall,
  photographsSmallUnaugmented,
  photographsWithoutTerm,
  unaugmentedCrops,
} from "../experiments/photographsSmall";
import { range, takeImages, takeMasks, toFloat, type FillFunction, type ImageBatch } from "../images/batch";
import { paintHoles } from "../images/holes";
import { drawNamedMasks } from "../masks/named";
import { errorRatio, type ErrorRatio } from "../metrics/errorFigures";
import { holeTotalVariation, type HoleTotalVariation } from "../metrics/holeTotalVariation";
import { concatImageErrors, measureImages, type ImageErrors } from "../metrics/imageErrors";
import { imageParts, type OnPart } from "../metrics/imageParts";
import { randomStream } from "../random";
import type { PixelGrid } from "../figures/imageGrid";
import type { Reconstruction } from "../figures/reportFigures";
import { partOf, type Holes } from "./holes";
import { studyDifference, studyInterval } from "./interval";
import { heldOutPhotographs, perPhotograph, trainedCrops } from "./photographCrops";
import { sixTermsGrid } from "./sixTermsGrid";
import {
  sixTermFigureNames,
  withoutText,
  type AugmentationRow,
  type SixTermFigures,
  type SixTermValues,
} from "./sixTermsValues";
import { byKey, measureByKey, studySeed, type Measured, type Study, type StudyContext } from "./study";

const allSix = photographsSmall.name;
const unaugmented = photographsSmallUnaugmented.name;
/** All six first. */
const lossRuns: readonly { readonly without: string | null; readonly run: string }[] = [
  { without: null, run: allSix },
  ...photographsWithoutTerm.map(({ term, experiment }) => ({ without: term, run: experiment.name })),
];
const runs = [...lossRuns.map(({ run }) => run), unaugmented];

/** Crops that are filled together. */
const partSize = 120;
/** Rows of the figure: a crop each of the first so many held-out photographs. */
const shownPhotographs = 5;
const figureName = "six-terms";

export const sixTermsStudy: Study<SixTermValues> = {
  name: "six-terms",
  title: "the six-term loss with each term switched off in turn, augmentation on and off",
  heldOut: true,
  methods: runs.map((run) => ({ key: run, method: run })),
  onlyOwnMethods: true,
  experiments: runs,
  families: [photographsSmall.validationMasks],
  photographs: unaugmentedCrops,
  figures: [figureName],
  // It asks for photographs.
  measure: (context) => compareSixTerms(context, context.photographs as Photographs),
};

/**
 * Fills crops of these photographs by the networks of the runs, which are the methods' keys, and draws what the first held-out crops
 * become. Throws where a network is missing.
 */
export async function compareSixTerms(
  { methods, progress }: Pick<StudyContext, "methods" | "progress">,
  photographs: Photographs,
): Promise<Measured<SixTermValues>> {
  if (runs.some((run) => !Object.hasOwn(methods, run))) {
    throw new Error(
      `Expected the networks of ${runs.join(", ")}, but received ${Object.keys(methods).join(", ") || "none"}. ` +
        "Leave --methods out.",
    );
  }
  const { heldOut } = photographs;
  const count = heldOutPhotographs(photographs);
  const knownMask = drawNamedMasks(
    photographsSmall.validationMasks,
    heldOut.shape,
    randomStream(studySeed, "audit six terms"),
  );
  const measure = (which: string, run: string, images: ImageBatch): Promise<Ratios> => {
    const say = partOf({ progress }, `six-terms, ${run}, ${which}`, images);
    return measureFills(methods[run].fill, { images, knownMask }, count, say);
  };
  const onHeldOut = await measureByKey(runs, (run) => measure("held out", run, heldOut));
  const ofTraining = await trainedCrops(photographs);
  const onTrained = await measureByKey([allSix, unaugmented], (run) => measure("trained on", run, ofTraining));
  const augmentationRow = (run: string): AugmentationRow => ({
    run,
    heldOut: figuresOf(onHeldOut[run]),
    trained: figuresOf(onTrained[run]),
    gap: differencesOf(onTrained[run], onHeldOut[run]),
  });
  const values: SixTermValues = {
    photographs: count,
    cropsOfEach: photographs.crops.perPicture,
    terms: lossRuns.map(({ without, run }) => ({
      run,
      without,
      figures: figuresOf(onHeldOut[run]),
      differences: without === null ? null : differencesOf(onHeldOut[run], onHeldOut[allSix]),
    })),
    augmentation: {
      on: augmentationRow(allSix),
      off: augmentationRow(unaugmented),
      differences: {
        heldOut: differencesOf(onHeldOut[allSix], onHeldOut[unaugmented]),
        trained: differencesOf(onTrained[allSix], onTrained[unaugmented]),
      },
    },
  };
  const shown = range(Math.min(count, shownPhotographs));
  const grid = await drawFills(methods, { images: takeImages(heldOut, shown), knownMask: takeMasks(knownMask, shown) });
  return { images: heldOut.shape[0], values, figures: { [figureName]: grid } };
}

type Ratios = { readonly [name in (typeof sixTermFigureNames)[number]]: ErrorRatio };

/** The errors of one network, photograph by photograph. */
async function measureFills(
  fill: FillFunction,
  { images, knownMask }: Holes,
  photographs: number,
  onPart: OnPart,
): Promise<Ratios> {
  const parts: ImageErrors[] = [];
  const variations: HoleTotalVariation[] = [];
  for (const { done, truth, known, given } of imageParts(images, knownMask, partSize)) {
    const filled = await fill(given, known);
    parts.push(measureImages(truth, filled, known));
    variations.push(holeTotalVariation(truth, filled, known));
    await onPart(done);
  }
  const errors = concatImageErrors(parts);
  const joined = (of: keyof HoleTotalVariation): Float64Array =>
    Float64Array.from(variations.flatMap((variation) => Array.from(variation[of])));
  const ofCrops: Ratios = {
    holePsnrDb: errorRatio(errors, "pooledHolePsnrDb"),
    holeSsim: errorRatio(errors, "pooledHoleSsim"),
    holeL1: errorRatio(errors, "pooledHoleL1"),
    knownL1: errorRatio(errors, "pooledKnownL1"),
    totalVariationRatio: {
      name: "total variation over the truth's",
      numerators: joined("filled"),
      denominators: joined("truth"),
      finish: (ratio) => ratio,
    },
  };
  return byKey(sixTermFigureNames, (name) => perPhotograph(ofCrops[name], photographs));
}

function figuresOf(ratios: Ratios): SixTermFigures {
  return byKey(sixTermFigureNames, (name) => studyInterval(ratios[name]));
}

/** first − second */
function differencesOf(first: Ratios, second: Ratios): SixTermFigures {
  return byKey(sixTermFigureNames, (name) => studyDifference(first[name], second[name]));
}

async function drawFills(methods: StudyContext["methods"], { images, knownMask }: Holes): Promise<PixelGrid> {
  const given = paintHoles(images, knownMask);
  const networks: Reconstruction[] = [];
  for (const { without, run } of lossRuns)
    networks.push({ label: withoutText(without), filled: toFloat(await methods[run].fill(given, knownMask)) });
  return sixTermsGrid(images, knownMask, networks);
}
