import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import * as portable from "../../../src";
import { maskFamilies, sampleMaskFamilies } from "../../../src/masks";
import { holdBytes } from "../../../src/node/engine/holdBytes";
import { projectRoot } from "../../../src/node/paths";
import { moduleOf } from "../../../src/node/store/moduleOf";
import { compileTraced } from "../../../src/node/tracedGraph/compile";

test("a function and an object are found where they are defined, whoever hands them on", () => {
  assert.equal(moduleOf(portable.buildReportAutoencoder), "models/reportAutoencoder");
  assert.equal(moduleOf(portable.binaryCrossentropy), "losses/binaryCrossentropy");
  assert.equal(moduleOf(portable.trainModel), "training/trainModel");
  assert.equal(moduleOf(portable.fillTelea), "classical/telea");
  assert.equal(moduleOf(portable.benchmarkMaskSets), "benchmarks/cifar10InpaintingV1");
  assert.equal(moduleOf(maskFamilies.rectangles4to12.draw), "masks/rectangle");
  assert.equal(moduleOf(compileTraced), "node/tracedGraph/compile");
  assert.equal(moduleOf(holdBytes), "node/engine/holdBytes");
});

test("in compiled code too, through the package's index", () => {
  const compiled = require(join(projectRoot, "dist/node/store/moduleOf.js")) as { moduleOf: typeof moduleOf };
  const lab = require(projectRoot) as typeof import("../../../src/node");
  assert.equal(compiled.moduleOf(lab.trainModel), "training/trainModel");
  assert.equal(compiled.moduleOf(lab.drawSquareMasks), "masks/square");
  assert.equal(compiled.moduleOf(lab.holdBytes), "node/engine/holdBytes");
  assert.throws(() => compiled.moduleOf(portable.trainModel), /"trainModel" .* but no loaded module exports it/);
});

test("modules without a file name, as import() of a package leaves them, are passed over", () => {
  const key = join(projectRoot, "node_modules/nameless/index.js");
  require.cache[key] = {} as NodeJS.Module;
  try {
    assert.equal(moduleOf(portable.trainModel), "training/trainModel");
  } finally {
    delete require.cache[key];
  }
});

test("what has no module of its own is refused", () => {
  const nowhere =
    /^Error: Expected .* to be exported by a module of its own, .* but no loaded module exports it\. Export it/;
  assert.throws(() => moduleOf({ name: "mine" }), nowhere);
  assert.throws(() => moduleOf({ ...portable.benchmarkMaskSets }), nowhere);
  assert.throws(() => moduleOf(() => 1), /Expected a function without a name to be exported/);
  assert.throws(
    () => moduleOf(sampleMaskFamilies),
    /Expected "sampleMaskFamilies" .* but only .*masks\/index.* it\. Move it from the table to a file of its own\.$/,
  );
  assert.throws(
    () => moduleOf(undefined as unknown as object),
    /^Error: Expected a function or an object that a module exports, but received undefined\. Look the name up/,
  );
});

/** Lets these loaded modules export `shared` too while `check` runs. */
function whileExported(shared: object, names: readonly string[], check: () => void): void {
  const loaded = names.map((name) => require.cache[join(projectRoot, `src/${name}.ts`)]!);
  const before = loaded.map((module) => module.exports as object);
  loaded.forEach((module, at) => (module.exports = { ...before[at], shared }));
  try {
    check();
  } finally {
    loaded.forEach((module, at) => (module.exports = before[at]));
  }
}

test("a module that exports what it imported does not define it", () => {
  const shared = { name: "shared" };
  whileExported(shared, ["masks/threeTechniques", "masks/randomWalk"], () =>
    assert.equal(moduleOf(shared), "masks/randomWalk"),
  );
});

test("two modules that export one value, neither from the other, are an error", () => {
  const shared = { name: "shared" };
  whileExported(shared, ["masks/square", "masks/blob"], () =>
    assert.throws(
      () => moduleOf(shared),
      /Expected "shared" .* but received it from masks\/\w+ and masks\/\w+\. Let the others import it from one of them\.$/,
    ),
  );
});
