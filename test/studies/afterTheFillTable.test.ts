import assert from "node:assert/strict";
import { test } from "node:test";
import { afterTheFillTable } from "../../src/studies/afterTheFillTable";
import { bothOf, stepRow, valuesOf } from "./afterTheFillRows";

const cells = (line: string): string[] => line.split(/ {2,}/);

test("a line per method, step and number, a column per kind of hole; below, which steps are worth it", () => {
  const values = valuesOf(
    stepRow("harmonic", "square8", "feather", 2, 0.126, "helps", ["fullPsnrDb"]),
    stepRow("harmonic", "square8", "sharpen", 0.5, -1.5, "hurts", ["holePsnrDb"]),
    stepRow("telea", "square8", "sharpen", 0.5, 0),
    stepRow("exemplar", "square8", "sharpen", 0.5, -1, null),
    stepRow("harmonic", "pixels50", "feather", 2, -0.004),
    stepRow("harmonic", "pixels50", "sharpen", 0.5, -0.02),
  );
  const [title, explained, empty, heading, ...lines] = afterTheFillTable(bothOf(values)).split("\n");
  assert.equal(title, "CIFAR-10, held-out images, which the report's and the article's networks were trained on.");
  assert.match(explained, /^Hole PSNR in dB after the step − without it, .*\*: another figure is worse\.$/);
  assert.equal(empty, "");
  assert.deepEqual(cells(heading), ["method", "step", "square8", "pixels50"]);
  assert.deepEqual(lines.map(cells), [
    ["harmonic", "feather:2", "+0.13 helps*", "0.00"],
    ["harmonic", "sharpen:0.5", "−1.50 hurts", "−0.02"],
    ["telea", "sharpen:0.5", "0.00", "–"],
    ["exemplar", "sharpen:0.5", "−1.00", "–"],
    [""],
    ["On CIFAR-10 a step is worth it where it helps under some kind of hole and hurts under none:"],
    [""],
    ["after", "worth it"],
    ["harmonic", "feather:2"],
    ["telea", "none"],
    ["exemplar", "too few images"],
  ]);
  assert.ok([explained, heading, ...lines].every((line) => line.length <= 120));
});

test("photographs have a table of their own; a part without a step has none", () => {
  const one = valuesOf(stepRow("harmonic", "square8", "feather", 2, 0.1, "helps"));
  const titles = (text: string): string[] =>
    [...text.matchAll(/^(.*), held-out images(?:, which .* were trained on)?\.$/gm)].map(([, title]) => title);
  assert.deepEqual(titles(afterTheFillTable(bothOf(one, one))), ["CIFAR-10", "BSDS500"]);
  assert.deepEqual(titles(afterTheFillTable(bothOf(valuesOf(), one))), ["BSDS500"]);
});

test("nothing measured is refused", () => {
  assert.throws(() => afterTheFillTable(bothOf(valuesOf(), valuesOf())), {
    message: "Expected the values of at least one step, but received none. Measure one first.",
  });
});
