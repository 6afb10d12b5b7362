import assert from "node:assert/strict";
import { test } from "node:test";
import { logAxis, roundNumbers } from "../../src/figures/logAxis";

test("1, 2 and 5 times the powers of ten within the range, ends included", () => {
  assert.deepEqual(roundNumbers(0.02, 1), [0.02, 0.05, 0.1, 0.2, 0.5, 1]);
  assert.deepEqual(roundNumbers(3, 4), []);
  assert.deepEqual(roundNumbers(0.5, 200, [1]), [1, 10, 100]);
});

test("the labels are the round numbers, between two ends without words", () => {
  const { ticktext, tickvals, range, type } = logAxis(0.002, 0.03, "nats", (value) => `${value}!`);
  assert.deepEqual([type, ticktext], ["log", ["", "0.002!", "0.005!", "0.01!", "0.02!", ""]]);
  assert.deepEqual(range, [Math.log10(0.002), Math.log10(0.03)]);
  const [first, last] = [tickvals?.[0], tickvals?.[5]].map(Number);
  assert.ok(first > 0.002 && first < 0.0021 && last < 0.03 && last > 0.029);
});

test("over many powers of ten only these are labelled", () => {
  assert.deepEqual(logAxis(0.5, 20_000, "n").ticktext, ["", "1", "10", "100", "1000", "10000", ""]);
});
