import assert from "node:assert/strict";
import { test } from "node:test";
import { worthwhileSteps } from "../../src/studies/worthwhileSteps";
import { stepRow } from "./afterTheFillRows";

test("worth it is what helps under some kind of hole and hurts under none, method by method", () => {
  const rows = [
    stepRow("harmonic", "square8", "feather", 2, 0.1, "helps"),
    stepRow("harmonic", "square8", "feather", 4, 0.1, "helps"),
    stepRow("harmonic", "square8", "poisson", 0, 0.1),
    stepRow("harmonic", "pixels50", "feather", 2, 0),
    stepRow("harmonic", "pixels50", "feather", 4, -0.1, "hurts"),
    stepRow("harmonic", "pixels50", "poisson", 0, 0),
    stepRow("telea", "square8", "feather", 4, 0.1, "helps"),
    stepRow("telea", "pixels50", "feather", 4, 0.1, "helps"),
    stepRow("mean", "square8", "grain", 1, -1, "hurts"),
    stepRow("exemplar", "square8", "grain", 1, 1, null),
  ];
  assert.deepEqual(
    [...worthwhileSteps(rows)],
    [
      ["harmonic", ["feather:2"]],
      ["telea", ["feather:4"]],
      ["mean", []],
      ["exemplar", null],
    ],
  );
});
