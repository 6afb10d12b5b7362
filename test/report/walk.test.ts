import assert from "node:assert/strict";
import { test } from "node:test";
import { keyPart, leavesOf } from "../../src/report/walk";

const keys = (record: unknown): { [key: string]: unknown } =>
  Object.fromEntries(leavesOf(record, "k", "values").map(({ key, value }) => [key, value]));

test("nested objects become dotted keys, with the path beside them", () => {
  assert.deepEqual(leavesOf({ a: { "b c": 1 } }, "k", "values"), [{ key: "k.a.b-c", path: "values.a.b c", value: 1 }]);
});

test("an interval is one value", () => {
  const [leaf, ...more] = leavesOf({ gap: { value: 2, low: 1, high: 3, level: 0.95 } }, "k", "values");
  assert.deepEqual(leaf, { key: "k.gap", path: "values.gap", value: 2, low: 1, high: 3 });
  assert.deepEqual(more, []);
});

test("a list beside another gives its items their names, also further down", () => {
  const interval = (value: number): object => ({ value, low: value, high: value });
  assert.deepEqual(
    keys({ classNames: ["bird", "cat"], methods: { network: [interval(1), interval(2)] }, texture: [3, 4] }),
    { "k.methods.network.bird": 1, "k.methods.network.cat": 2, "k.texture.bird": 3, "k.texture.cat": 4 },
  );
  assert.deepEqual(
    keys({
      paints: [
        { name: "dark grey", value: 0.25 },
        { name: "white", value: 1 },
      ],
      authors: [interval(5), interval(6)],
    }),
    {
      "k.paints.dark-grey.name": "dark grey",
      "k.paints.dark-grey.value": 0.25,
      "k.paints.white.name": "white",
      "k.paints.white.value": 1,
      "k.authors.dark-grey": 5,
      "k.authors.white": 6,
    },
  );
  assert.deepEqual(keys({ sides: [1, 8], network: [interval(1), interval(2)] }), {
    "k.network.1": 1,
    "k.network.8": 2,
  });
});

test("items that name themselves keep their names", () => {
  assert.deepEqual(
    keys({
      epochs: [
        { epoch: 1, loss: 0.6 },
        { epoch: 20, loss: 0.5 },
      ],
    }),
    { "k.epochs.1.epoch": 1, "k.epochs.1.loss": 0.6, "k.epochs.20.epoch": 20, "k.epochs.20.loss": 0.5 },
  );
});

test("bare numbers become mean, ends and deviation; of a map the first corner is taken", () => {
  assert.deepEqual(keys({ losses: [3, 1, 5] }), {
    "k.losses.mean": 3,
    "k.losses.lowest": 1,
    "k.losses.highest": 5,
    "k.losses.deviation": 2,
  });
  assert.deepEqual(
    keys({
      map: [
        [1, 2],
        [3, 4],
      ],
      empty: [],
    }),
    { "k.map.corner": 1 },
  );
});

test("blanks and points in names", () => {
  assert.equal(keyPart(" 0.25 MP"), "0-25-MP");
});

test("a list of more than a hundred objects makes no keys, one of numbers is summed up all the same", () => {
  const rows = Array.from({ length: 101 }, (_, i) => ({ value: i }));
  assert.deepEqual(keys({ rows }), {});
  assert.equal(Object.keys(keys({ rows: rows.slice(1) })).length, 100);
  assert.ok("k.numbers.mean" in keys({ numbers: rows.map(({ value }) => value / 2 + 0.1) }));
});
