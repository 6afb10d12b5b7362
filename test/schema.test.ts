import assert from "node:assert/strict";
import { test } from "node:test";
import * as v from "valibot";
import { fitting, type Misfit } from "../src/schema";

/** What does not fit, as "place: expected / received"; "" where all of it fits. */
function misfit(schema: v.GenericSchema, value: unknown): string {
  try {
    fitting(value, schema, ({ place, expected, received }: Misfit) => new Error(`${place}: ${expected} / ${received}`));
    return "";
  } catch (error) {
    return (error as Error).message;
  }
}

const row = v.looseObject({
  name: v.string(),
  drawn: v.picklist(["once", "every epoch"]),
  patience: v.nullable(v.number()),
  rate: v.union([v.number(), v.variant("kind", [v.looseObject({ kind: v.literal("linear"), peak: v.number() })])]),
  more: v.optional(v.array(v.boolean())),
});
const sound = { name: "a", drawn: "once", patience: null, rate: 1 };

test("what fits is the very same value, with all its keys in their order", () => {
  const value = { first: true, ...sound, rate: { peak: 1, kind: "linear", later: 2 } };
  const fits = fitting(value, v.intersect([row, v.looseObject({ first: v.boolean() })]), () => new Error());
  assert.equal(fits, value);
});

test("place, expectation and what came, for every kind of misfit", () => {
  for (const [change, words] of [
    [{}, ""],
    [{ more: [true] }, ""],
    [{ name: 3 }, "name: a text / 3"],
    [{ name: undefined }, "name: a text / nothing"],
    [{ name: { first: "a" } }, "name: a text / an object"],
    [{ drawn: "twice" }, 'drawn: "once" or "every epoch" / "twice"'],
    [{ patience: "5" }, 'patience: a number / "5"'],
    [{ more: {} }, "more: a list / an object"],
    [{ more: [true, null] }, "more.1: true or false / null"],
    [{ rate: [] }, 'rate.kind: "linear" / nothing'],
    [{ rate: true }, "rate: a number or an object / true"],
    [{ rate: { kind: "linear" } }, "rate.peak: a number / nothing"],
    [{ rate: { kind: "cubic" } }, 'rate.kind: "linear" / "cubic"'],
    [{ name: 1, drawn: 2 }, "name: a text / 1"],
  ] as const) {
    assert.equal(misfit(row, { ...sound, ...change }), words);
  }
});

test("keys that are missing are told by what should be there", () => {
  const { drawn: _, ...without } = sound;
  assert.equal(misfit(v.record(v.string(), row), { one: without }), 'one.drawn: "once" or "every epoch" / nothing');
  assert.equal(misfit(v.looseObject({ values: v.unknown() }), {}), "values: a value / nothing");
  assert.equal(misfit(row, {}), "name: a text / nothing");
  assert.equal(misfit(row, null), ": an object / null");
  assert.equal(misfit(v.array(row), "rows"), ': a list / "rows"');
});

test("a check of a pipe is told by its own words, and a long text is cut off", () => {
  const positive = v.looseObject({ epochs: v.pipe(v.number(), v.minValue(1, "a number from 1 up")) });
  assert.equal(misfit(positive, { epochs: 0 }), "epochs: a number from 1 up / 0");
  assert.equal(misfit(positive, { epochs: "x".repeat(1000) }), `epochs: a number / "${"x".repeat(58)}…`);
});

test("the value that does not fit stays as it was", () => {
  const value = { name: "a" };
  assert.equal(misfit(row, value), 'drawn: "once" or "every epoch" / nothing');
  assert.deepEqual(value, { name: "a" });
});
