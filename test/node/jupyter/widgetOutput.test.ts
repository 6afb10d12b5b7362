import assert from "node:assert/strict";
import { test } from "node:test";
import { checkWeight, largestOutput, widgetKey } from "../../../src/node/jupyter/widgetOutput";

test("the same contents have the same key of twelve digits, others another", () => {
  assert.match(widgetKey(["a", 1]), /^[0-9a-f]{12}$/);
  assert.equal(widgetKey(["a", 1]), widgetKey(["a", 1]));
  assert.notEqual(widgetKey(["a", 1]), widgetKey(["a", 2]));
});

test("what weighs more than a notebook bears is refused with the way out", () => {
  const texts = { what: "a slider", holding: " in 3 frames", wayOut: "Show fewer frames." };
  const html = "x".repeat(largestOutput - 10);
  checkWeight([html, "0123456789"], texts);
  assert.throws(() => checkWeight([html, "0123456789a"], texts), {
    message: "Expected a slider of at most 600 kB, but received 601 kB in 3 frames. Show fewer frames.",
  });
});
