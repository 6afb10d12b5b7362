import assert from "node:assert/strict";
import { test } from "node:test";
import { byKey, fillsOf, firstKey, keysOf, measureByKey, type StudyContext } from "../../src/studies/study";

test("values stand under the keys, in their order, and are waited for one after another", async () => {
  assert.deepEqual(Object.entries(byKey(["b", "a"], (key) => key + key)), [
    ["b", "bb"],
    ["a", "aa"],
  ]);
  let running = 0;
  const values = await measureByKey(["b", "a"], async (key) => {
    running += 1;
    await new Promise(setImmediate);
    assert.equal(running, 1);
    running -= 1;
    return key;
  });
  assert.deepEqual(Object.entries(values), [
    ["b", "b"],
    ["a", "a"],
  ]);
});

test("a context's methods are fills by key, of which the first is looked at most closely", () => {
  const fill = (): never => {
    throw new Error("not called");
  };
  const context = { methods: { b: { name: "x", fill }, a: { name: "y", fill } } } as unknown as StudyContext;
  const fills = fillsOf(context);
  assert.deepEqual([keysOf(fills), firstKey(fills), fills.a], [["b", "a"], "b", fill]);
  assert.throws(
    () => firstKey({}),
    /Expected at least one method to measure, but received none\. Name one: --methods harmonic\./,
  );
});
