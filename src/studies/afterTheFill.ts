// after-the-fill: whether a step of src/postprocess/ is worth doing after a fill, and after whose. Held-out training images
// of CIFAR-10, and held-out photographs where they are there, each under four kinds of hole; the test images stay untouched.
// The networks of the report and of the article were trained on all training images, these among them: how good a method is
// must be read elsewhere, here its fills are compared with themselves.
import * as v from "valibot";
import { toFloat, type FillFunction } from "../images/batch";
import { paintHoles } from "../images/holes";
import type { OnPart } from "../metrics/imageParts";
import type { PostprocessStep } from "../postprocess/postprocess";
import {
  cifar10Holes,
  cifar10Part,
  drawHoles,
  photographHoles,
  photographsPart,
  type HeldOutPart,
} from "./heldOutParts";
import type { Holes } from "./holes";
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
import { keepNothing, type Study, type StudyContext } from "./study";

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

/** Of one set of images. */
export interface StepValues {
  /** "CIFAR-10" */
  readonly title: string;
  readonly fills: readonly FilledRow[];
  readonly steps: readonly StepRow[];
}

export interface AfterTheFillValues {
  readonly cifar10: StepValues;
  /** null where they were not there to be measured. */
  readonly photographs: StepValues | null;
}

const filledRow = v.looseObject({ method: v.string(), family: v.string(), images: v.number(), ...stepFigureEntries });
const stepRow = v.looseObject({
  method: v.string(),
  family: v.string(),
  step: v.string(),
  number: v.number(),
  ...stepDifferenceEntries,
});
const stepValuesSchema: v.GenericSchema<StepValues> = v.looseObject({
  title: v.string(),
  fills: v.array(filledRow),
  steps: v.array(stepRow),
});

/** What one method's fills under one kind of hole come to. */
interface MethodRows {
  readonly fill: FilledRow;
  readonly steps: readonly StepRow[];
}

const methodRowsSchema: v.GenericSchema<MethodRows> = v.looseObject({ fill: filledRow, steps: v.array(stepRow) });
export const afterTheFillValuesSchema: v.GenericSchema<AfterTheFillValues> = v.looseObject({
  cifar10: stepValuesSchema,
  photographs: v.nullable(stepValuesSchema),
});

/** Networks whose smallest window is larger than CIFAR-10's images: they are measured on photographs alone. */
export const onlyPhotographs: readonly string[] = ["photographs-partial", "photographs-plain"];
/** To measure a further method, add its name in the table of methods; a network gets there once it is recorded. */
const methodNames: readonly string[] = [
  "report-fixed-seed1",
  "article-lines-half",
  "article-partial",
  "context-l2",
  "context-joint",
  "residual-inpainter",
  "harmonic",
  "biharmonic",
  "telea",
  "exemplar",
  ...onlyPhotographs,
];
/** Those that are measured on photographs. */
const photographMethods: readonly string[] = [
  "residual-inpainter",
  "harmonic",
  "telea",
  "exemplar",
  ...onlyPhotographs,
];

export const afterTheFillStudy: Study<AfterTheFillValues> = {
  name: "after-the-fill",
  title: "what each step after a fill is worth, by method and kind of hole",
  heldOut: true,
  wholePhotographs: true,
  methods: methodNames.map((method) => ({ key: method, method })),
  families: [...cifar10Holes, ...photographHoles].map(({ family }) => family),
  measure: async ({ dataset, wholePhotographs, methods, progress, keep }) => {
    const measurePart = (part: HeldOutPart, takes: (name: string) => boolean): Promise<StepValues> => {
      const own = Object.entries(methods).filter(([, { name }]) => takes(name));
      return measureSteps({ methods: Object.fromEntries(own), progress, keep }, part);
    };
    const values: AfterTheFillValues = {
      cifar10: await measurePart(cifar10Part(dataset), (name) => !onlyPhotographs.includes(name)),
      photographs:
        wholePhotographs === undefined
          ? null
          : await measurePart(photographsPart(wholePhotographs), (name) => photographMethods.includes(name)),
    };
    const fills = [...values.cifar10.fills, ...(values.photographs?.fills ?? [])];
    return { images: Math.max(0, ...fills.map(({ images }) => images)), values };
  },
};

/** Fills these images under every kind of hole by every method, does every step to the fills, and compares. */
export async function measureSteps(
  { methods, progress, keep = keepNothing }: Pick<StudyContext, "methods" | "progress" | "keep">,
  part: HeldOutPart,
  steps: readonly MeasuredStep[] = measuredSteps,
): Promise<StepValues> {
  const chain = steps.flatMap(({ name, numbers, make }) =>
    numbers.map((number) => ({ step: name, number, apply: make(number) })),
  );
  const all = [noStep, ...chain.map(({ apply }) => apply)];
  const values = { title: part.title, fills: [] as FilledRow[], steps: [] as StepRow[] };
  for (const kind of part.holes) {
    const family = kind.name;
    const holes = drawHoles(part, kind);
    for (const [method, { name, fill }] of Object.entries(methods)) {
      const batches = holes.slice(0, Math.ceil((part.fewerImages[name] ?? Infinity) / holes[0].images.shape[0]));
      const count = batches.reduce((sum, { images }) => sum + images.shape[0], 0);
      const what = `after-the-fill, ${part.title}, ${family}, ${method}`;
      const rows = await keep(`${part.title} ${family} ${method}`, methodRowsSchema, async () => {
        const [none, ...after] = await gatherErrors(fill, all, batches, (done) =>
          progress(`${what}: ${done.toLocaleString("en")} of ${count.toLocaleString("en")} images`),
        );
        const differences = chain.map(({ step, number }, i): StepRow => {
          return { method, family, step, number, ...compareSteps(after[i], none) };
        });
        return { fill: { method, family, images: count, ...figuresOf(none) }, steps: differences };
      });
      values.fills.push(rows.fill);
      values.steps.push(...rows.steps);
    }
  }
  return values;
}

/** The errors of one method's fills after each of the steps. */
async function gatherErrors(
  fill: FillFunction,
  steps: readonly PostprocessStep[],
  batches: readonly Holes[],
  onPart: OnPart,
): Promise<StepErrors[]> {
  const errors = steps.map(() => new StepErrors());
  let done = 0;
  for (const { images, knownMask } of batches) {
    const truth = toFloat(images);
    const given = paintHoles(truth, knownMask);
    const filled = toFloat(await fill(given, knownMask));
    // Once untimed: what a step's first call takes longer is left out.
    if (done === 0) for (const step of steps) step(filled, given, knownMask);
    for (const [i, step] of steps.entries()) {
      const began = performance.now();
      const finished = step(filled, given, knownMask);
      errors[i].add(truth, finished, knownMask, performance.now() - began);
    }
    done += images.shape[0];
    await onPart(done);
  }
  return errors;
}
