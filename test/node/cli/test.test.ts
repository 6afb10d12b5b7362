import assert from "node:assert/strict";
import { test } from "node:test";
import { runTests, sortTests, summary, unitTestCounts } from "../../../src/node/cli/test";

test("the last line counts what passed and failed; checks not run are apart", () => {
  const results = [
    { name: "types", passed: 1, failed: 0 },
    { name: "unit tests", passed: 40, failed: 2 },
  ];
  const lines = summary(results, [
    "CIFAR10_ARCHIVE is not set",
    "CIFAR10_ARCHIVE is not set",
    "REPORT_LOG is not set",
  ]).split("\n");
  assert.equal(lines.at(-1), "41 passed, 2 failed");
  assert.ok(lines.includes("  checks not run: 3"));
  assert.ok(lines.includes("    2 × CIFAR10_ARCHIVE is not set"));
});

test("unit tests are counted from the TAP output; a run that broke off is a failure", () => {
  assert.deepEqual(unitTestCounts("# tests 3\n# pass 2\n# fail 1\n# cancelled 0\n", 1), { passed: 2, failed: 1 });
  assert.deepEqual(unitTestCounts("# pass 2\n# fail 0\n# cancelled 1\n", 1), { passed: 2, failed: 1 });
  assert.deepEqual(unitTestCounts("", null), { passed: 0, failed: 1 });
});

test("a mistyped test file is named before anything is run", async (context) => {
  const said = context.mock.method(console, "error", () => undefined);
  assert.equal(await runTests({ files: ["test/house/links.test.ts", "test/house/linsk.test.ts"] }), 2);
  assert.match(
    String(said.mock.calls[0].arguments[0]),
    /^Expected a test file at test\/house\/linsk\.test\.ts, but there is none\./,
  );
});

test("tests that drive a browser are told from the others, however the file is named", () => {
  const { unit, browser } = sortTests([
    "test/browser/lab.test.ts",
    "test/random.test.ts",
    "./test/browser/../images.test.ts",
  ]);
  assert.deepEqual(browser, ["test/browser/lab.test.ts"]);
  assert.deepEqual(unit, ["test/random.test.ts", "./test/browser/../images.test.ts"]);
});
