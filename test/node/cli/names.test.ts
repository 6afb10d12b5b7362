// The names that are read from the text of the tables are those of the tables: a mistyped name is found before anything is
// compiled, and a right one is never refused.
import assert from "node:assert/strict";
import { test } from "node:test";
import { benchmarks } from "../../../src/benchmarks";
import { experiments } from "../../../src/experiments";
import { inpaintingMethods } from "../../../src/methods";
import { studies } from "../../../src/studies";

const load = () => import("../../../src/node/cli/names.mjs");
const nameOf = ({ name }: { readonly name: string }): string => name;
const sorted = (names: readonly string[]): string[] => [...names].sort();

test("methods, studies, benchmarks and mask sets are read as their tables have them", async () => {
  const names = await load();
  assert.deepEqual(sorted(names.methodNames()), sorted(inpaintingMethods.map(nameOf)));
  assert.deepEqual(sorted(names.studyNames()), sorted(studies.map(nameOf)));
  assert.deepEqual(sorted(names.benchmarkNames()), sorted(benchmarks.map(nameOf)));
  const maskSets = new Set(benchmarks.flatMap((benchmark) => benchmark.maskSets.map(nameOf)));
  assert.deepEqual(sorted(names.maskSetNames()), sorted([...maskSets]));
});

test("experiments are too, those that are counted up by what they begin with", async () => {
  const { experimentNames } = await load();
  const counted = (name: string): string => name.replace(/^ladder-\d+$/, "ladder-*");
  const expected = new Set(experiments.map(({ name }) => counted(name)));
  assert.deepEqual(sorted(experimentNames()), sorted([...expected]));
});
