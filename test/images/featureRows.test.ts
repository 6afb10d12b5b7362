import assert from "node:assert/strict";
import { test } from "node:test";
import { checkSameFeatures, concatRows, featureRows, takeRows } from "../../src/images/featureRows";

test("numbers as rows of one length", () => {
  const data = Float32Array.of(1, 2, 3, 4, 5, 6);
  assert.deepEqual(featureRows(data, 2), { data, count: 2, size: 3 });
  for (const count of [0, 4, 1.5, 12]) {
    assert.throws(() => featureRows(data, count), {
      message: `Expected numbers for ${count} rows of features of one length, but received 6. Give as many for each image.`,
    });
  }
  assert.throws(() => featureRows(Float64Array.of(1, 2, NaN, 4), 2), {
    message:
      "Expected finite features, but received NaN in row 1. " +
      "Check the images and the network that the features come from.",
  });
});

test("rows are taken by position, in their type", () => {
  const rows = featureRows(Float32Array.of(1, 2, 3, 4, 5, 6), 3);
  assert.deepEqual(takeRows(rows, [2, 0, 2]), { data: Float32Array.of(5, 6, 1, 2, 5, 6), count: 3, size: 2 });
  assert.ok(takeRows(featureRows(Float64Array.of(1, 2), 2), [1]).data instanceof Float64Array);
  assert.throws(
    () => takeRows(rows, [3]),
    /Expected image positions from 0 to 2, but received 3\. Choose a position inside the set\./,
  );
});

test("rows of different lengths are refused together", () => {
  const [three, two] = [featureRows(new Float32Array(6), 2), featureRows(new Float32Array(6), 3)];
  checkSameFeatures(three, featureRows(new Float64Array(3), 1));
  assert.throws(() => checkSameFeatures(three, two), {
    message:
      "Expected features of one kind, but received rows of 3 and of 2 numbers. " +
      "Compute both by the same function, for images of one size.",
  });
});

test("rows one after another, float32 where all are", () => {
  const single = featureRows(Float32Array.of(1, 2), 1);
  const double = featureRows(Float64Array.of(3, 4, 5, 6), 2);
  assert.deepEqual(concatRows([single, single]), featureRows(Float32Array.of(1, 2, 1, 2), 2));
  assert.deepEqual(concatRows([single, double]), featureRows(Float64Array.of(1, 2, 3, 4, 5, 6), 3));
  assert.throws(() => concatRows([]), /Expected numbers for 0 rows/);
});
