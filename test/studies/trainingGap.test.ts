import assert from "node:assert/strict";
import { test } from "node:test";
import { trainingGap } from "../../src/studies/trainingGap";
import { near } from "../metrics/near";

test("what the mask of an image costs on both sides does not widen the gap", () => {
  const train = Float64Array.from({ length: 200 }, (_, i) => (i % 10) / 100), test = train.map((value) => value + 0.01);
  const values = trainingGap(train, test);
  near(values.train.value, 0.045, 1e-12);
  near(values.test.value, 0.055, 1e-12);
  for (const figure of [values.gap.value, values.gap.low, values.gap.high]) near(figure, 0.01, 1e-12);
  assert.ok(values.train.high - values.train.low > 0.005);
});
