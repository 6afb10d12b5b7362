import assert from "node:assert/strict";
import { test } from "node:test";
import { afterTheFillTable } from "../../src/studies/afterTheFillTable";
import { stepRow, valuesOf } from "./afterTheFillRows";

test("a line per method, step and number, a column per kind of hole", () => {
  const values = valuesOf(
    stepRow("harmonic", "square8", "feather", 2, 0.126, "helps", ["fullPsnrDb"]),
    stepRow("harmonic", "square8", "sharpen", 0.5, -1.5, "hurts", ["holePsnrDb"]),
    stepRow("telea", "square8", "feather", 2, 0.5, "helps"),
    stepRow("harmonic", "pixels50", "feather", 2, -0.004),
    stepRow("harmonic", "pixels50", "sharpen", 0.5, -0.02),
  );
  const [title, empty, heading, ...lines] = afterTheFillTable(values).split("\n");
  assert.match(title, /^Hole PSNR in dB after the step − without it, .*\*: another figure is worse\.$/);
  assert.equal(empty, "");
  const cells = (line: string): string[] => line.split(/ {2,}/);
  assert.deepEqual(cells(heading), ["method", "step", "square8", "pixels50"]);
  assert.deepEqual(lines.map(cells), [
    ["harmonic", "feather:2", "+0.13 helps*", "0.00"],
    ["harmonic", "sharpen:0.5", "−1.50 hurts", "−0.02"],
    ["telea", "feather:2", "+0.50 helps", "–"],
  ]);
  assert.ok([title, heading, ...lines].every((line) => line.length <= 120));
});

test("nothing measured is refused", () => {
  assert.throws(() => afterTheFillTable(valuesOf()), {
    message: "Expected the values of at least one step, but received none. Measure one first.",
  });
});
