import assert from "node:assert/strict";
import { test } from "node:test";
import { rules, type RuleName } from "../../src/report/rules";
import { near } from "../metrics/near";

function of(name: RuleName, ...numbers: number[]): number {
  return rules[name].apply(numbers);
}

test("differences, ratios and parts of a whole", () => {
  assert.equal(of("difference", 18, 17.5), 0.5);
  assert.equal(of("ratio", 3, 4), 0.75);
  assert.equal(of("percentOf", 3, 4), 75);
  assert.equal(of("percentOfSum", 3, 1), 75);
  assert.equal(of("spread", 2, 5, 3), 3);
});

test("a lead that grows from .5 to 2 dB has cost 1.5", () => {
  assert.equal(of("lostLead", 18, 16, 18, 17.5), 1.5);
});

test("a straight line does not fluctuate, a zigzag between 0 and 1 does by 1", () => {
  assert.equal(of("fluctuation", 5, 4, 3, 2, 1), 0);
  assert.equal(of("fluctuation", 0, 1, 0, 1, 0), 1);
});

test("fluctuations go together whatever the trend, and against one another", () => {
  const zigzag = [0, 1, 0, 2, 0, 1];
  const falling = zigzag.map((value, i) => 10 - i + 3 * value);
  near(of("fluctuationsTogether", ...zigzag, ...falling), 1, 1e-12);
  near(of("fluctuationsTogether", ...zigzag, ...zigzag.map((value) => -value)), -1, 1e-12);
  assert.equal(of("fluctuationsTogether", ...zigzag, 1, 2, 3, 4, 5, 6), 0);
});

test("ranks: any rising relation gives 1, a falling one −1; equal values share a rank", () => {
  near(of("rankCorrelation", 1, 2, 3, 1, 10, 100), 1, 1e-12);
  near(of("rankCorrelation", 1, 2, 3, 9, 4, 1), -1, 1e-12);
  // Ranks 1, 2.5, 2.5, 4 against 1, 2, 3, 4: 4.5 / sqrt(4.5 · 5).
  near(of("rankCorrelation", 1, 2, 2, 3, 1, 2, 3, 4), 4.5 / Math.sqrt(22.5), 1e-12);
});
