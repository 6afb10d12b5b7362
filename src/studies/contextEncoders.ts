// context-encoders: what the adversarial term does to a context encoder's fills (Pathak et al. 2016, section 5.1, table 1 and figure 6),
// on held-out training images under central squares and random blocks: error, sharpness, and how far the set of fills lies from the
// set of originals by the features of the recorded classifier. Every recorded run of the three experiments and of the sweep of the
// term's weight is measured; what is missing is named. The test images stay untouched.
import { heldOutCount, holdOutValidation } from "../datasets/split";
import type { RunConfig } from "../experiments/plan";
import type { FillFunction, ImageBatch } from "../images/batch";
import { concatRows, type FeatureRows } from "../images/featureRows";
import { composite } from "../images/holes";
import { drawNamedMasks } from "../masks/named";
import { errorRatio, type ErrorRatio } from "../metrics/errorFigures";
import { frechetFeatureDistance } from "../metrics/frechet";
import { concatImageErrors, measureImages, type ImageErrors } from "../metrics/imageErrors";
import { imageParts } from "../metrics/imageParts";
import { randomStream } from "../random";
import type { ContextEncoderValues, ContextFigures } from "./contextEncoderValues";
import type { Holes } from "./holes";
import { studyDifference, studyInterval } from "./interval";
import type { Interval } from "./records";
import { studySeed, type Study, type StudyContext, type TrainingLog, type WantedRun } from "./study";

const baseline = "context-l2";
const experiments = [baseline, "context-joint", "context-random"];
/** Of the adversarial term, beside context-l2's 0 and context-joint's .001, the published one. */
export const sweptWeights: readonly number[] = [0.01, 0.05];
const weightKey = "step.adversarial.weight";
const seeds = [1, 2, 3];
/** Those of the experiments. */
const families = ["centre16", "overlappingBlocks"];

const wanted: readonly WantedRun[] = [
  ...experiments.flatMap((experiment) => seeds.map((seed) => ({ experiment, seed }))),
  ...sweptWeights.flatMap((weight) =>
    seeds.map((seed) => ({ experiment: "context-joint", seed, settings: { [weightKey]: weight } })),
  ),
];

export const contextEncodersStudy: Study<ContextEncoderValues> = {
  name: "context-encoders",
  title: "what the adversarial term does to the fills of context encoders",
  heldOut: true,
  methods: [],
  families,
  recordedRuns: wanted,
  alsoRecorded: (run) => /^context-joint(-seed\d+)?-step\.adversarial\.weight[\d.e-]+$/.test(run),
  measure: async (context) => {
    const { train } = context.dataset;
    const { images } = holdOutValidation(train, 1, heldOutCount(train.labels.length)).validation;
    return { images: images.shape[0], values: await compareContextEncoders(context, images) };
  },
};

/** Fills these images by every recorded run. Throws, naming a command, where there is none. */
export async function compareContextEncoders(
  { methods, trainings, runs, progress }: Pick<StudyContext, "methods" | "trainings" | "runs" | "progress">,
  images: ImageBatch,
): Promise<ContextEncoderValues> {
  const { configs = {}, missing = [], pictureFeatures = null } = runs ?? {};
  const names = Object.keys(configs);
  if (names.length === 0) {
    throw new Error(
      "Expected at least one recorded run of a context encoder, but received none. " +
        `Record one: ${missing[0]?.command ?? `npm run train -- ${baseline} --record`}.`,
    );
  }
  const figures = new Map<string, ContextFigures[]>(names.map((run) => [run, []]));
  for (const family of families) {
    const knownMask = drawNamedMasks(family, images.shape, randomStream(studySeed, `audit context ${family}`));
    const filled = new Map<string, Filled>();
    for (const run of names) {
      const say = (done: number): Promise<void> =>
        progress(`context-encoders, ${family}, ${run}: ${done} of ${images.shape[0]} images`);
      filled.set(run, await fillAll(methods[run].fill, { images, knownMask }, pictureFeatures, say));
    }
    for (const run of names) {
      const other = names.find((one) => isBaselineOf(configs[one], configs[run]));
      const compared = other === undefined || other === run ? undefined : filled.get(other);
      figures.get(run)?.push(figuresOf(family, filled.get(run) as Filled, compared));
    }
  }
  return {
    runs: names.map((run) => ({
      run,
      experiment: configs[run].name,
      seed: configs[run].seed,
      weight: configs[run].step.adversarial?.weight ?? 0,
      discriminatorAccuracy: lastAccuracy(trainings[run].log),
      families: figures.get(run) as ContextFigures[],
    })),
    missing,
  };
}

function isBaselineOf(candidate: RunConfig, { seed }: RunConfig): boolean {
  return candidate.name === baseline && candidate.seed === seed;
}

interface Filled {
  readonly errors: ImageErrors;
  readonly frechetDistance: number | null;
}

async function fillAll(
  fill: FillFunction,
  { images, knownMask }: Holes,
  featuresOf: ((images: ImageBatch) => FeatureRows) | null,
  say: (done: number) => Promise<void>,
): Promise<Filled> {
  const errors: ImageErrors[] = [];
  const [truths, fills]: [FeatureRows[], FeatureRows[]] = [[], []];
  for (const { done, truth, known, given } of imageParts(images, knownMask)) {
    const filled = await fill(given, known);
    errors.push(measureImages(truth, filled, known));
    if (featuresOf !== null) {
      truths.push(featuresOf(truth));
      fills.push(featuresOf(composite(truth, filled, known)));
    }
    await say(done);
  }
  const frechetDistance = featuresOf === null ? null : frechetFeatureDistance(concatRows(truths), concatRows(fills));
  return { errors: concatImageErrors(errors), frechetDistance };
}

function figuresOf(family: string, { errors, frechetDistance }: Filled, other: Filled | undefined): ContextFigures {
  const of = (all: ImageErrors, name: "pooledHolePsnrDb" | "pooledHoleGradientShare"): ErrorRatio =>
    errorRatio(all, name);
  const difference = (name: "pooledHolePsnrDb" | "pooledHoleGradientShare"): Interval | null =>
    other === undefined ? null : studyDifference(of(errors, name), of(other.errors, name));
  return {
    family,
    holePsnrDb: studyInterval(of(errors, "pooledHolePsnrDb")),
    gradientShare: studyInterval(of(errors, "pooledHoleGradientShare")),
    frechetDistance,
    holePsnrDifferenceDb: difference("pooledHolePsnrDb"),
    gradientShareDifference: difference("pooledHoleGradientShare"),
  };
}

/** Over the rows that lie in the last third as a whole, at least the last one. */
function lastAccuracy(log: TrainingLog["log"]): number | null {
  const rows = log.slice(-Math.max(1, Math.floor(log.length / 3)));
  const values = rows.flatMap(({ others }) => others?.discriminatorAccuracy ?? []);
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}
