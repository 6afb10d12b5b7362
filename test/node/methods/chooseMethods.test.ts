import assert from "node:assert/strict";
import { test } from "node:test";
import { photographsV1 } from "../../../src/benchmarks/photographsV1";
import { inpaintingMethods } from "../../../src/methods";
import { chooseMethods } from "../../../src/node/methods/chooseMethods";

test("methods are chosen by name, in the table's order; no name means all; a wrong one prints the list", () => {
  assert.deepEqual(
    chooseMethods(["report-authors", "mean"]).map(({ name }) => name),
    ["mean", "report-authors"],
  );
  assert.deepEqual(chooseMethods(), inpaintingMethods);
  assert.throws(
    () => chooseMethods(["mena"]),
    /Expected the name of a method, but received "mena"\. Use one of mean, .*report-authors, article-squares-half, .*residual-inpainter, photographs-partial, photographs-plain\./,
  );
});

test("what a benchmark measures only where it is named is left out where nothing is", () => {
  const onlyNamed = ["residual-inpainter"];
  assert.deepEqual(
    chooseMethods([], onlyNamed),
    inpaintingMethods.filter(({ name }) => name !== "residual-inpainter"),
  );
  assert.deepEqual(
    chooseMethods(["residual-inpainter"], onlyNamed).map(({ name }) => name),
    onlyNamed,
  );
  assert.deepEqual(chooseMethods([], photographsV1.onlyNamed), inpaintingMethods);
});
