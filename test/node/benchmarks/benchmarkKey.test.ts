import assert from "node:assert/strict";
import { test } from "node:test";
import { cifar10InpaintingV1 as benchmark } from "../../../src/benchmarks/cifar10InpaintingV1";
import { inpaintingMethods as methods } from "../../../src/methods";
import { benchmarkKey, type BenchmarkKeyParts } from "../../../src/node/benchmarks/benchmarkKey";
import { describeEnvironment } from "../../../src/node/store/runRecord";

const environment = describeEnvironment({ backend: "cpu", tensorflowVersion: null });
const parts: BenchmarkKeyParts = { benchmark, fingerprint: "a", methods, environment };

test("the same parts give the same key; other images, masks, figures, networks or machines another", () => {
  const key = benchmarkKey(parts);
  assert.equal(benchmarkKey({ ...parts }), key);
  const others: Partial<BenchmarkKeyParts>[] = [
    { fingerprint: "b" },
    { benchmark: { ...benchmark, name: "cifar10-inpainting-v2" } },
    { benchmark: { ...benchmark, maskSets: benchmark.maskSets.slice(1) } },
    { benchmark: { ...benchmark, metrics: benchmark.metrics.slice(1) } },
    { benchmark: { ...benchmark, fewerImages: {} } },
    { benchmark: { ...benchmark, paired: true } },
    { methods: methods.filter(({ name }) => name !== "residual-inpainter") },
    { environment: { ...environment, processor: "another" } },
  ];
  const keys = others.map((other) => benchmarkKey({ ...parts, ...other }));
  assert.equal(new Set([key, ...keys]).size, others.length + 1);
});

test("a chart's title in the benchmark is no part of what its rows depend on", () => {
  assert.equal(benchmarkKey({ ...parts, benchmark: { ...benchmark, title: "Another title" } }), benchmarkKey(parts));
});
