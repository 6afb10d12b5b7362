import assert from "node:assert/strict";
import { test } from "node:test";
import { afterTheFillChart } from "../../src/studies/afterTheFillChart";
import { stepRow, valuesOf } from "./afterTheFillRows";

const values = valuesOf(
  stepRow("harmonic", "square8", "feather", 2, 0.126),
  stepRow("harmonic", "square8", "feather", 4, 9),
  stepRow("harmonic", "square8", "sharpen", 0.5, -1.5),
  stepRow("residual-inpainter", "square8", "feather", 2, 0.5),
  stepRow("harmonic", "pixels50", "feather", 2, 7),
);

test("one kind of hole, every step at its usual number, a series per method under its title", () => {
  const { data, layout, alt } = afterTheFillChart(values, { family: "square8" });
  const points = data.filter(({ mode }) => mode === "markers");
  assert.deepEqual(
    points.map(({ name, x }) => [name, x]),
    [
      ["Harmonic", [0.126, -1.5]],
      ["Residual inpainter", [0.5]],
    ],
  );
  assert.deepEqual(layout.yaxis?.ticktext, ["feather", "sharpen"]);
  assert.equal(
    alt,
    "Hole PSNR after a step, less that without it: square8, in dB. " +
      "Harmonic: feather 0.13, sharpen −1.50; Residual inpainter: feather 0.50.",
  );
});

test("a kind of hole that was not measured is refused", () => {
  assert.throws(
    () => afterTheFillChart(values, { family: "centre16" }),
    /^Error: Expected at least one value to draw, but received none\. Measure something first\.$/,
  );
});
