import assert from "node:assert/strict";
import { test } from "node:test";
import { compareTwoMethods } from "../../src/studies/squaredError";
import { placeRectangleMask } from "../../src/masks/rectangle";
import { near } from "../metrics/near";
import { erringBy, pictures } from "./auditFills";

const knownMask = placeRectangleMask(pictures.shape, { top: 2, left: 3, height: 4, width: 5 });

test("two networks with known errors", async () => {
  const values = await compareTwoMethods(
    { crossentropy: erringBy(0.1), squaredError: erringBy(0.05) },
    pictures,
    knownMask,
  );
  near(values.crossentropy.holePsnrDb.value, 20, 1e-4);
  near(values.crossentropy.fullMse.value, 0.01, 1e-7);
  near(values.squaredError.fullMse.value, 0.0025, 1e-7);
  for (const figure of ["value", "low", "high"] as const)
    near(values.holePsnrDifferenceDb[figure], 20 * Math.log10(2), 1e-3);
  near(values.meanAbsoluteDifferenceOfFills, 0.05, 1e-6);
  assert.ok(
    values.crossentropy.excess.value > values.squaredError.excess.value && values.squaredError.excess.value > 0,
  );
});

test("any two methods are compared under their own names, and only two", async () => {
  const two = await compareTwoMethods({ b: erringBy(0.1), a: erringBy(0.2) }, pictures, knownMask);
  assert.deepEqual(Object.keys(two), ["b", "a", "holePsnrDifferenceDb", "meanAbsoluteDifferenceOfFills"]);
  near(two.holePsnrDifferenceDb.value, -20 * Math.log10(2), 1e-3);
  await assert.rejects(
    compareTwoMethods({ b: erringBy(0.1) }, pictures, knownMask),
    /Expected two methods to compare, but received b\. Name two: --methods report-fixed-seed1,report-fixed-seed2\./,
  );
});

test("the same network twice differs by nothing", async () => {
  const { holePsnrDifferenceDb, meanAbsoluteDifferenceOfFills } = await compareTwoMethods(
    { crossentropy: erringBy(0.1), squaredError: erringBy(0.1) },
    pictures,
    knownMask,
  );
  assert.deepEqual([holePsnrDifferenceDb.low, holePsnrDifferenceDb.value, holePsnrDifferenceDb.high], [0, 0, 0]);
  assert.equal(meanAbsoluteDifferenceOfFills, 0);
});
