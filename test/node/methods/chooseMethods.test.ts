import assert from "node:assert/strict";
import { test } from "node:test";
import type { Benchmark } from "../../../src/benchmarks/benchmark";
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
});

/** What each benchmark leaves out where no method is named. */
const leftOut = ({ onlyNamed }: Benchmark): string[] => {
  const measured = chooseMethods([], onlyNamed);
  return inpaintingMethods.filter((method) => !measured.includes(method)).map(({ name }) => name);
};

test("photographs are not filled from CIFAR-10's images, and CIFAR-10's by one seed of each context encoder", () => {
  assert.deepEqual(leftOut(photographsV1), ["nearestImage"]);
  const ofContextEncoders = inpaintingMethods.filter(({ name }) => name.startsWith("context-"));
  assert.equal(ofContextEncoders.length, 15);
  const first = ["context-l2", "context-joint", "context-random"];
  const further = ofContextEncoders.map(({ name }) => name).filter((name) => !first.includes(name));
  assert.deepEqual(leftOut(cifar10InpaintingV1), [...further, "photographs-partial", "photographs-plain"]);
});
