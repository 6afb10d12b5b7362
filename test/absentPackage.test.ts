import assert from "node:assert/strict";
import { test } from "node:test";
import { absentPackage } from "../src/absentPackage";

test("a package that is not installed: what for, and the command that installs it", () => {
  let error: unknown;
  try {
    require("a-package-that-nobody-has");
  } catch (thrown) {
    error = thrown;
  }
  assert.equal(
    String(absentPackage(error, "echarts", "to draw a chart")),
    "Error: Expected the npm package echarts to draw a chart, but it is not installed. Run npm install echarts.",
  );
  assert.equal(
    String(absentPackage(error, "a b", "to draw a chart")),
    "Error: Expected the npm packages a, b to draw a chart, but they are not all installed. Run npm install a b.",
  );
});

test("any other error stays what it is", () => {
  const error = new RangeError("too long");
  assert.equal(absentPackage(error, "echarts", "to draw a chart"), error);
});
