import assert from "node:assert/strict";
import { test } from "node:test";
import { usesIn } from "../../src/report/sectionUses";

const calls = (source: string): string[] =>
  usesIn(source, "s.typ").map(({ kind, keys, line }) => `${line} ${kind} ${keys.join(" ")}`.trim());

test("every call with its keys and line", () => {
  assert.deepEqual(
    calls(`#import "../lib.typ": *
= A
The loss is #n("run.epoch20") (#ci( "a.b" )) at @fig-loss-curve.
#fig("loss-curve", width: 60%)[Caption with #n("run.epoch1").]
#cell("A3-masking",
  "draw-masks") #below("a", "b")
#claims-table() #claim("4")[#verdict("4")]`),
    [
      "3 n run.epoch20",
      "3 ci a.b",
      "4 fig loss-curve",
      "4 n run.epoch1",
      "5 cell A3-masking draw-masks",
      "6 below a b",
      "7 claims-table",
      "7 claim 4",
      "7 verdict 4",
    ],
  );
});

test("calls inside code count, comments and plain words do not", () => {
  assert.deepEqual(
    calls('#if true { n("a") }\n// #n("b")\n/* #fig("c") */ a function f(n) and fig(1), https://x.org/n("z")'),
    ["1 n a", "3 n z"],
  );
});

test("a key that is not written out is refused", () => {
  assert.throws(
    () => usesIn("one\n#n(key)", "report/en/s.typ"),
    /Expected n to be called with a key as a string, but report\/en\/s\.typ, line 2, has n\(key\)\. Write the key out: #n\("…"\)\./,
  );
  assert.throws(() => usesIn('#below("a")', "s.typ"), /Expected below to be called with two strings/);
});
