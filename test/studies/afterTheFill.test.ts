import assert from "node:assert/strict";
import { test } from "node:test";
import * as v from "valibot";
import { fillMean } from "../../src/classical/mean";
import { drawDeadLeaves } from "../../src/datasets/deadLeaves";
import { firstImages, imageBatch, toFloat, type FillFunction, type FloatImageBatch } from "../../src/images/batch";
import { composite } from "../../src/images/holes";
import { randomStream } from "../../src/random";
import {
  afterTheFillStudy,
  afterTheFillValuesSchema,
  measureSteps,
  type StepRow,
} from "../../src/studies/afterTheFill";
import {
  cifar10Holes,
  cifar10Part,
  photographHoles,
  photographsPart,
  type HeldOutPart,
} from "../../src/studies/heldOutParts";
import { measuredSteps, type MeasuredStep } from "../../src/studies/measuredSteps";
import { near } from "../metrics/near";
import { randomImages } from "../metrics/samples";
import { samplePhotographs } from "./samplePhotographs";

const progress = async (): Promise<void> => undefined;
const drawn = drawDeadLeaves({ trainCount: 20, testCount: 1 }).train.images;
/** From .2 to .7, so that nothing is cut off. */
const images = imageBatch(
  drawn.data.map((value) => 51 + value / 2),
  drawn.shape,
);
const truth = toFloat(images);
const part: HeldOutPart = { title: "drawn", batches: [images], holes: cifar10Holes, fewerImages: {} };
const families = cifar10Holes.map(({ name }) => name);
const photographFamilies = photographHoles.map(({ name }) => name);

/** The truth with this error everywhere. */
const truthAnd = (error: number): FloatImageBatch => ({ ...truth, data: truth.data.map((value) => value + error) });
const erringBy = (error: number): FillFunction => {
  const filled = truthAnd(error);
  return () => filled;
};
/** A step whose fills have this error, known pixels as they were. */
const leaving = (name: string, error: number): MeasuredStep => ({
  name,
  numbers: [1],
  make: () => (_filled, image, knownMask) => composite(image, truthAnd(error), knownMask),
});
const everywhere: MeasuredStep = { name: "everywhere", numbers: [2], make: () => () => truthAnd(0.1) };

test("steps with known errors: figures, differences and verdicts", async () => {
  const methods = { mine: { name: "mine", fill: erringBy(0.1) } };
  const steps = [leaving("halves", 0.05), leaving("doubles", 0.2), leaving("keeps", 0.1), everywhere];
  const values = await measureSteps({ methods, progress }, part, steps);
  assert.deepEqual(
    values.fills.map(({ method, family, images: count, known }) => [method, family, count, known]),
    families.map((family) => ["mine", family, 20, []]),
  );
  for (const { holePsnrDb, seamError, gradientShare, hole } of values.fills) {
    near(holePsnrDb[0], 20, 1e-3);
    near(seamError[0], 0.01, 1e-5);
    near(gradientShare[0], 1, 1e-3);
    for (const [mse] of hole) near(mse, 0.01, 1e-5);
  }
  const rowsOf = (name: string): StepRow[] => values.steps.filter(({ step }) => step === name);
  for (const { number, verdict, worse, holePsnrDb, seamError, fullPsnrDb, hole, known } of rowsOf("halves")) {
    assert.deepEqual([number, verdict, worse, known], [1, "helps", [], []]);
    for (const [value] of [holePsnrDb, fullPsnrDb]) near(value, 20 * Math.log10(2), 1e-3);
    for (const [value] of [seamError, ...hole]) near(value, -0.0075, 1e-5);
    assert.ok(holePsnrDb[1] <= holePsnrDb[0] && holePsnrDb[0] <= holePsnrDb[2]);
  }
  for (const { verdict, worse, seamError } of rowsOf("doubles")) {
    assert.equal(verdict, "hurts");
    assert.deepEqual(
      worse.filter((name) => name !== "holeSsim"),
      ["holePsnrDb", "seamError", "fullPsnrDb"],
    );
    near(seamError[0], 0.03, 1e-5);
  }
  for (const { verdict, worse, holePsnrDb, holeSsim } of rowsOf("keeps"))
    assert.deepEqual([verdict, worse, holePsnrDb, holeSsim], ["no difference", [], [0, 0, 0], [0, 0, 0]]);
  // No seam is left, but known pixels pay for it.
  for (const { number, verdict, worse, seamError, known } of rowsOf("everywhere")) {
    assert.deepEqual([number, verdict, worse], [2, "helps", ["fullPsnrDb"]]);
    near(seamError[0], -0.01, 1e-5);
    for (const [value] of known) near(value, 0.01, 1e-5);
  }
});

test("the time is the step's alone, per image", async (t) => {
  let now = 0;
  t.mock.method(performance, "now", () => ++now);
  const filled = truthAnd(0.1);
  const fill: FillFunction = () => {
    now += 1000;
    return filled;
  };
  const some = { ...part, holes: cifar10Holes.slice(0, 1) };
  const { fills } = await measureSteps({ methods: { mine: { name: "mine", fill } }, progress }, some, []);
  assert.deepEqual(fills[0].milliseconds, [0.05, 0.05, 0.05]);
});

test("of fewer than 20 images there are figures and no verdict", async () => {
  const black: MeasuredStep = { name: "black", numbers: [1], make: () => (_filled, image) => toFloat(image) };
  const methods = { mean: { name: "mean", fill: fillMean } };
  for (const [count, verdict] of [
    [19, null],
    [20, "hurts"],
  ] as const) {
    const some = { ...part, batches: [toFloat(firstImages(images, count))] };
    const { steps } = await measureSteps({ methods, progress }, some, [black]);
    for (const row of steps) {
      assert.deepEqual([row.verdict, row.worse.includes("holePsnrDb")], [verdict, verdict !== null], row.family);
      assert.ok(row.holePsnrDb[2] < 0, row.family);
    }
  }
});

const untouched: FillFunction = (given) => given;
const slowAndQuick = { slow: { name: "exemplar", fill: untouched }, quick: { name: "mean", fill: untouched } };

test("of a slow method 200 images of CIFAR-10 are measured, in whole batches", async () => {
  const train = { images: randomImages([1250, 32, 32, 3], randomStream(1, "cifar")), labels: new Uint8Array(1250) };
  const whole = cifar10Part({ train, title: "CIFAR-10" });
  const ofSquares = { ...whole, holes: whole.holes.slice(0, 1) };
  const { fills } = await measureSteps({ methods: slowAndQuick, progress }, ofSquares, []);
  assert.deepEqual(
    fills.map(({ method, images: count }) => [method, count]),
    [
      ["slow", 200],
      ["quick", 250],
    ],
  );
});

test("of a slow method fewer photographs are measured, and none beyond the set; images of several sizes", async () => {
  const methods = slowAndQuick;
  const { fills } = await measureSteps({ methods, progress }, photographsPart(samplePhotographs(7)), []);
  assert.deepEqual(
    fills.map(({ method, family, images: count }) => [method, family, count]),
    photographFamilies.flatMap((family) => [
      ["slow", family, 5],
      ["quick", family, 7],
    ]),
  );
});

const context = {
  dataset: drawDeadLeaves({ trainCount: 40, testCount: 1 }),
  methods: { mean: { name: "mean", fill: fillMean }, telea: { name: "telea", fill: fillMean } },
  trainings: {},
};

test("the study measures every step on held-out images and photographs, and tells how far it is", async () => {
  const shown: string[] = [];
  const { images: count, values } = await afterTheFillStudy.measure({
    ...context,
    wholePhotographs: samplePhotographs(2),
    progress: async (text) => void shown.push(text),
  });
  assert.equal(count, 8);
  const title = context.dataset.title;
  assert.deepEqual(shown, [
    ...families.flatMap((family) =>
      ["mean", "telea"].map((method) => `after-the-fill, ${title}, ${family}, ${method}: 8 of 8 images`),
    ),
    ...photographFamilies.flatMap((family) =>
      [1, 2].map((done) => `after-the-fill, small pictures, ${family}, telea: ${done} of 2 images`),
    ),
  ]);
  const { cifar10, photographs } = values;
  const numbers = measuredSteps.flatMap(({ name, numbers: own }) => own.map((number) => [name, number]));
  const rows = [...cifar10.steps, ...(photographs?.steps ?? [])];
  assert.deepEqual(
    rows.map(({ step, number }) => [step, number]),
    Array.from({ length: 3 * families.length }, () => numbers).flat(),
  );
  assert.deepEqual(v.parse(afterTheFillValuesSchema, values), values);
  // What each step says of the known pixels: feather blends them, poisson only where it reaches out.
  for (const { step, number, known } of rows) {
    const reach = step === "feather" || step === "poisson" ? number : 0;
    assert.ok(known.length >= Math.min(1, reach) && (reach > 0 || known.length === 0), `${step}:${number}`);
    for (const [mse] of known.slice(reach)) assert.equal(mse, 0, `${step}:${number}`);
  }
});

test("without photographs CIFAR-10 alone is measured; what fills photographs alone is measured on these alone", async () => {
  const alone = {
    partial: { name: "photographs-partial", fill: fillMean },
    plain: { name: "photographs-plain", fill: fillMean },
  };
  const wholePhotographs = samplePhotographs(1);
  const { values: one } = await afterTheFillStudy.measure({ ...context, methods: alone, wholePhotographs, progress });
  assert.deepEqual(one.cifar10.fills, []);
  assert.deepEqual([...new Set(one.photographs?.fills.map(({ method }) => method))], ["partial", "plain"]);
  const methods = { ...context.methods, ...alone };
  const { values } = await afterTheFillStudy.measure({ ...context, methods, progress });
  assert.equal(values.photographs, null);
  assert.deepEqual([...new Set(values.cifar10.fills.map(({ method }) => method))], ["mean", "telea"]);
  assert.deepEqual(v.parse(afterTheFillValuesSchema, values), values);
});
