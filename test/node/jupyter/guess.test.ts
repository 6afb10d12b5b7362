import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { guess } from "../../../src/node/jupyter/guess";

test("a guess is printed and handed on as figures take it", () => {
  const log = mock.method(console, "log", () => undefined);
  assert.deepEqual(guess("operations in one step", 100), [{ name: "your guess", value: 100 }]);
  assert.deepEqual(
    log.mock.calls.map(({ arguments: [line] }) => line as string),
    ["operations in one step: your guess is 100."],
  );
  log.mock.restore();
});

test("no guess is no line, and the reader is told how to make one", () => {
  const log = mock.method(console, "log", () => undefined);
  assert.deepEqual(guess("operations", null), []);
  assert.match(String(log.mock.calls[0].arguments[0]), /^operations: no guess yet\. Put a number in place of null/);
  log.mock.restore();
});

test("what is no number is refused", () => {
  assert.throws(
    () => guess("operations", NaN),
    /Expected a number as the guess "operations", but received NaN\. Write for example 10/,
  );
});
