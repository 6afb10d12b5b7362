import assert from "node:assert/strict";
import { before, test } from "node:test";
import * as v from "valibot";
import { unaugmentedCrops } from "../../src/experiments/photographsSmall";
import { imageBatch, toFloat, type FloatImageBatch } from "../../src/images/batch";
import { paintHoles } from "../../src/images/holes";
import { trainedCrops } from "../../src/studies/photographCrops";
import { compareSixTerms, sixTermsStudy } from "../../src/studies/sixTerms";
import { sixTermValuesSchema } from "../../src/studies/sixTermsValues";
import type { StudyMethod } from "../../src/studies/study";
import { near } from "../metrics/near";
import { drawnPhotographs } from "../node/experiments/drawnPhotographs";

const photographs = drawnPhotographs({ ...unaugmentedCrops, size: 16, perPicture: 3 }, 20);
const heldOut = toFloat(photographs.heldOut);
let trained: FloatImageBatch;

before(async () => {
  trained = await trainedCrops(photographs);
});

/** What a method gives where the truth is `value`, in the hole of held-out crops, of others, and at known pixels. */
interface Errs {
  readonly held: (value: number) => number;
  readonly trained?: (value: number) => number;
  readonly known?: (value: number) => number;
}

/** Knows which crops it is given by what is known of them; those that are drawn are the first ones. */
function erring({ held, trained: ofTrained = held, known = (value) => value }: Errs): StudyMethod {
  return {
    name: "erring",
    fill: (given, knownMask) => {
      const size = given.data.length;
      const first = ({ data }: FloatImageBatch): FloatImageBatch => imageBatch(data.slice(0, size), given.shape);
      const isGiven = (images: FloatImageBatch): boolean =>
        paintHoles(images, knownMask).data.every((value, k) => value === given.data[k]);
      const [truth, inHole] = isGiven(first(heldOut)) ? [first(heldOut), held] : [first(trained), ofTrained];
      assert.ok(isGiven(truth), "crops of another kind");
      const filled = truth.data.map((value, k) => (knownMask.data[Math.floor(k / 3)] === 0 ? inHole : known)(value));
      return imageBatch(filled, given.shape);
    },
  };
}

const by = (amount: number) => (value: number) => value + amount;
const progress = async (): Promise<void> => undefined;
const keys = sixTermsStudy.methods.map(({ key }) => key);
const like = (changed: { readonly [key: string]: Errs }): { readonly [key: string]: StudyMethod } =>
  Object.fromEntries(keys.map((key) => [key, erring(changed[key] ?? { held: by(0.1) })]));

test("known errors of each run, and their differences to all six on the same crops", async () => {
  const methods = like({
    "photographs-small-without-hole": { held: by(0.2) },
    "photographs-small-without-valid": { held: by(0.1), known: by(-0.05) },
    "photographs-small-without-total-variation": { held: (value) => value / 2 },
  });
  const { images, values } = await compareSixTerms({ methods, progress }, photographs);
  assert.equal(images, 6);
  assert.deepEqual([values.photographs, values.cropsOfEach], [2, 3]);
  assert.ok(v.is(sixTermValuesSchema, JSON.parse(JSON.stringify(values))));
  assert.deepEqual(
    values.terms.map(({ without }) => without),
    [null, "valid", "hole", "perceptual", "styleOut", "styleComposite", "totalVariation"],
  );
  const [all, valid, hole, perceptual, , , variation] = values.terms;
  assert.deepEqual([all.run, all.differences], ["photographs-small", null]);
  near(all.figures.holePsnrDb.value, 20, 1e-4);
  near(all.figures.totalVariationRatio.value, 1, 1e-4);
  near(all.figures.knownL1.value, 0, 1e-12);
  near(valid.figures.knownL1.value, 0.05, 1e-6);
  near(hole.differences?.holePsnrDb.value ?? NaN, -20 * Math.log10(2), 1e-3);
  near(hole.differences?.holeL1.value ?? NaN, 0.1, 1e-6);
  assert.ok((hole.differences?.holeSsim.high ?? NaN) < 0);
  near(variation.figures.totalVariationRatio.value, 0.5, 1e-4);
  near(variation.differences?.totalVariationRatio.value ?? NaN, -0.5, 1e-4);
  for (const { value, low, high } of Object.values(perceptual.differences ?? {}))
    assert.deepEqual([value, low, high], [0, 0, 0], "equal networks");
});

test("augmentation on and off, on held-out photographs and on others, and the gap between these", async () => {
  const methods = like({ "photographs-small-unaugmented": { held: by(0.2), trained: by(0.05) } });
  const { values } = await compareSixTerms({ methods, progress }, photographs);
  const { on, off, differences } = values.augmentation;
  assert.deepEqual([on.run, off.run], ["photographs-small", "photographs-small-unaugmented"]);
  const double = 20 * Math.log10(2);
  near(off.heldOut.holePsnrDb.value, 20 - double, 1e-3);
  near(off.trained.holePsnrDb.value, 20 + double, 1e-3);
  near(off.gap.holePsnrDb.value, 2 * double, 1e-3);
  near(on.gap.holePsnrDb.value, 0, 1e-4);
  near(differences.heldOut.holePsnrDb.value, double, 1e-3);
  near(differences.trained.holePsnrDb.value, -double, 1e-3);
});

test("a figure of the first crop of each photograph: hole, every loss, truth", async () => {
  const { figures } = await compareSixTerms({ methods: like({}), progress }, photographs);
  const { texts } = figures?.["six-terms"] ?? assert.fail("no figure");
  const words = texts.map(({ text }) => text);
  assert.deepEqual(words.slice(1, 10), [
    "hole",
    "all six",
    "without valid",
    "without hole",
    "without perceptual",
    "without style out",
    "without style composite",
    "without total variation",
    "truth",
  ]);
  assert.equal(words.filter((text) => text === "20.0 dB").length, 7 * 2);
  assert.deepEqual(sixTermsStudy.figures, Object.keys(figures ?? {}));
});

test("other methods are refused; all networks are trained for it, and it is one of held-out photographs", async () => {
  const methods = { telea: erring({ held: by(0.1) }) };
  await assert.rejects(
    compareSixTerms({ methods, progress }, photographs),
    /Expected the networks of photographs-small, .*photographs-small-unaugmented, but received telea\. Leave --methods out\./,
  );
  assert.deepEqual(sixTermsStudy.experiments, keys);
  assert.deepEqual([sixTermsStudy.heldOut, sixTermsStudy.photographs], [true, unaugmentedCrops]);
});
