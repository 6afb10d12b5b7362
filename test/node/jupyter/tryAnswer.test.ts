import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { tryAnswer, type AnswerCase } from "../../../src/node/jupyter/tryAnswer";

const cases: readonly AnswerCase<[number, number]>[] = [
  { name: "one and two", given: [1, 2], expected: 3 },
  { name: "a tenth and two", given: [0.1, 0.2], expected: 0.3, hint: "Look at the last digit." },
];

/** The result and the line printed. */
function tried(run: () => boolean): { right: boolean; line: string } {
  const log = mock.method(console, "log", () => undefined);
  try {
    const right = run();
    assert.equal(log.mock.callCount(), 1);
    return { right, line: String(log.mock.calls[0].arguments[0]) };
  } finally {
    log.mock.restore();
  }
}

/** A list's one case. */
const listed = (mine: () => unknown): { right: boolean; line: string } =>
  tried(() => tryAnswer("list", mine, [{ name: "any", given: [], expected: Uint8Array.of(1, 2, 3) }]));

test("a right answer is said to be right", () => {
  assert.deepEqual(
    tried(() => tryAnswer("sum", (a, b) => a + b, cases, { tolerance: 1e-9 })),
    { right: true, line: "✓ sum is right in all 2 cases tried" },
  );
  assert.deepEqual(
    listed(() => [1, 2, 3]),
    { right: true, line: "✓ list is right in the one case tried" },
  );
  assert.equal(tried(() => tryAnswer("nan", () => NaN, [{ name: "none", given: [], expected: NaN }])).right, true);
});

test("the first case that goes wrong is named, with its hint", () => {
  assert.deepEqual(
    tried(() => tryAnswer("sum", (a, b) => a + b, cases)),
    {
      right: false,
      line: "○ not yet: sum, a tenth and two: expected 0.3, but received 0.30000000000000004. Look at the last digit.",
    },
  );
  assert.deepEqual(
    tried(() => tryAnswer("sum", (a, b) => Math.max(a, b, 4), cases)),
    { right: false, line: "○ not yet: sum, one and two: expected 3, but received 4." },
  );
});

test("numbers are said with six digits, with all where those are the same", () => {
  const third = [{ name: "one third", given: [], expected: 1 / 3 }] as const;
  assert.match(
    tried(() => tryAnswer("part", () => 2 / 3, third)).line,
    /expected 0\.333333, but received 0\.666667\.$/,
  );
  assert.match(
    tried(() => tryAnswer("part", () => 1 / 3 + 1e-12, third)).line,
    /expected 0\.3333333333333333, but received 0\.3333333333343333\d*\.$/,
  );
});

test("what else can be wrong with an answer", () => {
  assert.match(listed(() => undefined).line, /it returns nothing\.$/);
  assert.match(
    listed(() => {
      throw new Error("no such row");
    }).line,
    /it fails with "no such row"\.$/,
  );
  assert.match(listed(() => 5).line, /expected 3 numbers, but received 5\.$/);
  assert.match(listed(() => ({})).line, /expected 3 numbers, but received an object\.$/);
  assert.match(listed(() => [1, 2]).line, /expected 3 numbers, but received 2\.$/);
  assert.match(listed(() => [1, 7, 3]).line, /expected 2 at place 1, but received 7\.$/);
  assert.match(
    tried(() => tryAnswer("flag", () => [1], [{ name: "x", given: [], expected: true }])).line,
    /expected true, but received 1 values\.$/,
  );
});

test("nothing to try is refused", () => {
  assert.throws(() => tryAnswer("sum", () => 1, []), /Expected at least one case to try sum on, but received none/);
});
