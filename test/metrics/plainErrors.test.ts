import assert from "node:assert/strict";
import { test } from "node:test";
import { measureImages } from "../../src/metrics/imageErrors";
import { imageErrorsOf, plainImageErrors } from "../../src/metrics/plainErrors";
import { formulaPictures } from "./formulaPictures";

test("errors go to plain numbers, through JSON and back bit for bit; what lacks a column is refused", () => {
  const [{ truth, filled, knownMask }] = formulaPictures;
  const errors = measureImages(truth, filled, knownMask);
  const plain = plainImageErrors(errors);
  const stored = JSON.parse(JSON.stringify(plain)) as typeof plain;
  assert.deepEqual(imageErrorsOf(stored), errors);
  assert.throws(
    () => imageErrorsOf({ ...plain, columns: plain.columns.slice(1) }),
    /^Error: Expected 11 columns of equal length, but received 10 of 1(, 1)+\. Measure anew\.$/,
  );
  assert.throws(() => imageErrorsOf({ ...plain, columns: [[], ...plain.columns.slice(1)] }), /received 11 of 0, 1/);
});
