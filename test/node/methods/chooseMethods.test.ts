import assert from "node:assert/strict";
import { test } from "node:test";
import { cifar10InpaintingV1 } from "../../../src/benchmarks/cifar10InpaintingV1";
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
    /Expected the name of a method, but received "mena"\. Use one of mean, .*report-authors, article-squares-half, .*residual-inpainter, photographs-partial\./,
  );
});

test("a network of photographs is measured on CIFAR-10 only where it is named", () => {
  const { onlyNamed } = cifar10InpaintingV1;
  assert.deepEqual(
    chooseMethods([], onlyNamed),
    inpaintingMethods.filter(({ name }) => !name.startsWith("photographs-")),
  );
  assert.deepEqual(
    chooseMethods(["photographs-partial"], onlyNamed).map(({ name }) => name),
    ["photographs-partial"],
  );
  assert.deepEqual(chooseMethods([], photographsV1.onlyNamed), inpaintingMethods);
});
