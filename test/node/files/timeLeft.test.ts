import assert from "node:assert/strict";
import { test } from "node:test";
import { timeLeft } from "../../../src/node/files/timeLeft";

test("the time left follows from the pictures so far, and is not said where it would say little", () => {
  assert.equal(timeLeft(2, 100, 60), "");
  assert.equal(timeLeft(10, 100, 4), "");
  assert.equal(timeLeft(99, 100, 200), "");
  assert.equal(timeLeft(10, 40, 20), "about 60 s left");
  assert.equal(timeLeft(10, 100, 30), "about 5 min left");
  assert.equal(timeLeft(10, 1000, 100), "about 2.8 h left");
});
