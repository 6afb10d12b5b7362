import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
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

test("each claim names where the original says it", () => {
  assert.deepEqual(Object.fromEntries(claims.map(({ id, source }) => [id, source])), {
    1: "4.2",
    2: "4.4",
    3: "4.5.1",
    4: "4.5.1",
    5: "4.5.1",
    6: "Executive Summary",
    7: "Executive Summary",
    8: "4.5.1",
    9: "4.3",
    10: "3.3",
    11: "4.5.1",
    12: "2",
    13: "4.1.1",
  });
});

test("1 follows from reading the published program", () => {
  assert.equal(verdictOn("1", {}), "holdsPartly");
});

test("3 and 13 propose nothing: they are described", () => {
  assert.deepEqual([verdictOn("3", {}), verdictOn("13", {})], ["described", "described"]);
});

test("4 and 11 are not decided, whatever was measured", () => {
  for (const value of [10, 40]) {
    assert.equal(verdictOn("4", { [network]: about(value) }), "notDecided");
    const leads = { "derived.lead.harmonic.Db": value, "derived.lead.biharmonic.Db": -value };
    assert.equal(verdictOn("11", leads), "notDecided");
  }
});

test("2: early stopping in the published log, in ours only, nowhere", () => {
  const on = (wait: number, stop: number | null) =>
    verdictOn("2", { "published.longestWithoutImprovement": wait, "audit.held-out.stopByHeldOut": stop });
  assert.deepEqual([on(5, null), on(4, 30), on(4, null)], ["holds", "holdsPartly", "doesNotHold"]);
});

test("5: both easy classes above both hard ones, and less texture filled better", () => {
  const on = (car: number, ship: number, texture: number) =>
    verdictOn("5", {
      ...Object.fromEntries(
        Object.entries({ automobile: car, ship, bird: 18, cat: 18.5 }).map(([name, value]) => [
          `audit.classes.methods.network.${name}`,
          about(value),
        ]),
      ),
      "derived.textureRankCorrelation": texture,
    });
  assert.deepEqual(
    [on(19, 19, -0.9), on(19, 19, -0.5), on(16, 18.3, 0), on(16, 18.1, -0.9), on(16, 18.1, 0.9)],
    ["holds", "holdsPartly", "holdsPartly", "holdsPartly", "doesNotHold"],
  );
});

test("6: half a decibel is allowed in each of six tests", () => {
  const on = (...lost: number[]) =>
    verdictOn(
      "6",
      Object.fromEntries(
        ["outside", "side4", "side16", "pixels50", "nearlyBlack", "white"].map((name, i) => [
          `derived.generalisation.${name}.Db`,
          lost[i],
        ]),
      ),
    );
  assert.deepEqual(
    [
      on(0, 0.39, 0.1, -1, 0.2, 0),
      on(0, 0.41, 0.1, -1, 0.2, 0),
      on(5, 0.3, 6, 10, 12, 9),
      on(5, 0.59, 6, 10, 12, 9),
      on(5, 0.61, 6, 10, 12, 9),
    ],
    ["holds", "holdsPartly", "holdsPartly", "holdsPartly", "doesNotHold"],
  );
});

test("7: a gap within a twentieth of the error, seeds within .001, neither near its threshold", () => {
  const on = (gap: number, spread: number) =>
    verdictOn("7", {
      "audit.training-gap.runs.report-fixed-seed1.gap": [gap - 1e-4, gap, gap + 1e-4],
      "audit.training-gap.runs.report-fixed-seed1.test": 0.012,
      "derived.seedSpread": spread,
    });
  assert.deepEqual(
    [on(0, 0.0005), on(0, 0.00107), on(0, 0.002), on(0.00065, 0.002), on(0.001, 0.002)],
    ["holds", "holdsPartly", "holdsPartly", "holdsPartly", "doesNotHold"],
  );
});

test("8: held-out images less than half as restless as test images, about half, as much", () => {
  const on = (heldOut: number) => verdictOn("8", { "derived.wobble.heldOut": heldOut, "derived.wobble.test": 0.0002 });
  assert.deepEqual([on(0.00007), on(0.0001), on(0.00019)], ["holds", "holdsPartly", "doesNotHold"]);
});

test("9: the squared error fills worse than cross-entropy, alike, better", () => {
  const on = (difference: number) =>
    verdictOn("9", { "audit.squared-error.holePsnrDifferenceDb": [difference - 0.05, difference, difference + 0.05] });
  assert.deepEqual([on(-0.3), on(0), on(0.3)], ["holds", "holdsPartly", "doesNotHold"]);
});

test("10: more than 30 dB, not clearly half a decibel below the averaged picture, below it", () => {
  const on = (value: number) =>
    verdictOn("10", { "audit.undamaged.network": about(value), "audit.undamaged.meanPooled": about(23.7) });
  assert.deepEqual([on(30.2), on(30), on(23.1), on(22.9)], ["holds", "holdsPartly", "holdsPartly", "doesNotHold"]);
});

test("12: a quarter more error, about a quarter, no more", () => {
  const on = (ratio: number) => verdictOn("12", { "derived.edgeRatio": ratio });
  assert.deepEqual([on(1.51), on(1.19), on(0.99)], ["holds", "holdsPartly", "doesNotHold"]);
});

test("no recorded verdict hangs on the third digit of a number: rounded to two, up or down, they give the same", () => {
  const recorded = JSON.parse(readFileSync(join(__dirname, "../../report/variables.json"), "utf8")) as Variables;
  const inTwoDigits = (one: Variable, round: (value: number) => number): Variable => {
    const rounded = (value: number): number => {
      const unit = 10 ** (Math.floor(Math.log10(Math.abs(value))) - 1);
      return value === 0 ? 0 : round(value / unit) * unit;
    };
    const { value, low, high } = one;
    if (typeof value !== "number") return one;
    if (low === undefined || high === undefined) return { ...one, value: rounded(value) };
    return { ...one, value: rounded(value), low: rounded(low), high: rounded(high) };
  };
  for (const { id, numbers, verdict } of claims) {
    const wanted = recorded[`claims.${id}.verdict`].value;
    for (const round of [Math.floor, Math.ceil]) {
      for (const moved of [numbers, ...numbers.map((key) => [key])]) {
        const variables = Object.fromEntries(
          numbers.map((key) => [key, moved.includes(key) ? inTwoDigits(recorded[key], round) : recorded[key]]),
        );
        assert.equal(
          verdict((key) => Number(variables[key].value), { ...recorded, ...variables }),
          wanted,
          `claim ${id}: ${moved.join(", ")}`,
        );
      }
    }
  }
});
