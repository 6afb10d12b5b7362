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

test("what is none of the choices, or lies outside what can be, is refused", () => {
  const log = mock.method(console, "log", () => undefined);
  const choices = { choices: [1, 2, 3] };
  assert.throws(
    () => guess("the closest fill, 1, 2 or 3", 7, choices),
    /^Error: Expected one of 1, 2, 3 as the guess "the closest fill, 1, 2 or 3", but received 7\. Write for example 1, or null for none\.$/,
  );
  assert.throws(
    () => guess("percent", 150, { from: 0, to: 100 }),
    /Expected a number from 0 to 100 .* Write for example 50/,
  );
  assert.throws(() => guess("bytes", -1, { from: 0 }), /Expected a number from 0 as .* Write for example 10/);
  assert.throws(() => guess("dB", 30, { to: 20 }), /Expected a number up to 20 as .* Write for example 20/);
  assert.equal(guess("the closest fill", 2, choices)[0].value, 2);
  assert.equal(guess("percent", 100, { from: 0, to: 100 })[0].value, 100);
  assert.deepEqual(guess("the closest fill", null, choices), []);
  log.mock.restore();
});
