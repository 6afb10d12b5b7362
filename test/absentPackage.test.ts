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
    String(absentPackage(error, "a-package-that-nobody-has", "to draw a chart")),
    "Error: Expected the npm package a-package-that-nobody-has to draw a chart, but it is not installed. Run " +
      "npm install a-package-that-nobody-has.",
  );
  assert.equal(
    String(absentPackage(error, "other a-package-that-nobody-has", "to draw a chart")),
    "Error: Expected the npm packages other, a-package-that-nobody-has to draw a chart, but they are not all installed. Run " +
      "npm install other a-package-that-nobody-has.",
  );
});

test("a file that is missing elsewhere, and any other error, stay what they are", () => {
  const elsewhere = Object.assign(new Error("Cannot find module './gone'"), { code: "MODULE_NOT_FOUND" });
  assert.equal(absentPackage(elsewhere, "echarts", "to draw a chart"), elsewhere);
  const error = new RangeError("too long");
  assert.equal(absentPackage(error, "echarts", "to draw a chart"), error);
});
