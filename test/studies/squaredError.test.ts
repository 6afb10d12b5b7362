import assert from "node:assert/strict";
import { test } from "node:test";
import { compareLosses } from "../../src/studies/squaredError";
import { placeRectangleMask } from "../../src/masks/rectangle";
import { near } from "../metrics/near";
import { erringBy, pictures } from "./auditFills";

const knownMask = placeRectangleMask(pictures.shape, { top: 2, left: 3, height: 4, width: 5 });

test("two networks with known errors", async () => {
  const values = await compareLosses({ crossentropy: erringBy(0.1), squaredError: erringBy(0.05) }, pictures, knownMask);
  near(values.crossentropy.holePsnrDb.value, 20, 1e-4);
  near(values.crossentropy.fullMse.value, 0.01, 1e-7);
  near(values.squaredError.fullMse.value, 0.0025, 1e-7);
  for (const figure of ["value", "low", "high"] as const) near(values.holePsnrDifferenceDb[figure], 20 * Math.log10(2), 1e-3);
  near(values.meanAbsoluteDifferenceOfFills, 0.05, 1e-6);
  assert.ok(values.crossentropy.excess.value > values.squaredError.excess.value && values.squaredError.excess.value > 0);
});

test("the same network twice differs by nothing", async () => {
  const { holePsnrDifferenceDb, meanAbsoluteDifferenceOfFills } =
    await compareLosses({ crossentropy: erringBy(0.1), squaredError: erringBy(0.1) }, pictures, knownMask);
  assert.deepEqual([holePsnrDifferenceDb.low, holePsnrDifferenceDb.value, holePsnrDifferenceDb.high], [0, 0, 0]);
  assert.equal(meanAbsoluteDifferenceOfFills, 0);
});
