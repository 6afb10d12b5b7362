import assert from "node:assert/strict";
import { test } from "node:test";
import { stepVerdict } from "../../src/studies/stepFigures";
import type { Interval } from "../../src/studies/records";

const interval = (low: number, high: number): Interval => ({ value: (low + high) / 2, low, high, level: 0.95 });
const [below, around, above] = [interval(-2, -1), interval(-1, 1), interval(1, 2)];

test("a step helps where PSNR rises or the seam's error falls, hurts where only the contrary is found", () => {
  const wanted = [
    [above, around, "helps"],
    [around, below, "helps"],
    [above, below, "helps"],
    [above, above, "helps"],
    [below, below, "helps"],
    [below, around, "hurts"],
    [around, above, "hurts"],
    [below, above, "hurts"],
    [around, around, "no difference"],
  ] as const;
  for (const [holePsnrDb, seamError, verdict] of wanted)
    assert.equal(stepVerdict({ holePsnrDb, seamError }), verdict, JSON.stringify([holePsnrDb, seamError]));
});

test("an interval that ends at 0 does not leave it out", () => {
  assert.equal(stepVerdict({ holePsnrDb: interval(0, 1), seamError: interval(-1, 0) }), "no difference");
  assert.equal(stepVerdict({ holePsnrDb: interval(-1, 0), seamError: interval(0, 0) }), "no difference");
});
