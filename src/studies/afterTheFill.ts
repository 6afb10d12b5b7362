// after-the-fill: whether a step of src/postprocess/ is worth doing after a fill, and after whose. Held-out training images
// under four of the benchmark's mask families, masks of the study's own. Nothing is chosen by it, and the test images stay
// untouched. The networks of the report and of the article were trained on all training images, these among them: how good
// a method is must be read elsewhere, here its fills are compared with themselves.
import * as v from "valibot";
import { heldOutCount, holdOutValidation } from "../datasets/split";
import { firstImages, toFloat, type FillFunction, type ImageBatch } from "../images/batch";
import { drawNamedMasks } from "../masks/named";
import { imageParts, type OnPart } from "../metrics/imageParts";
import type { PostprocessStep } from "../postprocess/postprocess";
import { randomStream } from "../random";
import { partOf, type Holes } from "./holes";
import { measuredSteps, noStep, type MeasuredStep } from "./measuredSteps";
import { StepErrors } from "./stepErrors";
import {
  compareSteps,
  figuresOf,
  stepDifferenceEntries,
  stepFigureEntries,
  type StepDifference,
  type StepFigures,
} from "./stepFigures";
import { studySeed, type Study, type StudyContext } from "./study";

/** A method's fills with known pixels put back, without a step. */
export type FilledRow = StepFigures & {
  readonly method: string;
  readonly family: string;
  /** How many images its figures and those of the steps after it rest on. */
  readonly images: number;
};

/** The same fills after a step, as the difference. */
export type StepRow = StepDifference & {
  readonly method: string;
  readonly family: string;
  readonly step: string;
  /** What stands behind the colon in commands. */
  readonly number: number;
};

export interface AfterTheFillValues {
  readonly fills: readonly FilledRow[];
  readonly steps: readonly StepRow[];
}

export const afterTheFillValuesSchema: v.GenericSchema<AfterTheFillValues> = v.looseObject({
  fills: v.array(v.looseObject({ method: v.string(), family: v.string(), images: v.number(), ...stepFigureEntries })),
  steps: v.array(
    v.looseObject({
      method: v.string(),
      family: v.string(),
      step: v.string(),
      number: v.number(),
      ...stepDifferenceEntries,
    }),
  ),
});

/** To measure a further method, add its name in the table of methods. */
const methodNames: readonly string[] = [
  "report-fixed-seed1",
  "article-lines-half",
  "article-partial",
  "residual-inpainter",
  "harmonic",
  "biharmonic",
  "telea",
  "exemplar",
];
/** How many images are measured, and of slow methods how many of these. */
const imageCount = 1000;
const fewerImages: { readonly [method: string]: number } = { exemplar: 200 };
/** Images that are filled and timed together. */
const partSize = 50;

/** The families under which fills are measured. */
export const filledFamilies = ["square8", "centre16", "articleLines", "pixels50"] as const;

export const afterTheFillStudy: Study<AfterTheFillValues> = {
  name: "after-the-fill",
  title: "what each step after a fill is worth, by method and kind of hole",
  heldOut: true,
  methods: methodNames.map((method) => ({ key: method, method })),
  families: filledFamilies,
  measure: async (context) => {
    const { train } = context.dataset;
    const { images } = holdOutValidation(train, 1, heldOutCount(train.labels.length)).validation;
    const chosen = firstImages(images, Math.min(imageCount, images.shape[0]));
    return { images: chosen.shape[0], values: await measureSteps(context, chosen) };
  },
};

/** Fills these images [N,H,W,C] under every family by every method, does every step to the fills, and compares. */
export async function measureSteps(
  context: Pick<StudyContext, "methods" | "progress">,
  images: ImageBatch,
  steps: readonly MeasuredStep[] = measuredSteps,
): Promise<AfterTheFillValues> {
  const chain = steps.flatMap(({ name, numbers, make }) =>
    numbers.map((number) => ({ step: name, number, apply: make(number) })),
  );
  const all = [noStep, ...chain.map(({ apply }) => apply)];
  const values = { fills: [] as FilledRow[], steps: [] as StepRow[] };
  for (const family of filledFamilies) {
    const masks = drawNamedMasks(family, images.shape, randomStream(studySeed, `audit after the fill ${family}`));
    for (const [method, { name, fill }] of Object.entries(context.methods)) {
      const count = Math.min(images.shape[0], fewerImages[name] ?? Infinity);
      const holes = { images: firstImages(images, count), knownMask: firstImages(masks, count) };
      const say = partOf(context, `after-the-fill, ${family}, ${method}`, holes.images);
      const [none, ...after] = await gatherErrors(fill, all, holes, say);
      values.fills.push({ method, family, images: count, ...figuresOf(none) });
      for (const [i, { step, number }] of chain.entries())
        values.steps.push({ method, family, step, number, ...compareSteps(after[i], none) });
    }
  }
  return values;
}

/** The errors of one method's fills after each of the steps. */
async function gatherErrors(
  fill: FillFunction,
  steps: readonly PostprocessStep[],
  { images, knownMask }: Holes,
  onPart: OnPart,
): Promise<StepErrors[]> {
  const errors = steps.map(() => new StepErrors());
  for (const { done, truth, known, given } of imageParts(images, knownMask, partSize)) {
    if (done === truth.shape[0]) {
      // Once untimed: what first calls take longer is left out.
      const filled = toFloat(await fill(given, known));
      for (const step of steps) step(filled, given, known);
    }
    const began = performance.now();
    const filled = toFloat(await fill(given, known));
    const fillTime = performance.now() - began;
    for (const [i, step] of steps.entries()) {
      const started = performance.now();
      const finished = step(filled, given, known);
      errors[i].add(truth, finished, known, fillTime + performance.now() - started);
    }
    await onPart(done);
  }
  return errors;
}
