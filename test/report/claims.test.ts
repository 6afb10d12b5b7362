import assert from "node:assert/strict";
import { test } from "node:test";
import type { Verdict } from "../../src/report/claim";
import { claims } from "../../src/report/claims";
import type { Variable, Variables } from "../../src/report/variable";

type Numbers = { readonly [key: string]: number | readonly [low: number, value: number, high: number] | null };

/** The verdict of a claim on made-up numbers; a list is a value between the ends of its interval. */
function verdictOn(id: string, numbers: Numbers): Verdict {
  const variables = Object.fromEntries(
    Object.entries(numbers).map(([key, entry]) => [key, variable(entry)]),
  ) as Variables;
  const claim = claims.find((one) => one.id === id);
  assert.ok(claim);
  for (const key of claim.numbers) assert.ok(key in numbers, `claim ${id} asks for ${key}`);
  return claim.verdict((key) => variables[key].value as number, variables);
}

function variable(entry: Numbers[string]): Pick<Variable, "value" | "low" | "high"> {
  return Array.isArray(entry) ? { low: entry[0], value: entry[1], high: entry[2] } : { value: entry as number | null };
}

const about = (value: number) => [value - 0.1, value, value + 0.1] as const;
const on8 = (method: string): string => `benchmark.square8.${method}.pooledHolePsnrDb`;
const network = on8("report-fixed-seed1");

test("thirteen claims, numbered as they are listed", () => {
  assert.deepEqual(
    claims.map(({ id }) => Number(id)),
    Array.from({ length: 13 }, (_, i) => i + 1),
  );
});

test("1 and 13 follow from reading the published program", () => {
  assert.equal(verdictOn("1", {}), "holdsPartly");
  assert.equal(verdictOn("13", {}), "holdsPartly");
});

test("2: early stopping in the published log, in ours only, nowhere", () => {
  const on = (wait: number, stop: number | null) =>
    verdictOn("2", { "published.longestWithoutImprovement": wait, "audit.held-out.stopByHeldOut": stop });
  assert.deepEqual([on(5, null), on(4, 30), on(4, null)], ["holds", "holdsPartly", "doesNotHold"]);
});

test("3: the cold start agrees, and the curve begins like one, or not", () => {
  const on = (ours: number, first: number) =>
    verdictOn("3", {
      "runs.fixed1.epoch20": ours,
      "published.coldStart.epoch20": 0.5606,
      "published.firstValLoss": first,
      "runs.fixed1.epoch1": 0.575,
    });
  assert.deepEqual([on(0.561, 0.5745), on(0.561, 0.5609), on(0.565, 0.5609)], ["holds", "holdsPartly", "doesNotHold"]);
});

test("4: above every method without learning, above a flat colour, above nothing", () => {
  const on = (value: number) =>
    verdictOn("4", {
      [network]: about(value),
      [on8("mean")]: about(13),
      ...Object.fromEntries(
        ["telea", "navierStokes", "harmonic", "biharmonic"].map((name, i) => [on8(name), about(17 + i)]),
      ),
    });
  assert.deepEqual([on(20.3), on(20.1), on(13.1)], ["holds", "holdsPartly", "doesNotHold"]);
});

test("5: both easy classes above both hard ones", () => {
  const on = (car: number, ship: number) =>
    verdictOn(
      "5",
      Object.fromEntries(
        Object.entries({ automobile: car, ship, bird: 18, cat: 18.5 }).map(([name, value]) => [
          `audit.classes.methods.network.${name}`,
          about(value),
        ]),
      ),
    );
  assert.deepEqual([on(19, 19), on(16, 18.3), on(16, 18.1)], ["holds", "holdsPartly", "doesNotHold"]);
});

test("6: half a decibel is allowed in each of five tests", () => {
  const on = (...lost: number[]) =>
    verdictOn(
      "6",
      Object.fromEntries(
        ["outside", "side4", "side16", "pixels50", "white"].map((name, i) => [
          `derived.generalisation.${name}.Db`,
          lost[i],
        ]),
      ),
    );
  assert.deepEqual(
    [on(0, 0.4, 0.1, -1, 0.2), on(5, 0.4, 6, 10, 12), on(5, 2, 6, 10, 12)],
    ["holds", "holdsPartly", "doesNotHold"],
  );
});

test("7: a gap within a twentieth of the error, seeds within .001", () => {
  const on = (gap: number, spread: number) =>
    verdictOn("7", {
      "audit.training-gap.runs.report-fixed-seed1.gap": [gap - 1e-4, gap, gap + 1e-4],
      "audit.training-gap.runs.report-fixed-seed1.test": 0.012,
      "derived.seedSpread": spread,
    });
  assert.deepEqual([on(0, 0.0005), on(0, 0.002), on(0.001, 0.002)], ["holds", "holdsPartly", "doesNotHold"]);
});

test("8: held-out images half as restless as test images, less so, as much", () => {
  const on = (heldOut: number) => verdictOn("8", { "derived.wobble.heldOut": heldOut, "derived.wobble.test": 0.0002 });
  assert.deepEqual([on(0.0001), on(0.00015), on(0.00019)], ["holds", "holdsPartly", "doesNotHold"]);
});

test("9: the squared error fills worse than cross-entropy, alike, better", () => {
  const on = (difference: number) =>
    verdictOn("9", { "audit.squared-error.holePsnrDifferenceDb": [difference - 0.05, difference, difference + 0.05] });
  assert.deepEqual([on(-0.3), on(0), on(0.3)], ["holds", "holdsPartly", "doesNotHold"]);
});

test("10: 30 dB, above the averaged picture, below it", () => {
  const on = (value: number) =>
    verdictOn("10", { "audit.undamaged.network": about(value), "audit.undamaged.meanPooled": about(23.7) });
  assert.deepEqual([on(30), on(24), on(23)], ["holds", "holdsPartly", "doesNotHold"]);
});

test("11: a method that is clearly better on the same images", () => {
  const on = (biharmonic: number) =>
    verdictOn("11", { [network]: about(17.6), [on8("harmonic")]: about(17.5), [on8("biharmonic")]: about(biharmonic) });
  assert.deepEqual([on(17.7), on(18.3)], ["holdsPartly", "doesNotHold"]);
});

test("12: a quarter more error, a twentieth more, no more", () => {
  const on = (ratio: number) => verdictOn("12", { "derived.edgeRatio": ratio });
  assert.deepEqual([on(1.3), on(1.1), on(1)], ["holds", "holdsPartly", "doesNotHold"]);
});
