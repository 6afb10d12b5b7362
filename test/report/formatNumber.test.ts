import assert from "node:assert/strict";
import { test } from "node:test";
import { formatInterval, formatNumber } from "../../src/report/formatNumber";

test("digits, grouping and signs of both languages", () => {
  const both = (value: number, digits: number): string[] => [
    formatNumber(value, digits, "en"),
    formatNumber(value, digits, "de"),
  ];
  assert.deepEqual(both(1234567.891, 2), ["1,234,567.89", "1.234.567,89"]);
  assert.deepEqual(both(10000, 0), ["10,000", "10.000"]);
  assert.deepEqual(both(999, 0), ["999", "999"]);
  assert.deepEqual(both(0.00123, 5), ["0.00123", "0,00123"]);
  assert.deepEqual(both(-17.5, 1), ["−17.5", "−17,5"]);
});

test("what rounds to zero has no sign", () => {
  assert.equal(formatNumber(-0.001, 2, "en"), "0.00");
});

test("intervals name both ends", () => {
  assert.equal(formatInterval(17.5, 1700, 2, "en"), "17.50 to 1,700.00");
  assert.equal(formatInterval(-0.25, 0.25, 2, "de"), "−0,25 bis 0,25");
});

test("a number that is not finite is refused", () => {
  assert.throws(
    () => formatNumber(NaN, 2, "en"),
    /Expected a finite number to print, but received NaN\. Look at the record/,
  );
});
