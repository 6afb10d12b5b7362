import assert from "node:assert/strict";
import { test } from "node:test";
import { kindOf } from "../../src/report/kinds";
import { makeVariable } from "../../src/report/variable";

const origin = { run: null, file: "a.json", local: false };
const read = (key: string, value: number | string | boolean | null): string =>
  makeVariable({ key, path: "p", value }, origin).en;

test("digits and unit go by the kind of figure that the key names", () => {
  assert.equal(read("benchmark.square8.telea.pooledHolePsnrDb", 17.3571), "17.36");
  assert.equal(read("runs.fixed1.epoch20", 0.561035782), "0.56104");
  assert.equal(read("published.coldStart.epoch20", 0.5606), "0.5606");
  assert.equal(read("audit.paint.network.white", 5.74), "5.74");
  assert.equal(read("run.lowestEpoch", 39), "39");
  assert.equal(read("benchmark.square8.telea.pooledHoleSsim", 0.59812), "0.598");
  assert.equal(read("derived.floorPercent", 97.713), "98");
  assert.equal(kindOf("run.harmonic.pooledHolePsnrDb").unit, "dB");
});

test("a kind without a row gets three significant digits, a whole number all of them", () => {
  assert.deepEqual(
    [2600.2, 413.28, 24.71, 0.039154, 0.9, 12345, 0].map((value) => read("audit.new.thing", value)),
    ["2,600", "413", "24.7", "0.0392", "0.900", "12,345", "0"],
  );
});

test("words, yes and no, never", () => {
  const { de, digits } = makeVariable({ key: "audit.held-out.stopByTest", path: "p", value: null }, origin);
  assert.deepEqual([de, digits], ["nie", null]);
  assert.equal(read("a.flag", true), "yes");
  assert.equal(read("run.masks", "fixed"), "fixed");
});

test("an interval is printed with the digits of its value", () => {
  const { interval, low } = makeVariable(
    { key: "a.holePsnrDb", path: "p", value: 17.6, low: 17.55, high: 17.719 },
    origin,
  );
  assert.deepEqual(interval, { en: "17.55 to 17.72", de: "17,55 bis 17,72" });
  assert.equal(low, 17.55);
});
