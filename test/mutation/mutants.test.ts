import assert from "node:assert/strict";
import { test } from "node:test";
import { mutantsOf, mutate } from "./mutants";

const changes = (text: string): string[] => mutantsOf("one.ts", text).map((mutant) => mutate(text, mutant));

test("operators, numbers, conditions, truth values and calls are changed, one at a time", () => {
  assert.deepEqual(changes("a < b;"), ["a <= b;"]);
  assert.deepEqual(changes("x = a + 3;"), ["x = a - 3;", "x = a + 4;"]);
  assert.deepEqual(changes("x = 0.98;"), ["x = 1.47;"]);
  assert.deepEqual(changes("x = 1_000;"), ["x = 1001;"]);
  assert.deepEqual(changes("x = !a || true;"), ["x = a || true;", "x = !a && true;", "x = !a || false;"]);
  assert.deepEqual(changes("x = a ? b : c;"), ["x = !(a) ? b : c;"]);
  assert.deepEqual(changes("if (a) b;"), ["if (true) b;", "if (false) b;"]);
  assert.deepEqual(changes("check(a);"), ["void 0;"]);
  assert.deepEqual(changes("x = Math.min(a, b);"), ["x = Math.max(a, b);"]);
});

test("types, imports, messages and joined texts stay", () => {
  for (const text of [
    'import { a } from "./a1";',
    "type Two = 2;",
    'throw new Error("At most " + (1 + limit));',
    'x = "a" + b;',
    "x = `${a}` + `b`;",
  ])
    assert.deepEqual(changes(text), [], text);
});
