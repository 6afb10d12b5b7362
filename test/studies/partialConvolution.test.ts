import assert from "node:assert/strict";
import { test } from "node:test";
import { drawDeadLeaves } from "../../src/datasets/deadLeaves";
import { imageBatch, toFloat, type FillFunction } from "../../src/images/batch";
import { comparedFamilies, compareLayers } from "../../src/studies/partialConvolution";
import type { StudyMethod } from "../../src/studies/study";
import { near } from "../metrics/near";

const { images } = drawDeadLeaves({ trainCount: 12, testCount: 1 }).train;
const truth = toFloat(images);
const progress = async (): Promise<void> => undefined;

/** Knows the truth and errs by the same amount everywhere. */
const erringBy = (name: string, amount: number): StudyMethod => {
  const fill: FillFunction = (given) =>
    imageBatch(
      truth.data.map((value) => value + amount),
      given.shape,
    );
  return { name, fill };
};

test("networks with known errors: each seed's figure, the differences of pairs, and of all together", async () => {
  const methods = {
    partial1: erringBy("a", 0.1),
    partial2: erringBy("b", 0.05),
    plain1: erringBy("c", 0.1),
    plain2: erringBy("d", 0.1),
  };
  const { families } = await compareLayers({ methods, progress }, images);
  assert.deepEqual(
    families.map(({ family }) => family),
    [...comparedFamilies],
  );
  for (const { partial, plain, differences, difference } of families) {
    near(partial[0].value, 20, 1e-4);
    near(plain[1].value, 20, 1e-4);
    near(differences[0].value, 0, 1e-6);
    near(differences[1].value, 20 * Math.log10(2), 1e-3);
    // Mean squared errors .01 and .0025 on equally many values.
    near(difference.value, 10 * Math.log10(0.01 / ((0.01 + 0.0025) / 2)), 1e-3);
    assert.ok(difference.low <= difference.value && difference.value <= difference.high);
  }
});

test("other methods than pairs of networks are refused", async () => {
  await assert.rejects(
    compareLayers({ methods: { telea: erringBy("telea", 0.1) }, progress }, images),
    /Expected as many networks of partial as of plain convolutions, but received telea\. Leave --methods out\./,
  );
});
